package dev.consent4j.ledger;

import java.util.OptionalLong;

/**
 * What a check of a range of entries found.
 *
 * @param from first index checked
 * @param to first index no longer checked
 * @param verified entries whose bytes and lookup keys fit their leaf hash
 * @param erased entries without bytes, whose leaf hash is there and which an intact entry accounts for as erased
 * @param altered entries that are not what was recorded
 * @param missing indexes at which nothing is stored, or nothing but a leaf hash that no erasure accounts for
 * @param firstOffending lowest index that is altered or missing; empty if there is none
 * @param root whether the leaf hashes give the root that the head commits to
 */
public record LedgerCheck(
        long from,
        long to,
        long verified,
        long erased,
        long altered,
        long missing,
        OptionalLong firstOffending,
        Root root) {

    /** What comparing the leaf hashes with the head found. */
    public enum Root {
        /** The leaf hashes of all entries give the head. */
        MATCHES,
        /** They do not: a leaf hash or the head was altered, or entries are missing. */
        DIFFERS,
        /** Not compared, because the range is not the whole ledger. */
        NOT_CHECKED
    }

    /** Whether nothing was found that should not be. */
    public boolean isIntact() {
        return firstOffending.isEmpty() && root != Root.DIFFERS;
    }
}
