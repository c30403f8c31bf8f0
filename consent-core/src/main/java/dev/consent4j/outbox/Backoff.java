package dev.consent4j.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double with each failure, less up to a half by lot, so that many who failed at once do not return at once. */
final class Backoff {

    private static final int DOUBLINGS = 30;

    private final Duration first;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, RandomGenerator random) {
        this.first = first;
        this.random = random;
    }

    /** The pause after one failure more. */
    Duration pause(Duration longest) {
        double full =
                Math.min((double) first.toNanos() * (1L << Math.min(failures, DOUBLINGS)), (double) longest.toNanos());
        failures++;
        return Duration.ofNanos((long) (full * (1 - random.nextDouble() / 2)));
    }

    void reset() {
        failures = 0;
    }
}
