package dev.consent4j.ledger;

import java.util.Arrays;

/**
 * The compact Merkle frontier of a tree: the roots of its full subtrees, one for each one bit of its size, largest
 * first. All that is needed to append a leaf and to know the root. Immutable.
 */
public final class Frontier {

    /** The frontier of a tree without leaves. */
    public static final Frontier EMPTY = new Frontier(0, new byte[0]);

    private final long size;
    private final byte[] hashes;

    private Frontier(long size, byte[] hashes) {
        this.size = size;
        this.hashes = hashes;
    }

    /**
     * The frontier of a tree.
     *
     * @param size number of leaves
     * @param hashes the subtree roots, 32 bytes for each one bit of {@code size}, largest subtree first
     * @return the frontier
     * @throws IllegalArgumentException if size and hashes do not fit
     */
    public static Frontier of(long size, byte[] hashes) {
        if (size < 0 || hashes.length != Long.bitCount(size) * MerkleHash.BYTES) {
            throw new IllegalArgumentException(hashes.length + " bytes are no frontier of " + size + " leaves");
        }
        return new Frontier(size, hashes.clone());
    }

    /**
     * The frontier with one leaf more.
     *
     * @param leafHash the leaf's hash, 32 bytes
     * @return the new frontier
     */
    public Frontier append(byte[] leafHash) {
        if (leafHash.length != MerkleHash.BYTES) {
            throw new IllegalArgumentException("a leaf hash has 32 bytes");
        }
        byte[] last = leafHash;
        int kept = hashes.length;
        // Each trailing one bit is a full subtree as large as what has been gathered on its right: the two become one.
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            kept -= MerkleHash.BYTES;
            last = MerkleHash.node(subtree(kept), last);
        }
        byte[] appended = Arrays.copyOf(hashes, kept + MerkleHash.BYTES);
        System.arraycopy(last, 0, appended, kept, MerkleHash.BYTES);
        return new Frontier(size + 1, appended);
    }

    /** The root of the whole tree (RFC 6962 section 2.1), 32 bytes. */
    public byte[] root() {
        if (size == 0) {
            return MerkleHash.emptyRoot();
        }
        int at = hashes.length - MerkleHash.BYTES;
        byte[] root = subtree(at);
        while (at > 0) {
            at -= MerkleHash.BYTES;
            root = MerkleHash.node(subtree(at), root);
        }
        return root;
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** The subtree roots as {@link #of} takes them. */
    public byte[] toBytes() {
        return hashes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frontier frontier && frontier.size == size && Arrays.equals(frontier.hashes, hashes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size) * 31 + Arrays.hashCode(hashes);
    }

    private byte[] subtree(int at) {
        return Arrays.copyOfRange(hashes, at, at + MerkleHash.BYTES);
    }
}
