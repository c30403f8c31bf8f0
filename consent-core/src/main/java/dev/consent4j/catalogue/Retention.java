package dev.consent4j.catalogue;

import dev.consent4j.policy.Lifetime;

/** How long a cookie lives, as a table says it. */
public sealed interface Retention {

    /** Until the browser is closed. */
    record Session() implements Retention {}

    /**
     * For some time; the longest, where a table names several.
     *
     * @param life how long
     */
    record Lasting(Lifetime life) implements Retention {}

    /** Until somebody deletes it. */
    record Forever() implements Retention {}

    /**
     * The table does not say, or not so that it can be read.
     *
     * @param words what it says instead
     */
    record Unstated(String words) implements Retention {}
}
