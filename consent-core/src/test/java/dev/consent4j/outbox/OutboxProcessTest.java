package dev.consent4j.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they deliver: the next one goes on, and nothing is left out. */
class OutboxProcessTest {

    private static final int ROUNDS = Integer.getInteger("consent4j.killRounds", 3);
    private static final long SEED = Long.getLong("consent4j.kill.seed", 20_261_122);

    @TempDir
    Path folder;

    @Test
    void afterAKillDeliveriesGoOnInOrderWithoutAGap() throws Exception {
        Random random = new Random(SEED);
        long highest = -1;
        for (int round = 0; round < ROUNDS; round++) {
            try (DeliveringProcess process =
                    DeliveringProcess.start(folder.resolve("consent.db"), Duration.ofMillis(500))) {
                int alive = 1 + random.nextInt(400);
                long index = process.next();
                assertTrue(index >= 0, "the process ended by itself");
                assertTrue(index <= highest + 1, "entries between " + highest + " and " + index + " were left out");
                long previous = index - 1;
                for (int seen = 0; index >= 0; seen++) {
                    assertEquals(previous + 1, index, "out of order");
                    previous = index;
                    if (seen == alive) {
                        process.kill();
                    }
                    index = process.next();
                }
                highest = Math.max(highest, previous);
            }
        }
        assertTrue(highest > 0);
    }

    @Test
    void ofTwoProcessesTheOtherGoesOnAfterAKill() throws Exception {
        Path file = folder.resolve("consent.db");
        try (DeliveringProcess first = DeliveringProcess.start(file, Duration.ofSeconds(5))) {
            long highest = first.next();
            assertEquals(0, highest);
            try (DeliveringProcess second = DeliveringProcess.start(file, Duration.ofSeconds(5))) {
                for (int seen = 0; seen < 100; seen++) {
                    highest = first.next();
                }
                first.kill();
                for (long index = first.next(); index >= 0; index = first.next()) {
                    highest = index;
                }
                long index = second.next();
                assertTrue(index <= highest + 1, "entries between " + highest + " and " + index + " were left out");
                for (int seen = 0; seen < 100; seen++) {
                    long following = second.next();
                    assertEquals(index + 1, following);
                    index = following;
                }
                second.kill();
            }
        }
    }
}
