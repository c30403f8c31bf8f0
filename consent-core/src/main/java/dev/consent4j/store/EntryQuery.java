package dev.consent4j.store;

import org.jspecify.annotations.Nullable;

/**
 * A question for entries, newest first.
 *
 * @param kind only this kind; null for any
 * @param subject only this subject's; null for any
 * @param before only indexes below this; {@link Long#MAX_VALUE} to start with the newest
 * @param limit how many at most, from 1
 */
public record EntryQuery(@Nullable String kind, @Nullable String subject, long before, int limit) {

    /**
     * The newest entries of a kind.
     *
     * @param kind the entry kind's id, null for any
     * @param limit how many at most
     * @return the query
     */
    public static EntryQuery newest(@Nullable String kind, int limit) {
        return new EntryQuery(kind, null, Long.MAX_VALUE, limit);
    }
}
