package dev.consent4j.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of a Merkle tree over SHA-256 (RFC 6962 section 2.1). Pure. */
public final class MerkleHash {

    /** Bytes of a hash. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private MerkleHash() {}

    /**
     * The hash of a leaf: SHA-256(0x00 || data).
     *
     * @param data the leaf's data
     * @return 32 bytes
     */
    public static byte[] leaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(data);
    }

    /**
     * The hash of an inner node: SHA-256(0x01 || left || right).
     *
     * @param left hash of the left subtree
     * @param right hash of the right subtree
     * @return 32 bytes
     */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** The root of a tree without leaves: SHA-256 of nothing. */
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
