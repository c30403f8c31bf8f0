package dev.consent4j.decision;

import org.jspecify.annotations.Nullable;

/**
 * How a decision was expressed: what was done, where, by whom, with which control, after which notice.
 *
 * @param action what was done
 * @param source where
 * @param actor who acted
 * @param control the control used
 * @param conflictNamed whether a notice named the conflict with a signal
 * @param twoSteps whether it was confirmed in a second step (11 CCR 7028)
 * @param evidence where the proof is kept, for {@code api} and {@code import}; null if none is known
 */
public record Expression(
        Action action,
        Source source,
        Actor actor,
        Control control,
        boolean conflictNamed,
        boolean twoSteps,
        @Nullable Evidence evidence) {

    /**
     * An act of the person on a page of ours, or through the application without evidence.
     *
     * @param action what was done
     * @param source where
     * @return the expression, with an unknown control
     */
    public static Expression of(Action action, Source source) {
        return new Expression(action, source, Actor.PERSON, Control.UNKNOWN, false, false, null);
    }

    /**
     * Whether nothing proves it: it came through the application or from another system, and no evidence is named. Its
     * grants are recorded and grant nothing (GDPR Art. 7(1)).
     */
    public boolean isUnproven() {
        return evidence == null && (source == Source.API || source == Source.IMPORT);
    }

    /**
     * This expression of another action.
     *
     * @param other the action
     * @return the expression
     */
    public Expression of(Action other) {
        return new Expression(other, source, actor, control, conflictNamed, twoSteps, evidence);
    }
}
