package dev.consent4j.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * A full subtree: the leaves from {@code index * 2^height} on, {@code 2^height} of them. It stands in one tile, as a hash
 * or as the hashes below it.
 */
record Subtree(int height, long index) {

    /** The full subtrees whose roots make the root over a range, left to right (RFC 6962 section 2.1, MTH). */
    static List<Subtree> over(long start, long size) {
        List<Subtree> subtrees = new ArrayList<>();
        long at = start;
        for (long rest = size; rest > 0; ) {
            long leaves = Long.highestOneBit(rest);
            int height = Long.numberOfTrailingZeros(leaves);
            subtrees.add(new Subtree(height, at >> height));
            at += leaves;
            rest -= leaves;
        }
        return subtrees;
    }

    /** What each hash of an inclusion proof is over, in the proof's order (PATH). */
    static List<List<Subtree>> path(long index, long size) {
        return path(index, 0, size);
    }

    private static List<List<Subtree>> path(long index, long start, long size) {
        if (size == 1) {
            return new ArrayList<>();
        }
        long left = left(size);
        boolean goesLeft = index < left;
        List<List<Subtree>> path = goesLeft ? path(index, start, left) : path(index - left, start + left, size - left);
        path.add(goesLeft ? over(start + left, size - left) : over(start, left));
        return path;
    }

    /** What each hash of a consistency proof is over, in the proof's order (PROOF). */
    static List<List<Subtree>> proof(long from, long to) {
        return from == 0 || from == to ? List.of() : proof(from, 0, to, true);
    }

    private static List<List<Subtree>> proof(long from, long start, long size, boolean whole) {
        if (from == size) {
            return whole ? new ArrayList<>() : new ArrayList<>(List.of(over(start, size)));
        }
        long left = left(size);
        boolean goesLeft = from <= left;
        List<List<Subtree>> proof =
                goesLeft ? proof(from, start, left, whole) : proof(from - left, start + left, size - left, false);
        proof.add(goesLeft ? over(start + left, size - left) : over(start, left));
        return proof;
    }

    private static long left(long size) {
        return Long.highestOneBit(size - 1);
    }
}
