package dev.consent4j.evaluation;

import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import java.util.List;

/**
 * The pure function from a visit to effective consent. Total: every visit has an answer. Deterministic: equal visits
 * have equal answers. Monotone: turning a grant into a denial, or adding a signal, objection, restriction or lower age,
 * never permits more.
 */
public final class Evaluator {

    private Evaluator() {}

    /**
     * Evaluates a visit.
     *
     * @param visit everything it depends on
     * @return a verdict for every purpose, and whether to ask
     */
    public static EffectiveConsent evaluate(Visit visit) {
        Policy policy = visit.policy();
        Regime regime = policy.regimeIn(visit.jurisdiction(), visit.today());
        Circumstances circumstances = new Circumstances(visit, policy, regime, null);
        List<Purpose> purposes = policy.purposes();
        Reason[] reasons = new Reason[purposes.size()];
        PurposeRules rules = new PurposeRules(circumstances);
        for (int i = 0; i < reasons.length; i++) {
            reasons[i] = rules.reason(purposes.get(i));
        }
        return new EffectiveConsent(circumstances, reasons);
    }
}
