package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.store.StoreUnavailableException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Threads that record one entry after the other while something happens, and remember what each was told. */
final class Recorders implements AutoCloseable {

    static final int THREADS = 8;

    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long PAUSE_NANOS = 2_000_000;

    /** Shared, so that none of two rounds repeats an id of the other. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> surelyNot = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> surprise = new AtomicReference<>();
    private final ConsentLedger ledger;
    private final List<Thread> threads;
    private volatile boolean stopping;

    private Recorders(ConsentLedger ledger) {
        this.ledger = ledger;
        this.threads = IntStream.range(0, THREADS)
                .mapToObj(number -> new Thread(this::record, "recorder-" + number))
                .toList();
    }

    static Recorders start(ConsentLedger ledger) {
        Recorders recorders = new Recorders(ledger);
        recorders.threads.forEach(Thread::start);
        return recorders;
    }

    /** Waits for more acknowledged entries. */
    void awaitAcknowledged(int more) {
        await(acknowledged::size, more);
    }

    /** Waits for more answers that an entry was not, or may not have been, recorded. */
    void awaitRefused(int more) {
        await(refused::get, more);
    }

    /** Ends the threads and compares what they were told with what is in the ledger. */
    void stopAndCompare() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(null, surprise.get());
        Set<String> kept = new HashSet<>();
        for (LedgerEntry entry : ledger.read(0, Integer.MAX_VALUE)) {
            String id = entry.entry().orElseThrow().id().orElseThrow();
            assertTrue(kept.add(id), () -> id + " is there twice");
            assertTrue(!surelyNot.contains(id), () -> id + " is there, and was said not to be");
        }
        assertTrue(kept.containsAll(acknowledged), "an acknowledged entry is lost");
        LedgerCheck check = ledger.check();
        assertTrue(check.isIntact(), check::toString);
        assertEquals(ledger.size(), check.verified());
    }

    @Override
    public void close() {
        stopping = true;
    }

    private void record() {
        while (!stopping && surprise.get() == null) {
            var entry = TestEntries.policy("recorded-" + NUMBERS.getAndIncrement());
            String id = entry.id().orElseThrow();
            try {
                ledger.record(entry);
                acknowledged.add(id);
            } catch (StoreUnavailableException e) {
                if (e.outcomeKnown()) {
                    surelyNot.add(id);
                }
                refused.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (RuntimeException | Error e) {
                surprise.compareAndSet(null, e);
            }
        }
    }

    private void await(IntSupplier count, int more) {
        int enough = count.getAsInt() + more;
        long start = System.nanoTime();
        while (count.getAsInt() < enough) {
            assertEquals(null, surprise.get());
            assertTrue(
                    System.nanoTime() - start < PATIENCE_NANOS,
                    () -> acknowledged.size() + " acknowledged, " + refused + " refused, and no more");
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
