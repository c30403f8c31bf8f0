package dev.consent4j.store;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The end of a ledger: how many entries it holds and the hashes needed to go on.
 *
 * @param size number of entries
 * @param frontier the compact Merkle frontier, 32 bytes for each one bit of {@code size}, largest subtree first
 */
@SuppressWarnings("ArrayRecordComponent")
public record Head(long size, byte[] frontier) {

    /** The head of a ledger without entries. */
    public static final Head EMPTY = new Head(0, new byte[0]);

    @Override
    public boolean equals(Object other) {
        return other instanceof Head head && head.size == size && Arrays.equals(head.frontier, frontier);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size) * 31 + Arrays.hashCode(frontier);
    }

    @Override
    public String toString() {
        return "Head[" + size + ", " + HexFormat.of().formatHex(frontier) + "]";
    }
}
