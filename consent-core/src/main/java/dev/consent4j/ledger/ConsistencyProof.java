package dev.consent4j.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shows that a tree begins with all leaves of an older one, in their order (RFC 9162 section 2.1.4): nothing was altered
 * or cut off between the two.
 *
 * @param from leaves of the older tree; with 0 there is nothing to prove
 * @param to leaves of the newer tree
 * @param hashes the nodes that both roots can be made of, 32 bytes each; not to be modified
 */
public record ConsistencyProof(long from, long to, List<byte[]> hashes) {

    /** Takes an immutable copy of the list. Whether the proof is one, {@link #verifies} says. */
    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * Whether this proves that the newer tree continues the older one. Never throws: a proof made up by anybody is just
     * false.
     *
     * @param older root of the older tree
     * @param newer root of the newer tree
     * @return true if it does
     */
    public boolean verifies(byte[] older, byte[] newer) {
        boolean possible = from >= 0 && from <= to && (from > 0 || Arrays.equals(older, MerkleHash.emptyRoot()));
        if (!possible) {
            return false;
        }
        if (from == to) {
            return hashes.isEmpty() && Arrays.equals(older, newer);
        }
        if (!Hashes.wellFormed(older) || !Hashes.wellFormed(newer) || !Hashes.wellFormed(hashes)) {
            return false;
        }
        if (from == 0) {
            return hashes.isEmpty();
        }
        return !hashes.isEmpty() && bothRoots(older, newer);
    }

    private boolean bothRoots(byte[] older, byte[] newer) {
        List<byte[]> path = new ArrayList<>();
        if (Long.bitCount(from) == 1) {
            path.add(older);
        }
        path.addAll(hashes);
        int full = Long.numberOfTrailingZeros(from);
        long node = (from - 1) >> full;
        long last = (to - 1) >> full;
        byte[] first = path.get(0);
        byte[] second = first;
        for (byte[] hash : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                first = MerkleHash.node(hash, first);
                second = MerkleHash.node(hash, second);
                int levels = Long.numberOfTrailingZeros(node);
                node >>= levels;
                last >>= levels;
            } else {
                second = MerkleHash.node(second, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(first, older) && Arrays.equals(second, newer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConsistencyProof proof
                && proof.from == from
                && proof.to == to
                && Hashes.equal(proof.hashes, hashes);
    }

    @Override
    public int hashCode() {
        return (Long.hashCode(from) * 31 + Long.hashCode(to)) * 31 + Hashes.code(hashes);
    }

    @Override
    public String toString() {
        return "ConsistencyProof[" + from + " to " + to + ", " + Hashes.text(hashes) + "]";
    }
}
