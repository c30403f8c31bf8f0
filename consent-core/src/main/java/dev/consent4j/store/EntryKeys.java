package dev.consent4j.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an entry can be found by. Erasing an entry erases them too.
 *
 * @param kind the entry kind's id; empty once erased
 * @param id identity, unique within a ledger; null for an entry that may repeat
 * @param subject the subject's pseudonym; null if it speaks of nobody
 * @param account the account's reference, a keyed hash; null if it speaks of none
 * @param time when it happened, to the millisecond; {@link Instant#EPOCH} once erased
 */
public record EntryKeys(
        String kind,
        @Nullable String id,
        @Nullable String subject,
        @Nullable String account,
        Instant time) {

    /** The keys of an erased entry. */
    public static final EntryKeys ERASED = new EntryKeys("", null, null, null, Instant.EPOCH);

    /**
     * Keys without an account.
     *
     * @param kind the entry kind's id
     * @param id identity, null for an entry that may repeat
     * @param subject the subject's pseudonym, null if it speaks of nobody
     * @param time when it happened
     */
    public EntryKeys(String kind, @Nullable String id, @Nullable String subject, Instant time) {
        this(kind, id, subject, null, time);
    }
}
