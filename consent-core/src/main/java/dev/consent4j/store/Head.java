package dev.consent4j.store;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The end of a ledger: how many entries it holds and the hashes needed to go on.
 *
 * @param size number of entries
 * @param frontier the compact Merkle frontier, 32 bytes for each one bit of {@code size}, largest subtree first
 * @param published size of the last signed checkpoint whose tiles are kept; 0 before the first
 */
@SuppressWarnings("ArrayRecordComponent")
public record Head(long size, byte[] frontier, long published) {

    /** The head of a ledger without entries. */
    public static final Head EMPTY = new Head(0, new byte[0]);

    /**
     * A head that nothing was published of yet.
     *
     * @param size number of entries
     * @param frontier the compact Merkle frontier
     */
    public Head(long size, byte[] frontier) {
        this(size, frontier, 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Head head
                && head.size == size
                && head.published == published
                && Arrays.equals(head.frontier, frontier);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size) * 31 + Arrays.hashCode(frontier);
    }

    @Override
    public String toString() {
        return "Head[" + size + ", published " + published + ", "
                + HexFormat.of().formatHex(frontier) + "]";
    }
}
