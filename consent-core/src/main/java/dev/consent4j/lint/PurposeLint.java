package dev.consent4j.lint;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Exemption;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import java.util.List;
import java.util.Optional;

/** What each purpose states, and whether its basis holds where the policy applies. */
final class PurposeLint {

    /** Data of an exempt audience measurement, and cookies of one (CNIL 2020-091). */
    private static final Lifetime EXEMPT_DATA = lifetime("P25M");

    private static final Lifetime EXEMPT_COOKIE = lifetime("P13M");

    private final Policy policy;
    private final Findings findings;

    private PurposeLint(Policy policy, Findings findings) {
        this.policy = policy;
        this.findings = findings;
    }

    static void check(Policy policy, Findings findings) {
        PurposeLint lint = new PurposeLint(policy, findings);
        policy.purposes().forEach(lint::purpose);
    }

    private void purpose(Purpose purpose) {
        String path = "purposes[" + purpose.id() + "]";
        if (purpose.retention() == null && !purpose.id().equals(purpose.category())) {
            findings.add(
                    LintRule.PURPOSE_WITHOUT_RETENTION, path + ".retention", "It is not said how long data is kept.");
        }
        for (Places.Place place : Places.of(policy)) {
            LegalBasis basis = purpose.basisIn(place.jurisdiction());
            if (purpose.required() || !place.isOptIn()) {
                continue;
            }
            if (basis == LegalBasis.LEGITIMATE_INTEREST && policy.stores(purpose.id())) {
                findings.add(
                        LintRule.INTEREST_FOR_STORAGE,
                        path + ".legalBasis",
                        "Something is stored on the device for a legitimate interest (" + place.name() + ").");
            }
            if (basis == LegalBasis.OPT_OUT || basis == LegalBasis.NOTICE) {
                findings.add(
                        LintRule.OPT_OUT_WHERE_OPT_IN,
                        path + ".legalBasis",
                        "'" + basis.id() + "' is no basis under "
                                + place.regime().id() + " (" + place.name() + ").");
            }
            if (!purpose.automatedDecisions().isEmpty() && basis.objectionable()) {
                findings.add(
                        LintRule.AUTOMATED_BASIS,
                        path + ".automatedDecisions",
                        "People are decided about without a human on '" + basis.id() + "' (" + place.name() + ").");
            }
            if (basis == LegalBasis.EXEMPT) {
                exempt(purpose, path, place);
            }
        }
        if (policy.minimumAge().values().stream().allMatch(age -> age == 0)
                && (purpose.uses().contains(Use.PROFILING) || purpose.uses().contains(Use.TARGETED_ADVERTISING))) {
            findings.add(LintRule.CHILD_RULES, path + ".uses", "People are profiled and no minimum age is stated.");
        }
    }

    private void exempt(Purpose purpose, String path, Places.Place place) {
        Exemption exemption = purpose.exemption();
        if (exemption == null
                || !exemption.met()
                || !place.regime().exemptions().contains(exemption.kind())) {
            findings.add(
                    LintRule.EXEMPTION_NOT_MET,
                    path + ".exemption",
                    exemption == null
                            ? "An exemption is claimed and none is declared."
                            : "'" + exemption.kind() + "' is not known under "
                                    + place.regime().id() + ", or a condition is not met.");
        }
        Lifetime retention = purpose.retention();
        if (retention != null && retention.seconds() > EXEMPT_DATA.seconds()) {
            findings.add(
                    LintRule.LIFETIME_TOO_LONG,
                    path + ".retention",
                    retention.iso() + " is longer than " + EXEMPT_DATA.iso() + " for an exempt purpose.");
        }
        for (Declaration declaration : policy.declarations()) {
            Lifetime life = declaration.maxAge();
            if (declaration.purpose().equals(purpose.id())
                    && life != null
                    && life.seconds() > EXEMPT_COOKIE.seconds()) {
                findings.add(
                        LintRule.LIFETIME_TOO_LONG,
                        "declarations[" + declaration.name() + "].maxAge",
                        life.iso() + " is longer than " + EXEMPT_COOKIE.iso() + " for an exempt purpose.");
            }
        }
    }

    static List<Purpose> optional(Policy policy) {
        return policy.purposes().stream().filter(purpose -> !purpose.required()).toList();
    }

    static Lifetime lifetime(String iso) {
        return Optional.of(iso).flatMap(Lifetime::parse).orElseThrow();
    }
}
