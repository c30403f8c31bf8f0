package dev.consent4j.lint;

import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Regime;

/** What signals do, compared with what law and text say they do. */
final class SignalLint {

    private SignalLint() {}

    static void check(Policy policy, Findings findings) {
        for (Places.Place place : Places.of(policy)) {
            DntRule rule = policy.dnt().at(place.jurisdiction(), SignalLint::stricter);
            boolean ignoredSomewhere = place.jurisdiction().isUnknown()
                    ? policy.dnt().otherwise() == DntRule.IGNORE
                    : rule == DntRule.IGNORE;
            if (place.regime().dntObjects() && ignoredSomewhere) {
                findings.add(
                        LintRule.DNT_IGNORED,
                        "signals.dnt",
                        "It is ignored where " + place.regime().id() + " makes it an objection (" + place.name()
                                + ").");
            }
        }
        boolean stoppable = policy.purposes().stream()
                .anyMatch(purpose -> purpose.uses().stream().anyMatch(Regime.GPC_USES::contains));
        boolean thirdParties = PurposeLint.optional(policy).stream()
                .anyMatch(purpose -> policy.vendors().stream()
                        .anyMatch(vendor -> vendor.purposes().contains(purpose.id())
                                && !vendor.optOut().isEmpty()));
        if (!stoppable && thirdParties) {
            findings.add(
                    LintRule.GPC_NOT_EFFECTIVE,
                    "purposes",
                    "Vendors that offer an opt-out of their own are declared, and no purpose has a use GPC stops.");
        }
    }

    private static DntRule stricter(DntRule first, DntRule second) {
        return first == DntRule.OBJECT ? first : second;
    }
}
