package dev.consent4j;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Actor;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Control;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Evidence;
import dev.consent4j.decision.Expression;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person answers, before the site has made a decision of it. Time, identity, legal basis and rules are not said
 * here: the site knows them.
 *
 * @param id identity of the act; sending the same answer again with it is the same act
 * @param expression how it is expressed
 * @param choices answers by purpose id for {@code save}, {@code object} and {@code acknowledge}; the other actions imply
 *     theirs
 * @param optOuts uses opted out of, for {@code object}
 * @param shown what was shown: its rendering's hash decides; one that the site served fixes language and policy version,
 *     another counts as nothing shown
 * @param signalsWhenShown the signals on the request that was answered with the page; null if not known
 * @param foundBy how it was found where the person is taken to be
 */
public record Submission(
        DecisionId id,
        Expression expression,
        Map<String, Choice> choices,
        Set<Use> optOuts,
        Shown shown,
        @Nullable Set<Signal> signalsWhenShown,
        FoundBy foundBy) {

    /**
     * An answer of the person with every particular of the act, and nothing told about its circumstances.
     *
     * @param id identity of the act
     * @param action what the person does
     * @param source where
     * @param choices answers by purpose id
     * @param optOuts uses opted out of
     * @param shown what was shown
     * @param conflictNamed whether a notice named the conflict with a signal
     * @param twoSteps whether this is the confirmation in a second step
     */
    public Submission(
            DecisionId id,
            Action action,
            Source source,
            Map<String, Choice> choices,
            Set<Use> optOuts,
            Shown shown,
            boolean conflictNamed,
            boolean twoSteps) {
        this(
                id,
                new Expression(action, source, Actor.PERSON, Control.UNKNOWN, conflictNamed, twoSteps, null),
                choices,
                optOuts,
                shown,
                null,
                FoundBy.CALLER);
    }

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

    /**
     * The same, made by somebody with a control.
     *
     * @param actor who acts
     * @param control the control used
     * @return the submission
     */
    public Submission by(Actor actor, Control control) {
        return with(new Expression(
                expression.action(),
                expression.source(),
                actor,
                control,
                expression.conflictNamed(),
                expression.twoSteps(),
                expression.evidence()));
    }

    /**
     * The same, with the place where its proof is kept; without it a grant through {@code api} or {@code import} is
     * recorded and grants nothing.
     *
     * @param evidence where the proof is kept
     * @return the submission
     */
    public Submission provenBy(Evidence evidence) {
        return with(new Expression(
                expression.action(),
                expression.source(),
                expression.actor(),
                expression.control(),
                expression.conflictNamed(),
                expression.twoSteps(),
                evidence));
    }

    /**
     * The same, with what is known of the page and the request.
     *
     * @param signals the signals on the request that was answered with the page; null if not known
     * @param how how it was found where the person is taken to be
     * @return the submission
     */
    public Submission seenWith(@Nullable Set<Signal> signals, FoundBy how) {
        return new Submission(id, expression, choices, optOuts, shown, signals, how);
    }

    private Submission with(Expression other) {
        return new Submission(id, other, choices, optOuts, shown, signalsWhenShown, foundBy);
    }
}
