package dev.consent4j.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named secret Ed25519 key (RFC 8032), made and used with what the Java platform brings. Immutable and thread safe; it
 * never shows its secret.
 */
public final class SigningKey implements Signer {

    /** Bytes of a secret. */
    public static final int SECRET_BYTES = 32;

    /** What stands before the secret in its PKCS #8 form (RFC 8410). */
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final String PRIVATE = "PRIVATE+KEY+";
    private static final Pattern TEXT =
            Pattern.compile("PRIVATE\\+KEY\\+([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

    private final byte[] secret;
    private final VerifyingKey verifyingKey;

    private SigningKey(byte[] secret, VerifyingKey verifyingKey) {
        this.secret = secret;
        this.verifyingKey = verifyingKey;
    }

    /**
     * A new key.
     *
     * @param name the name, see {@link VerifyingKey#isName}
     * @param random a secure source
     * @return the key
     */
    public static SigningKey generate(String name, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return of(name, secret);
    }

    /**
     * The key with a secret.
     *
     * @param name the name, see {@link VerifyingKey#isName}
     * @param secret the secret as in RFC 8032, {@value #SECRET_BYTES} bytes
     * @return the key
     * @throws IllegalArgumentException if the name is none, or the secret has another length
     */
    public static SigningKey of(String name, byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a secret has " + SECRET_BYTES + " bytes");
        }
        byte[] kept = secret.clone();
        SigningKey key = new SigningKey(kept, VerifyingKey.of(name, publicKey(kept)));
        byte[] probe = name.getBytes(StandardCharsets.UTF_8);
        if (!key.verifyingKey.verifies(probe, key.sign(probe))) {
            throw new IllegalStateException(
                    "the security provider makes no Ed25519 key from a secret; supply a Signer of your own");
        }
        return key;
    }

    /** What {@link #text()} wrote; empty for any other text. */
    static Optional<SigningKey> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || !VerifyingKey.isName(parts.group(1))) {
            return Optional.empty();
        }
        byte[] typed = Base64.getDecoder().decode(parts.group(3));
        if (typed.length != 1 + SECRET_BYTES || typed[0] != VerifyingKey.ED25519) {
            return Optional.empty();
        }
        SigningKey key = of(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        return key.text().equals(text) ? Optional.of(key) : Optional.empty();
    }

    /** The text form that signed notes know, with the secret: only for the key file. */
    String text() {
        String id = HexFormat.of().toHexDigits(verifyingKey.id());
        return PRIVATE + verifyingKey.name() + "+" + id + "+" + VerifyingKey.typed(secret);
    }

    @Override
    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(VerifyingKey.ALGORITHM);
            signature.initSign(decoded(secret));
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java platform cannot sign with Ed25519", missing);
        }
    }

    private static PrivateKey decoded(byte[] secret) throws GeneralSecurityException {
        byte[] encoded = ByteBuffer.allocate(PKCS8_PREFIX.length + SECRET_BYTES)
                .put(PKCS8_PREFIX)
                .put(secret)
                .array();
        return KeyFactory.getInstance(VerifyingKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** The platform makes public keys only while it makes pairs: it is given the secret as what it draws. */
    private static byte[] publicKey(byte[] secret) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM);
            pairs.initialize(NamedParameterSpec.ED25519, new Drawn(secret));
            byte[] encoded = pairs.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - VerifyingKey.KEY_BYTES, encoded.length);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java platform has no Ed25519", missing);
        }
    }

    /** A source that is drawn from once. */
    private static final class Drawn extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] drawn;

        Drawn(byte[] drawn) {
            this.drawn = drawn;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(drawn, 0, bytes, 0, bytes.length);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + verifyingKey + "]";
    }
}
