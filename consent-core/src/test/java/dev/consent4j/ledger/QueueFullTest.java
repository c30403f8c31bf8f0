package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.memory.InMemoryStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that takes its time: what waits is bounded, and whoever comes then is told at once. */
class QueueFullTest {

    private static final ConsentLedger.Bounds BOUNDS =
            new ConsentLedger.Bounds(3, 2, Duration.ofMinutes(5), Duration.ofSeconds(10));

    private final CapturedLog log = new CapturedLog();
    private final ConsentStore kept = InMemoryStore.create();
    private final ScriptedStore store = new ScriptedStore(kept);
    private final ConsentLedger ledger =
            ConsentLedger.open("site", store, TestEntries.CODEC, new SecureRandom(), BOUNDS, null);

    @AfterEach
    void close() {
        ledger.close();
        log.close();
    }

    @Test
    void aFullQueueRefusesAtOnceLosesNothingAndRecoversByItself() throws Exception {
        for (int round = 0; round < 3; round++) {
            CountDownLatch release = blockTheNextAppend();
            try (Recorders recorders = Recorders.start(ledger)) {
                // Of eight threads one or two are being recorded and three wait; the others can only be refused.
                recorders.awaitRefused(100);
                int told = log.levels().size();
                recorders.awaitRefused(500);
                assertEquals(told, log.levels().size(), "it is told again and again");
                assertEquals(1, told % 2, log.messages()::toString);
                release.countDown();
                recorders.awaitAcknowledged(50);
                recorders.stopAndCompare();
            }
            awaitTheEndOfIt();
        }
        for (int i = 0; i < log.messages().size(); i++) {
            String expected = i % 2 == 0 ? "more are refused" : "waits to be recorded any more";
            assertTrue(log.messages().get(i).contains(expected), log.messages()::toString);
        }
        assertTrue(log.levels().stream().allMatch(Level.WARNING::equals));
    }

    private CountDownLatch blockTheNextAppend() {
        CountDownLatch release = new CountDownLatch(1);
        store.nextAppend((inner, plan) -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return inner.append(plan);
        });
        return release;
    }

    /** The writer tells that it has caught up when it looks for more, after the last answer. */
    private void awaitTheEndOfIt() throws InterruptedException {
        while (log.levels().size() % 2 == 1) {
            Thread.sleep(2);
        }
    }
}
