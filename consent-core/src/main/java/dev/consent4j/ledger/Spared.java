package dev.consent4j.ledger;

/**
 * What an erasure leaves in place though it belongs to the order, such as what a legal hold covers. Used by one thread.
 */
@FunctionalInterface
public interface Spared {

    /** Nothing is left in place. */
    Spared NOTHING = entry -> false;

    /**
     * Whether an entry is left in place.
     *
     * @param entry an entry of the order
     * @return true if it stays
     */
    boolean test(LedgerEntry entry);

    /**
     * The first index at which a legal hold may stand that is not known here; nothing that such a hold covers is erased
     * before {@link #learn} has been called.
     *
     * @return the index; {@link Long#MAX_VALUE} if holds do not matter
     */
    default long holdsKnownUpTo() {
        return Long.MAX_VALUE;
    }

    /** Learns which legal holds are in force now; called when another process has placed one meanwhile. */
    default void learn() {}
}
