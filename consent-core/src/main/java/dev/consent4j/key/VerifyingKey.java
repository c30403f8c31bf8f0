package dev.consent4j.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named public Ed25519 key, as C2SP signed notes know it: {@code <name>+<id>+<key>}. Not secret; whoever is to verify
 * gets it. Immutable and thread safe.
 */
public final class VerifyingKey {

    /** Bytes of a public key. */
    public static final int KEY_BYTES = 32;

    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    /** Characters a name may have. */
    public static final int MAX_NAME = 300;

    static final byte ED25519 = 1;
    static final String ALGORITHM = "Ed25519";

    /** What stands before the key in its X.509 form (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Pattern TEXT = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

    private final String name;
    private final byte[] publicKey;
    private final int id;

    private VerifyingKey(String name, byte[] publicKey) {
        this.name = name;
        this.publicKey = publicKey.clone();
        this.id = idOf(name, publicKey);
    }

    /**
     * The key of a name.
     *
     * @param name the name, see {@link #isName}
     * @param publicKey the public key as in RFC 8032, {@value #KEY_BYTES} bytes
     * @return the key
     * @throws IllegalArgumentException if the name is none, or the key has another length
     */
    public static VerifyingKey of(String name, byte[] publicKey) {
        if (!isName(name) || publicKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("'" + name + "' and " + publicKey.length + " bytes are no key");
        }
        return new VerifyingKey(name, publicKey);
    }

    /**
     * The key a text says.
     *
     * @param text any text
     * @return the key; empty unless the text is one of an Ed25519 key whose id fits
     */
    public static Optional<VerifyingKey> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || !isName(parts.group(1))) {
            return Optional.empty();
        }
        byte[] typed = Base64.getDecoder().decode(parts.group(3));
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            return Optional.empty();
        }
        VerifyingKey key = new VerifyingKey(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        return key.text().equals(text) ? Optional.of(key) : Optional.empty();
    }

    /**
     * Whether a text can name a key or a log: one to {@value #MAX_NAME} characters, no white space, no {@code +}.
     *
     * @param text any text
     * @return true if it can
     */
    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_NAME
                && text.codePoints().allMatch(VerifyingKey::mayStandInAName)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static boolean mayStandInAName(int character) {
        return character != '+'
                && !Character.isISOControl(character)
                && !Character.isWhitespace(character)
                && !Character.isSpaceChar(character);
    }

    /** The name, such as the origin of the log it signs. */
    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256 over name, line feed, type and key, as a signature says them. */
    public int id() {
        return id;
    }

    /** The public key as in RFC 8032, {@value #KEY_BYTES} bytes. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The text form: name, id as eight hexadecimal digits, and type and key in base64, joined by {@code +}. */
    public String text() {
        return name + "+" + HexFormat.of().toHexDigits(id) + "+" + typed(publicKey);
    }

    /**
     * Whether a signature is this key's over a message; false for whatever is none.
     *
     * @param message what was signed
     * @param signature any bytes
     * @return true if it is
     */
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(decoded());
            check.update(message);
            return check.verify(signature);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java platform has no " + ALGORITHM, missing);
        } catch (GeneralSecurityException noPointOrNoSignature) {
            return false;
        }
    }

    private PublicKey decoded() throws GeneralSecurityException {
        byte[] encoded = ByteBuffer.allocate(X509_PREFIX.length + KEY_BYTES)
                .put(X509_PREFIX)
                .put(publicKey)
                .array();
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    static String typed(byte[] key) {
        byte[] typed = ByteBuffer.allocate(1 + key.length).put(ED25519).put(key).array();
        return Base64.getEncoder().encodeToString(typed);
    }

    private static int idOf(String name, byte[] publicKey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(ED25519);
            return ByteBuffer.wrap(digest.digest(publicKey)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyingKey key && key.name.equals(name) && Arrays.equals(key.publicKey, publicKey);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return text();
    }
}
