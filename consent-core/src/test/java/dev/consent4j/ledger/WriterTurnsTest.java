package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.store.Head;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.memory.InMemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two threads append: one asks for the head while the other answers. */
class WriterTurnsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InMemoryStore kept = InMemoryStore.create();
    private final ScriptedStore store = new ScriptedStore(kept);
    private final PendingEntries queue = new PendingEntries("site", 10);
    private int appends;

    @Test
    void whoComesWhileTheHeadIsWaitedForComesAlong() {
        PendingEntry early = pending("early");
        PendingEntry late = pending("late");
        queue.offer(early);
        store.nextAppend((inner, plan) -> {
            queue.offer(late);
            queue.close();
            return inner.append(plan);
        });
        writer().run();
        assertEquals(0, early.await(Duration.ZERO).index());
        assertEquals(1, late.await(Duration.ZERO).index());
        assertEquals(1, appends);
    }

    @Test
    void nobodyAsksForTheHeadBeforeTheAppendUnderWayIsCommitted() {
        EntryWriter writer = writer(Duration.ofHours(1));
        CountDownLatch go = appendUnderWay(writer);
        PendingEntry late = pending("late");
        queue.offer(late);
        awaitState(started(writer), Thread.State.TIMED_WAITING);
        assertEquals(List.of(), store.batches());
        go.countDown();
        assertEquals(1, late.await(PATIENCE).index());
    }

    @Test
    void anAppendThatHangsDoesNotStopTheOthers() {
        EntryWriter writer = writer(Duration.ofMillis(1));
        CountDownLatch go = appendUnderWay(writer);
        started(writer);
        for (int i = 1; i <= 3; i++) {
            PendingEntry late = pending("late" + i);
            queue.offer(late);
            assertEquals(i, late.await(PATIENCE).index());
        }
        go.countDown();
    }

    @Test
    void anAppendOfNothingIsNotTheEndOfAnOutage() {
        try (CapturedLog log = new CapturedLog()) {
            StoreUnavailableException full = new StoreUnavailableException("the disk is full", true, null);
            ScriptedStore.Script fails = (inner, plan) -> {
                throw full;
            };
            store.nextAppend(fails);
            store.nextAppend((inner, plan) -> {
                List<PendingEntry> drained = queue.drain();
                Head head = inner.append(plan);
                drained.forEach(pending -> pending.fail(full));
                return head;
            });
            store.nextAppend(fails);
            started(writer());
            for (String hash : List.of("a", "b", "c")) {
                PendingEntry pending = pending(hash);
                queue.offer(pending);
                assertThrows(StoreUnavailableException.class, () -> pending.await(PATIENCE));
            }
            assertEquals(1, log.messages().size(), log.messages()::toString);
        }
    }

    @Test
    void nobodyTakesBeforeThoseWhoAreBeingAnsweredHaveTheirAnswers() throws Exception {
        queue.offer(pending("a"));
        assertTrue(queue.awaitTurn());
        CompletableFuture<Integer> taken = new CompletableFuture<>();
        queue.answer(() -> {
            Thread other = new Thread(() -> taken.complete(queue.take(10).size()));
            other.start();
            awaitState(other, Thread.State.WAITING);
            queue.offer(pending("b"));
        });
        assertEquals(2, taken.get());
    }

    @Test
    void whatWaitsIsOnlyOnesToTake() throws Exception {
        queue.offer(pending("a"));
        assertTrue(queue.awaitTurn());
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        Thread other = new Thread(() -> turn.complete(queue.awaitTurn()));
        other.start();
        awaitState(other, Thread.State.WAITING);
        queue.offer(pending("b"));
        assertEquals(2, queue.take(10).size());
        assertFalse(turn.isDone());
        queue.offer(pending("c"));
        assertTrue(turn.get());
        assertEquals(1, queue.take(10).size());
    }

    @Test
    void whoWaitsForATurnEndsWithTheQueue() throws Exception {
        queue.offer(pending("a"));
        assertTrue(queue.awaitTurn());
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        new Thread(() -> turn.complete(queue.awaitTurn())).start();
        queue.close();
        assertEquals(1, queue.take(10).size());
        assertFalse(turn.get());
    }

    @Test
    void aFailureThatBeganBeforeALaterSuccessIsNoOutage() {
        try (CapturedLog log = new CapturedLog()) {
            WriterState state = new WriterState("site");
            StoreUnavailableException failure = new StoreUnavailableException("connection lost", true, null);
            WriterState.Moment early = state.now();
            state.succeeded(state.now());
            state.failed(failure, early);
            assertEquals(List.of(), log.messages());
            state.failed(failure, state.now());
            assertEquals(1, log.messages().size());
            state.succeeded(state.now());
            assertEquals(2, log.messages().size());
        }
    }

    /** Its commit may have been on the way when the server was killed. */
    @Test
    void aSuccessThatBeganBeforeAFailureIsNotTheEndOfAnOutage() {
        try (CapturedLog log = new CapturedLog()) {
            WriterState state = new WriterState("site");
            StoreUnavailableException failure = new StoreUnavailableException("connection lost", true, null);
            WriterState.Moment early = state.now();
            state.failed(failure, state.now());
            state.succeeded(early);
            state.failed(failure, state.now());
            assertEquals(1, log.messages().size());
            state.succeeded(state.now());
            assertEquals(2, log.messages().size());
        }
    }

    @AfterEach
    void end() {
        queue.close();
    }

    /** Begins an append that has reached the store and ends when it may. */
    private CountDownLatch appendUnderWay(EntryWriter writer) {
        CountDownLatch go = new CountDownLatch(1);
        store.nextAppend((inner, plan) -> {
            Head head = inner.append(plan);
            try {
                assertTrue(go.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return head;
        });
        queue.offer(pending("early"));
        started(writer);
        await(() -> kept.head().size() == 1);
        return go;
    }

    private EntryWriter writer() {
        return writer(PATIENCE);
    }

    private EntryWriter writer(Duration alone) {
        return new EntryWriter(
                "site", store, TestEntries.CODEC, queue, 4, new ErasedSubjects(), () -> appends++, alone);
    }

    private static Thread started(EntryWriter writer) {
        Thread thread = new Thread(writer);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitState(Thread thread, Thread.State state) {
        await(() -> thread.getState() == state);
    }

    private static void await(BooleanSupplier reached) {
        long began = System.nanoTime();
        while (!reached.getAsBoolean()) {
            assertTrue(System.nanoTime() - began < PATIENCE.toNanos(), "not reached");
            Thread.onSpinWait();
        }
    }

    private static PendingEntry pending(String hash) {
        return PendingEntry.of(TestEntries.policy(hash), TestEntries.CODEC, new byte[Commitment.SALT_BYTES]);
    }
}
