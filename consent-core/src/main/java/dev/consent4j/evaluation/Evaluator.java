package dev.consent4j.evaluation;

import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import java.util.LinkedHashMap;
import java.util.Map;

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
        Regime regime = policy.regimeIn(visit.jurisdiction());
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (Purpose purpose : policy.purposes()) {
            verdicts.put(purpose.id(), new PurposeRules(visit, policy, regime, purpose).verdict());
        }
        Prompt prompt = new Asking(visit, policy, regime, verdicts).prompt();
        return new EffectiveConsent(visit, policy, regime, verdicts, prompt);
    }
}
