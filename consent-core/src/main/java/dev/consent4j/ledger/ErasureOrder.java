package dev.consent4j.ledger;

import dev.consent4j.entry.Erased;
import dev.consent4j.entry.IndexRange;
import java.time.Instant;
import java.util.List;

/**
 * What is to be erased, and why. Names the subject, so it is kept nowhere.
 *
 * @param request random id of the request, written into the ledger; the same one again resumes what a crash cut off
 * @param reason why
 * @param authority who ordered it, such as {@code the person}; written into the ledger, so never a name
 * @param residue what stays elsewhere, in words; written into the ledger, empty if nothing does
 * @param targets whose or which entries
 * @param time when, by the server's clock
 */
public record ErasureOrder(
        String request, Erased.Reason reason, String authority, String residue, List<Target> targets, Instant time) {

    /** Takes an immutable copy. */
    public ErasureOrder {
        targets = List.copyOf(targets);
    }

    /** Entries that belong together. */
    public sealed interface Target {

        /**
         * Every entry of a subject, also one that is accepted while the erasure goes on.
         *
         * @param subject the subject's pseudonym
         */
        record OfSubject(String subject) implements Target {}

        /**
         * The entries of an account, which may go on afterwards.
         *
         * @param account the account's reference
         * @param before only indexes below this
         */
        record OfAccount(String account, long before) implements Target {}

        /**
         * Entries by place, such as those whose retention is over.
         *
         * @param ranges the places
         */
        record OfIndexes(List<IndexRange> ranges) implements Target {

            /** Takes an immutable copy. */
            public OfIndexes {
                ranges = List.copyOf(ranges);
            }
        }
    }
}
