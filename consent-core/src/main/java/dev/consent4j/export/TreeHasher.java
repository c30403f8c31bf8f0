package dev.consent4j.export;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Computes leaf and node hashes of a ledger's tree into arrays of the caller, without making objects: what a verifier does
 * millions of times. Not thread safe.
 */
final class TreeHasher {

    /** Bytes of a hash, and of a salt. */
    static final int BYTES = 32;

    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;
    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;
    private static final byte COMMITMENT_VERSION = 1;

    private final MessageDigest sha256;
    private final byte[] pad = new byte[BLOCK];
    private final byte[] code = new byte[BYTES];

    TreeHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** SHA-256(0x00 || 0x01 || HMAC-SHA-256(salt, bytes)), where the bytes stand in an array. */
    void leaf(byte[] salt, byte[] array, int from, int length, byte[] out) {
        pad(salt, INNER);
        sha256.update(pad);
        sha256.update(array, from, length);
        finish(code);
        pad(salt, OUTER);
        sha256.update(pad);
        sha256.update(code);
        finish(code);
        sha256.update(LEAF);
        sha256.update(COMMITMENT_VERSION);
        sha256.update(code);
        finish(out);
    }

    /** SHA-256(0x01 || left || right); {@code out} may be one of the two. */
    void node(byte[] left, byte[] right, byte[] out) {
        sha256.update(NODE);
        sha256.update(left);
        sha256.update(right);
        finish(out);
    }

    private void pad(byte[] salt, byte with) {
        Arrays.fill(pad, with);
        for (int i = 0; i < BYTES; i++) {
            pad[i] ^= salt[i];
        }
    }

    private void finish(byte[] out) {
        try {
            sha256.digest(out, 0, BYTES);
        } catch (DigestException tooShort) {
            throw new AssertionError(tooShort);
        }
    }
}
