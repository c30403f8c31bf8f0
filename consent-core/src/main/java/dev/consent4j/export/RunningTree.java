package dev.consent4j.export;

import dev.consent4j.ledger.MerkleHash;
import java.util.Arrays;

/**
 * A Merkle tree of which only the roots of its full subtrees are kept while leaves, or whole subtrees, come in order
 * (RFC 6962 section 2.1). Makes no objects. Not thread safe.
 */
final class RunningTree {

    private static final int LEVELS = Long.SIZE;

    private final TreeHasher hasher;
    private final byte[][] roots = new byte[LEVELS][TreeHasher.BYTES];
    private final byte[] carried = new byte[TreeHasher.BYTES];
    private long size;

    RunningTree(TreeHasher hasher) {
        this.hasher = hasher;
    }

    /** Number of leaves so far. */
    long size() {
        return size;
    }

    /** Adds a leaf. */
    void append(byte[] leafHash) {
        append(0, leafHash);
    }

    /** Adds a full subtree of 2^level leaves; the size must be a multiple of that. */
    void append(int level, byte[] root) {
        System.arraycopy(root, 0, carried, 0, TreeHasher.BYTES);
        int at = level;
        for (long rest = size >> level; (rest & 1) == 1; rest >>= 1) {
            hasher.node(roots[at], carried, carried);
            at++;
        }
        System.arraycopy(carried, 0, roots[at], 0, TreeHasher.BYTES);
        size += 1L << level;
    }

    /** The level of the largest full subtree that begins at an index and ends at or before another. */
    static int levelOf(long from, long to) {
        int fits = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - from);
        return from == 0 ? fits : Math.min(fits, Long.numberOfTrailingZeros(from));
    }

    /** The root of the tree so far. */
    byte[] root() {
        if (size == 0) {
            return MerkleHash.emptyRoot();
        }
        int at = Long.numberOfTrailingZeros(size);
        byte[] root = Arrays.copyOf(roots[at], TreeHasher.BYTES);
        for (long rest = size >> (at + 1); rest != 0; rest >>= 1) {
            at++;
            if ((rest & 1) == 1) {
                hasher.node(roots[at], root, root);
            }
        }
        return root;
    }
}
