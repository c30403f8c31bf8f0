package dev.consent4j.decision;

import org.jspecify.annotations.Nullable;

/** What a person last answered to one purpose. */
public sealed interface Answer {

    /** The act in which it was answered. */
    Act act();

    /**
     * Yes.
     *
     * @param act the act
     * @param form in which form
     * @param conflictNamed whether a notice named the conflict with a signal, so that the grant lifts it
     * @param twoSteps whether it was confirmed in a second step (11 CCR 7028)
     * @param replaced the denial it ended, which revives when the grant fails; null if there was none
     */
    record Granted(
            Act act,
            GrantForm form,
            boolean conflictNamed,
            boolean twoSteps,
            @Nullable Denied replaced) implements Answer {}

    /**
     * No. Time and policy changes do not end it.
     *
     * @param act the act
     * @param denial how it was said
     */
    record Denied(Act act, Denial denial) implements Answer {}
}
