package dev.consent4j.decision;

/** What a device or an account brings to a request: nothing, something unreadable, or given consent. */
public sealed interface Given permits Given.None, Given.Unreadable, GivenConsent {

    /** Nobody has answered here. */
    Given NONE = new None();

    /** Nobody has answered here: undecided. */
    record None() implements Given {}

    /**
     * Something is there and cannot be trusted, or not be read now; denies every optional purpose. What cannot be trusted
     * is asked for again.
     *
     * @param reason why, for a person who looks into it
     * @param temporary whether it can be read later, so that nothing is to be asked again, and nothing deleted
     */
    record Unreadable(String reason, boolean temporary) implements Given {

        /**
         * Something that cannot be trusted.
         *
         * @param reason why, for a person who looks into it
         */
        public Unreadable(String reason) {
            this(reason, false);
        }
    }
}
