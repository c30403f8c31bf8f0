package dev.consent4j.decision;

/** What a device or an account brings to a request: nothing, something unreadable, or given consent. */
public sealed interface Given permits Given.None, Given.Unreadable, GivenConsent {

    /** Nobody has answered here. */
    Given NONE = new None();

    /** Nobody has answered here: undecided. */
    record None() implements Given {}

    /**
     * Something is there and cannot be trusted; denies every optional purpose and asks again.
     *
     * @param reason why, for a person who looks into it
     */
    record Unreadable(String reason) implements Given {}
}
