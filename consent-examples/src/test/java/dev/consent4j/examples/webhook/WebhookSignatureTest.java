package dev.consent4j.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final String TIME = "1614265330";

    private final WebhookSignature signature = new WebhookSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @Test
    void isTheOneOfStandardWebhooks() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", NOW.getEpochSecond(), BODY));
    }

    @Test
    void fitsOneMessageAtItsTimeOnly() {
        String signed = signature.of("site-7", NOW.getEpochSecond(), BODY);
        assertTrue(signature.fits("site-7", TIME, signed, BODY, NOW));
        assertTrue(signature.fits("site-7", TIME, "v1,other " + signed, BODY, NOW));
        assertFalse(signature.fits("site-8", TIME, signed, BODY, NOW));
        assertFalse(signature.fits("site-7", "1614265331", signed, BODY, NOW));
        assertFalse(signature.fits("site-7", TIME, signed, new byte[0], NOW));
        assertFalse(signature.fits("site-7", TIME, "v1,", BODY, NOW));
        assertFalse(signature.fits("site-7", TIME, signed, BODY, NOW.plusSeconds(301)));
        assertFalse(signature.fits("site-7", TIME, signed, BODY, NOW.minusSeconds(301)));
        assertFalse(signature.fits(null, TIME, signed, BODY, NOW));
        assertFalse(signature.fits("site-7", "soon", signed, BODY, NOW));
        assertFalse(signature.fits("site-7", null, signed, BODY, NOW));
        assertFalse(signature.fits("site-7", TIME, null, BODY, NOW));
    }

    @Test
    void needsASecretThatCannotBeGuessed() {
        new WebhookSignature(WebhookSignature.newSecret(new SecureRandom()));
        assertThrows(IllegalArgumentException.class, () -> new WebhookSignature("whsec_c2hvcnQ="));
        assertThrows(IllegalArgumentException.class, () -> new WebhookSignature("password"));
    }
}
