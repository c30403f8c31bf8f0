package dev.consent4j;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.policy.Use;
import java.util.Map;
import java.util.Set;

/**
 * What a person answers, before the site has made a decision of it.
 *
 * @param id identity of the act; sending the same answer again with it is the same act
 * @param action what the person does
 * @param source where
 * @param choices answers by purpose id for {@code save}, {@code object} and {@code acknowledge}; the other actions imply
 *     theirs
 * @param optOuts uses opted out of, for {@code object}
 * @param shown what was shown
 * @param conflictNamed whether a notice named the conflict with a signal
 * @param twoSteps whether this is the confirmation in a second step
 */
public record Submission(
        DecisionId id,
        Action action,
        Source source,
        Map<String, Choice> choices,
        Set<Use> optOuts,
        Shown shown,
        boolean conflictNamed,
        boolean twoSteps) {

    /**
     * An answer that needs no particulars: accept-all, reject-all, withdraw or signal.
     *
     * @param id identity of the act
     * @param action what the person does
     * @param source where
     * @param shown what was shown
     * @return the submission
     */
    public static Submission of(DecisionId id, Action action, Source source, Shown shown) {
        return new Submission(id, action, source, Map.of(), Set.of(), shown, false, false);
    }

    /**
     * Answers to single purposes.
     *
     * @param id identity of the act
     * @param source where
     * @param shown what was shown
     * @param choices the answers by purpose id
     * @return the submission
     */
    public static Submission save(DecisionId id, Source source, Shown shown, Map<String, Choice> choices) {
        return new Submission(id, Action.SAVE, source, choices, Set.of(), shown, false, false);
    }
}
