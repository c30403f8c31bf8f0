package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.Entry;
import dev.consent4j.ledger.ConsentLedger.Bounds;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.memory.InMemoryStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers get from a ledger whose store is slow or failing. */
class ConsentLedgerTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration NONE = Duration.ofMillis(1);

    private final InMemoryStore kept = InMemoryStore.create();
    private final ScriptedStore store = new ScriptedStore(kept);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void release() {
        released.countDown();
        log.close();
    }

    @Test
    void warnsOncePerChangeAndRecoversByItself() {
        try (ConsentLedger ledger = open(new Bounds(10, 10, LONG, LONG))) {
            for (int outage = 0; outage < 2; outage++) {
                for (int i = 0; i < 3; i++) {
                    store.nextAppend((inner, plan) -> {
                        throw new StoreUnavailableException("disk full", true, null);
                    });
                    assertThrows(StoreUnavailableException.class, () -> ledger.record(TestEntries.policy("lost")));
                }
                ledger.record(TestEntries.policy("kept " + outage));
                ledger.record(TestEntries.consoleRead("kept too"));
            }
        }
        assertEquals(List.of(Level.WARNING, Level.WARNING, Level.WARNING, Level.WARNING), log.levels());
        assertEquals(4, kept.head().size());
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        try (ConsentLedger ledger = open(new Bounds(0, 10, LONG, LONG))) {
            assertTrue(unavailable(ledger).outcomeKnown());
        }
    }

    @Test
    void aCallerIsAnsweredThoughTheStoreHangs() throws Exception {
        store.nextAppend(this::hang);
        ConsentLedger ledger = open(new Bounds(10, 10, NONE, LONG));
        assertFalse(unavailable(ledger).outcomeKnown());
        released.countDown();
        ledger.close();
        assertEquals(1, kept.head().size());
    }

    @Test
    void anInterruptedCallerIsToldThatTheOutcomeIsUnknown() {
        store.nextAppend(this::hang);
        ConsentLedger ledger = open(new Bounds(10, 10, LONG, LONG));
        Thread.currentThread().interrupt();
        StoreUnavailableException failure = unavailable(ledger);
        assertTrue(Thread.interrupted());
        assertFalse(failure.outcomeKnown());
        released.countDown();
        ledger.close();
        assertEquals(1, kept.head().size());
    }

    @Test
    void closingRecordsWhatWasAccepted() throws Exception {
        store.nextAppend(this::hang);
        ConsentLedger ledger = open(new Bounds(10, 10, LONG, LONG));
        CompletableFuture<Recorded> first = recordBeside(ledger, TestEntries.policy("a"));
        entered.await();
        CompletableFuture<Recorded> second = recordBeside(ledger, TestEntries.policy("b"));
        released.countDown();
        assertEquals(1, first.get().index() + second.get().index());
        ledger.close();
        assertEquals(2, kept.head().size());
    }

    @Test
    void closingDoesNotWaitForeverForAStoreThatHangs() throws Exception {
        store.nextAppend(this::hang);
        store.nextAppend(this::hangBeforeItAsks);
        ConsentLedger ledger = open(new Bounds(10, 1, LONG, NONE));
        CompletableFuture<Recorded> inTheStore = recordBeside(ledger, TestEntries.policy("a"));
        entered.await();
        CompletableFuture<Recorded> inTheQueue = new CompletableFuture<>();
        Thread caller = new Thread(() -> complete(inTheQueue, ledger, TestEntries.policy("b")));
        caller.start();
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        ledger.close();
        ExecutionException failure = assertThrows(ExecutionException.class, inTheQueue::get);
        assertTrue(assertInstanceOf(StoreUnavailableException.class, failure.getCause())
                .outcomeKnown());
        released.countDown();
        assertEquals(0, inTheStore.get().index());
    }

    @Test
    void closingKeepsAnInterruption() throws Exception {
        store.nextAppend(this::hang);
        ConsentLedger ledger = open(new Bounds(10, 1, LONG, LONG));
        CompletableFuture<Recorded> first = recordBeside(ledger, TestEntries.policy("a"));
        entered.await();
        Thread.currentThread().interrupt();
        ledger.close();
        assertTrue(Thread.interrupted());
        released.countDown();
        assertEquals(0, first.get().index());
    }

    @Test
    void anEntryOfAnImpossibleTimeIsRefused() {
        try (ConsentLedger ledger = open(Bounds.DEFAULT)) {
            Entry entry = new ConsoleRead("a", "list", "", Instant.MAX);
            assertThrows(EntryRefusedException.class, () -> ledger.record(entry));
        }
    }

    @Test
    void theFailureOfACallerHasTheCallersStackAndTheStoresReason() {
        store.nextAppend((inner, plan) -> {
            throw new StoreUnavailableException("disk full", true, null);
        });
        try (ConsentLedger ledger = open(Bounds.DEFAULT)) {
            StoreUnavailableException failure = unavailable(ledger);
            assertEquals("disk full", failure.getMessage());
            assertTrue(List.of(failure.getStackTrace()).stream()
                    .anyMatch(frame -> frame.getClassName().equals(ConsentLedgerTest.class.getName())));
        }
    }

    private ConsentLedger open(Bounds bounds) {
        return ConsentLedger.open("site", store, TestEntries.CODEC, new SecureRandom(), bounds, null);
    }

    private static StoreUnavailableException unavailable(ConsentLedger ledger) {
        return assertThrows(StoreUnavailableException.class, () -> ledger.record(TestEntries.policy("a")));
    }

    private Head hang(ConsentStore inner, AppendPlan plan) {
        plan.after(inner.head());
        return hangBeforeItAsks(inner, plan);
    }

    private Head hangBeforeItAsks(ConsentStore inner, AppendPlan plan) {
        entered.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts the writer", e);
        }
        return inner.append(plan);
    }

    private static CompletableFuture<Recorded> recordBeside(ConsentLedger ledger, Entry entry) {
        CompletableFuture<Recorded> result = new CompletableFuture<>();
        new Thread(() -> complete(result, ledger, entry)).start();
        return result;
    }

    private static void complete(CompletableFuture<Recorded> result, ConsentLedger ledger, Entry entry) {
        try {
            result.complete(ledger.record(entry));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }
}
