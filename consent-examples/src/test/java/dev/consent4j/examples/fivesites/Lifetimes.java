package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.policy.Lifetime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a browser keeps a cookie, against how long its policy says. */
final class Lifetimes {

    /** What browsers grant at most. */
    private static final double LONGEST = Duration.ofDays(400).toSeconds();

    /** A month is no fixed number of days. */
    private static final double SHARE = 0.01;

    private static final double SESSION = -1;

    private Lifetimes() {}

    static void assertLives(@Nullable Lifetime declared, double expires, String name) {
        if (declared == null) {
            assertEquals(SESSION, expires, name);
        } else {
            double expected = Math.min(declared.seconds(), LONGEST);
            assertEquals(expected, expires - Instant.now().getEpochSecond(), expected * SHARE, name);
        }
    }
}
