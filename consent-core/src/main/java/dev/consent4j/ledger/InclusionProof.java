package dev.consent4j.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * Shows that a leaf stands at an index of a tree (RFC 9162 section 2.1.3). Whoever knows the root needs nothing else.
 *
 * @param index the leaf's index, from 0
 * @param size leaves of the tree
 * @param hashes the path from the leaf to the root, 32 bytes each; not to be modified
 */
public record InclusionProof(long index, long size, List<byte[]> hashes) {

    /** Takes an immutable copy of the list. Whether the proof is one, {@link #verifies} says. */
    public InclusionProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * Whether this proves that a leaf is in a tree. Never throws: a proof made up by anybody is just false.
     *
     * @param leafHash the leaf's hash
     * @param root root of the tree
     * @return true if it does
     */
    public boolean verifies(byte[] leafHash, byte[] root) {
        boolean possible = index >= 0 && index < size && Hashes.wellFormed(leafHash) && Hashes.wellFormed(hashes);
        if (!possible) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : hashes) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleHash.node(sibling, hash);
                // A node that is last without being a right child has no sibling here, nor above until it is one.
                int levels = Long.numberOfTrailingZeros(node);
                node >>= levels;
                last >>= levels;
            } else {
                hash = MerkleHash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InclusionProof proof
                && proof.index == index
                && proof.size == size
                && Hashes.equal(proof.hashes, hashes);
    }

    @Override
    public int hashCode() {
        return (Long.hashCode(index) * 31 + Long.hashCode(size)) * 31 + Hashes.code(hashes);
    }

    @Override
    public String toString() {
        return "InclusionProof[" + index + " of " + size + ", " + Hashes.text(hashes) + "]";
    }
}
