package dev.consent4j.outbox;

import dev.consent4j.entry.IndexRange;

/**
 * What a listener has been given of a ledger.
 *
 * @param listener the listener's name
 * @param next index of the first entry it may not have taken
 * @param limit index of the first entry it certainly has not been given, from {@code next}
 */
public record Cursor(String listener, long next, long limit) {

    /**
     * Whether the listener may hold an entry of a range.
     *
     * @param range the range
     * @return false only if it was certainly given none of it
     */
    public boolean mayHold(IndexRange range) {
        return range.from() < limit;
    }
}
