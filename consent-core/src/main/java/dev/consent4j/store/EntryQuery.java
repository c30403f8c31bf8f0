package dev.consent4j.store;

import org.jspecify.annotations.Nullable;

/**
 * A question for entries, newest first.
 *
 * @param kind only this kind; null for any
 * @param subject only this subject's; null for any
 * @param account only this account's; null for any
 * @param before only indexes below this; {@link Long#MAX_VALUE} to start with the newest
 * @param limit how many at most, from 1
 */
public record EntryQuery(
        @Nullable String kind,
        @Nullable String subject,
        @Nullable String account,
        long before,
        int limit) {

    /**
     * Refuses a limit that asks for nothing: databases read it as none, as all or as an error, each in its own way.
     *
     * @throws IllegalArgumentException if the limit is below 1, which is a mistake of the caller
     */
    public EntryQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit of " + limit + " asks for nothing");
        }
    }

    /**
     * A question that names no account.
     *
     * @param kind only this kind; null for any
     * @param subject only this subject's; null for any
     * @param before only indexes below this
     * @param limit how many at most, from 1
     */
    public EntryQuery(@Nullable String kind, @Nullable String subject, long before, int limit) {
        this(kind, subject, null, before, limit);
    }

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
