package dev.consent4j.key;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A secret with an id, which makes and checks HMAC-SHA-256 codes (RFC 2104). Immutable and thread safe; it never shows
 * its secret.
 */
public final class MacKey {

    /** Bytes of a code. */
    public static final int MAC_BYTES = 32;

    /** Bytes a code may be cut to and still be believed (RFC 2104, section 5). */
    public static final int MIN_MAC_BYTES = 16;

    /** Bytes of a secret. */
    static final int SECRET_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final int id;
    private final byte[] secret;
    private final Mac initialised;

    /** One that no thread is using, so that in turn they need no copy; not for each thread, because those may be many. */
    private final AtomicReference<@Nullable Mac> spare = new AtomicReference<>();

    MacKey(int id, byte[] secret) {
        this.id = id;
        this.secret = secret.clone();
        this.initialised = initialised();
    }

    static MacKey random(int id, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new MacKey(id, secret);
    }

    /** Identity among the keys of one use, 0 to 65,535; not secret. */
    public int id() {
        return id;
    }

    /** The id as four hexadecimal digits. */
    public String text() {
        return HEX.toHexDigits((short) id);
    }

    /**
     * The code over some parts; each is preceded by its length, so that no two lists of parts have the same code.
     *
     * @param parts what is authenticated, in order
     * @return {@value #MAC_BYTES} bytes
     */
    public byte[] mac(byte[]... parts) {
        Mac taken = spare.getAndSet(null);
        Mac mac = taken == null ? fresh() : taken;
        byte[] code = mac.doFinal(message(parts));
        spare.set(mac);
        return code;
    }

    /** In one piece, because feeding a code costs by the call more than by the byte. */
    private static byte[] message(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            message.putInt(part.length).put(part);
        }
        return message.array();
    }

    /**
     * Whether a code is the one over some parts; takes the same time whatever differs.
     *
     * @param code the code, whole or cut to its first bytes, at least {@value #MIN_MAC_BYTES}
     * @param parts what is authenticated, in order
     * @return true if it is
     */
    public boolean verifies(byte[] code, byte[]... parts) {
        return code.length >= MIN_MAC_BYTES
                && code.length <= MAC_BYTES
                && MessageDigest.isEqual(code, Arrays.copyOf(mac(parts), code.length));
    }

    byte[] secret() {
        return secret.clone();
    }

    /** Copying an initialised code is much cheaper than looking the algorithm up; not every provider can. */
    private Mac fresh() {
        try {
            return (Mac) initialised.clone();
        } catch (CloneNotSupportedException notThisProvider) {
            return initialised();
        }
    }

    private Mac initialised() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, missing);
        }
    }

    @Override
    public String toString() {
        return "MacKey[" + text() + "]";
    }
}
