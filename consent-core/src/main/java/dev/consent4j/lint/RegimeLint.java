package dev.consent4j.lint;

import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Use;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.Set;

/** The regimes a policy names, and what it promises about them. */
final class RegimeLint {

    /** How long a grant under opt-in may live at most (specs 7.3, the hard cap). */
    private static final int MAX_RENEWAL_MONTHS = 13;

    private static final String OPT_OUT_LINK = "do-not-sell-or-share";

    private RegimeLint() {}

    static void check(Policy policy, Findings findings, LocalDate today) {
        Set<String> seen = new HashSet<>();
        for (Places.Place place : Places.of(policy)) {
            Regime regime = place.regime();
            sale(policy, place, findings);
            if (!seen.add(regime.id())) {
                continue;
            }
            if (place.isOptIn() && months(regime.renewAfter()) > MAX_RENEWAL_MONTHS) {
                findings.add(
                        LintRule.RENEWAL_TOO_LONG,
                        "regimes[" + regime.id() + "].renewAfter",
                        regime.renewAfter() + " is longer than " + MAX_RENEWAL_MONTHS + " months.");
            }
            LocalDate review = regime.reviewBy();
            if (review != null && review.isBefore(today)) {
                findings.add(
                        LintRule.REGIME_REVIEW_OVERDUE,
                        "regimes[" + regime.id() + "].reviewBy",
                        "The rules should have been checked by " + review + ".");
            }
        }
    }

    private static void sale(Policy policy, Places.Place place, Findings findings) {
        boolean sells = PurposeLint.optional(policy).stream()
                .anyMatch(purpose ->
                        purpose.uses().contains(Use.SALE) || purpose.uses().contains(Use.SHARING));
        boolean us = place.name().equals("US") || place.name().startsWith("US-");
        if (sells && us && !place.isOptIn() && !place.regime().links().contains(OPT_OUT_LINK)) {
            findings.add(
                    LintRule.SALE_WITHOUT_OPT_OUT,
                    place.path(),
                    "Data is sold or shared and '" + place.regime().id() + "' carries no link to opt out.");
        }
    }

    private static int months(Period period) {
        return period.getYears() * 12 + period.getMonths() + period.getDays() / 31;
    }
}
