package dev.consent4j.outbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.json.EntryJson;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.outbox.DeliveryStatus.State;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The outbox with its threads. */
class OutboxTest {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofDays(1);

    private final UnreliableStore store = new UnreliableStore();
    private final ConsentLedger ledger = ConsentLedger.open("site", store, new EntryJson(), new SecureRandom());
    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        ledger.close();
        log.close();
    }

    @Test
    void anEntryOfThisProcessIsDeliveredWithoutWaitingForTheNextLook() throws Exception {
        try (Outbox outbox = open(polling(NEVER), delivery -> heard.add(delivery.index()))) {
            record(ledger, 1);
            assertEquals(0, hear());
            for (long index = 1; index < 20; index++) {
                record(ledger, 1);
                assertEquals(index, hear());
            }
            assertEquals(State.DELIVERING, outbox.status().get(0).state());
        }
    }

    @Test
    void anEntryOfAnotherProcessIsFoundAtTheNextLook() throws Exception {
        try (Outbox outbox = open(polling(SOON), delivery -> heard.add(delivery.index()));
                ConsentLedger other = ConsentLedger.open("site", store, new EntryJson(), new SecureRandom())) {
            record(other, 3);
            assertEquals(List.of(0L, 1L, 2L), List.of(hear(), hear(), hear()));
            assertEquals(1, outbox.status().size());
        }
    }

    @Test
    void aListenerThatDoesNotReturnDoesNotSlowRecording() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        try (Outbox outbox = open(polling(NEVER), delivery -> {
            called.countDown();
            release.await();
            heard.add(delivery.index());
        })) {
            record(ledger, 1);
            assertTrue(called.await(30, TimeUnit.SECONDS));
            record(ledger, 2_000);
            assertEquals(2_001, ledger.size());
            assertEquals(OptionalLong.of(2_001), outbox.status().get(0).lag());
            release.countDown();
            for (long index = 0; index < 2_001; index++) {
                assertEquals(index, hear());
            }
        }
    }

    @Test
    void closingLetsADeliveryFinishAndTheNextStartGoesOnAfterIt() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        record(ledger, 3);
        Outbox outbox = open(polling(NEVER), delivery -> {
            called.countDown();
            release.await();
            heard.add(delivery.index());
        });
        assertTrue(called.await(30, TimeUnit.SECONDS));
        Thread closing = new Thread(outbox::close);
        closing.start();
        release.countDown();
        closing.join();
        long next = heard.size();
        assertEquals(next, Nodes.cursor(store).next());
        heard.clear();
        try (Outbox again = open(polling(NEVER), delivery -> heard.add(delivery.index()))) {
            for (long index = next; index < 3; index++) {
                assertEquals(index, hear());
            }
            assertNotNull(again);
        }
        outbox.close();
    }

    @Test
    void closingInterruptsAListenerThatDoesNotReturn() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        record(ledger, 1);
        Outbox outbox = open(polling(NEVER), delivery -> {
            called.countDown();
            new CountDownLatch(1).await();
        });
        assertTrue(called.await(30, TimeUnit.SECONDS));
        outbox.close();
        assertEquals(State.STOPPED, outbox.status().get(0).state());
        assertEquals(new Cursor(Nodes.LISTENER, 0, 1), Nodes.cursor(store));
        assertEquals(0, log.warnings());
    }

    @Test
    void aListenerThatLeavesTheMarkOfAnInterruptIsServedOn() throws Exception {
        try (Outbox outbox = open(polling(NEVER), delivery -> {
            Thread.currentThread().interrupt();
            heard.add(delivery.index());
        })) {
            for (long index = 0; index < 5; index++) {
                record(ledger, 1);
                assertEquals(index, hear());
            }
            assertEquals(State.DELIVERING, outbox.status().get(0).state());
        }
    }

    @Test
    void oneFailingListenerLeavesTheOthersAlone() throws Exception {
        BlockingQueue<Long> good = new LinkedBlockingQueue<>();
        try (Outbox outbox = Outbox.open(
                "site",
                ledger,
                store,
                Map.of("good", delivery -> good.add(delivery.index()), "bad", delivery -> {
                    heard.add(delivery.index());
                    throw new IllegalStateException("always");
                }),
                new SecureRandom(),
                polling(NEVER),
                System::nanoTime)) {
            record(ledger, 100);
            for (long index = 0; index < 100; index++) {
                assertEquals(index, good.poll(30, TimeUnit.SECONDS));
            }
            assertEquals(0, hear());
            assertEquals(0, hear());
            assertTrue(outbox.status().stream()
                    .anyMatch(status -> status.listener().equals("good") && status.state() == State.DELIVERING));
            assertTrue(outbox.status().stream()
                    .filter(status -> status.listener().equals("bad"))
                    .allMatch(status -> status.lag().equals(OptionalLong.of(100)) && status.failure() != null));
        }
    }

    @Test
    void twoProcessesTogetherDeliverEverythingInOrder() throws Exception {
        record(ledger, 50);
        Outbox first = open(polling(SOON), delivery -> heard.add(delivery.index()));
        try (Outbox second = open(polling(SOON), delivery -> heard.add(delivery.index()))) {
            assertEquals(0, hear());
            first.close();
            record(ledger, 50);
            long highest = 0;
            while (highest < 99) {
                long index = hear();
                assertTrue(index <= highest + 1, "an entry was passed over");
                highest = Math.max(highest, index);
            }
            assertEquals(1, second.status().size());
        }
    }

    @Test
    void theStatusIsToldWhileTheLedgerCannotBeRead() {
        try (Outbox outbox = open(polling(NEVER), delivery -> {})) {
            store.readable = false;
            assertEquals(OptionalLong.empty(), outbox.status().get(0).lag());
            store.readable = true;
        }
    }

    @Test
    void closingIsQuietWhileTheStoreIsDown() {
        Outbox outbox = open(polling(NEVER), delivery -> {});
        store.readable = false;
        assertDoesNotThrow(outbox::close);
        store.readable = true;
    }

    @Test
    void aNameIsShortAndPlain() {
        for (String name : List.of("search", "a", "crm-2.eu", "0")) {
            assertTrue(Outbox.isName(name), name);
        }
        for (String name : List.of("", "Search", "-a", ".a", "a/b", "a b", "ä", "a".repeat(Outbox.MAX_NAME + 1))) {
            assertFalse(Outbox.isName(name), name);
        }
    }

    private Outbox open(Timing timing, ConsentListener listener) {
        return Outbox.open(
                "site", ledger, store, Map.of(Nodes.LISTENER, listener), new SecureRandom(), timing, System::nanoTime);
    }

    private static Timing polling(Duration poll) {
        return new Timing(
                poll,
                SOON,
                SOON,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                SOON,
                SOON,
                SOON,
                Duration.ofMillis(200));
    }

    private long hear() throws InterruptedException {
        Long index = heard.poll(30, TimeUnit.SECONDS);
        assertNotNull(index, "nothing was delivered");
        return index;
    }

    static void record(ConsentLedger ledger, int entries) {
        LongStream.range(0, entries)
                .parallel()
                .forEach(i -> ledger.record(new ConsoleRead("reader", "list", "0-10", Instant.EPOCH)));
    }
}
