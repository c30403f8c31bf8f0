package dev.consent4j.ledger;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a leaf commits to the bytes of an entry: leaf data is one version byte and HMAC-SHA-256(salt, bytes). Who knows
 * neither salt nor bytes learns nothing from the leaf, so both can be erased and the tree stays whole.
 */
final class Commitment {

    /** Bytes of a salt, exactly: one of 32 bytes cannot be opened with another key of a padded or hashed length. */
    static final int SALT_BYTES = 32;

    private static final byte VERSION = 1;
    private static final String HMAC = "HmacSHA256";

    private Commitment() {}

    static byte[] leafHash(byte[] salt, byte[] bytes) {
        byte[] commitment = hmac(salt, bytes);
        byte[] data = new byte[1 + commitment.length];
        data[0] = VERSION;
        System.arraycopy(commitment, 0, data, 1, commitment.length);
        return MerkleHash.leaf(data);
    }

    private static byte[] hmac(byte[] salt, byte[] bytes) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes");
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(salt, HMAC));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + HMAC, e);
        }
    }
}
