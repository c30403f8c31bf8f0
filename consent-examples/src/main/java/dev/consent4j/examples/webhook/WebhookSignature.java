package dev.consent4j.examples.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a webhook, as Standard Webhooks has it: {@code v1,} and the Base64 of HMAC-SHA-256 over id, time and
 * body, joined with dots. Thread safe.
 */
public final class WebhookSignature {

    /** How far the signed time may be from the receiver's: an older message may have been kept by somebody. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final int LEAST_SECRET_BYTES = 24;

    private final SecretKeySpec key;

    /**
     * Creates a signature.
     *
     * @param secret {@code whsec_} and the Base64 of at least 24 bytes, which sender and receiver share
     * @throws IllegalArgumentException if it is something else
     */
    public WebhookSignature(String secret) {
        byte[] bytes =
                secret.startsWith(PREFIX) ? Base64.getDecoder().decode(secret.substring(PREFIX.length())) : new byte[0];
        if (bytes.length < LEAST_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "a secret is " + PREFIX + " and the Base64 of at least " + LEAST_SECRET_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * A new secret.
     *
     * @param random source of its bytes
     * @return the secret
     */
    public static String newSecret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Signs a message.
     *
     * @param id id of the message, the same whenever it is sent again
     * @param time when it is sent, in seconds since 1970
     * @param body its body
     * @return value of {@code webhook-signature}
     */
    public String of(String id, long time, byte[] body) {
        return "v1," + Base64.getEncoder().encodeToString(code(id, time, body));
    }

    // tag::verify[]
    /**
     * Whether a message is the sender's and new enough; what the receiver asks before it believes anything.
     *
     * @param id value of {@code webhook-id}, null if there is none
     * @param time value of {@code webhook-timestamp}, null if there is none
     * @param signatures value of {@code webhook-signature}: one, or several with spaces between; null if there is none
     * @param body the body as it came
     * @param now the receiver's time
     * @return true if it is
     */
    public boolean fits(
            @Nullable String id, @Nullable String time, @Nullable String signatures, byte[] body, Instant now) {
        if (id == null || time == null || signatures == null || !time.matches("\\d{1,15}")) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(time));
        if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        byte[] expected = of(id, sent.getEpochSecond(), body).getBytes(StandardCharsets.US_ASCII);
        boolean fits = false;
        for (String signature : signatures.split(" ", -1)) {
            fits |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
        }
        return fits;
    }
    // end::verify[]

    private byte[] code(String id, long time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + key.getAlgorithm(), e);
        }
    }
}
