package dev.consent4j.outbox;

import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.Restricted;
import dev.consent4j.json.EntryJson;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.store.AppendPlan.Append;
import dev.consent4j.store.Cell;
import dev.consent4j.store.ConsentStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Processes that serve the listener {@code search} of one ledger, stepped by hand under one clock that is set by hand. */
final class Nodes implements AutoCloseable {

    static final Timing TIMING = new Timing(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    static final String LISTENER = "search";

    final UnreliableStore store = new UnreliableStore();
    final ConsentLedger ledger = ConsentLedger.open("site", store, new EntryJson(), new SecureRandom());
    private long now = Long.MAX_VALUE - 1_000;

    /** A process with its listener, which takes everything unless told otherwise. */
    final class Node implements ConsentListener {

        final DeliveryLoop loop;
        final List<Delivery> deliveries = new ArrayList<>();
        ConsentListener behaviour = delivery -> {};

        Node(String process) {
            loop = new DeliveryLoop(
                    "site",
                    LISTENER,
                    this,
                    ledger,
                    new CursorLease(new Cursors(store), LISTENER, process, TIMING, () -> now),
                    new Backoff(TIMING.firstPause(), new Random(1)),
                    TIMING,
                    () -> now);
        }

        @Override
        public void deliver(Delivery delivery) throws Exception {
            deliveries.add(delivery);
            behaviour.deliver(delivery);
        }

        /** Steps until nothing more can be done now; gives for how long. */
        Duration settle() {
            Duration pause = loop.step();
            while (pause.isZero()) {
                pause = loop.step();
            }
            return pause;
        }

        /** Steps as a thread does while some time passes. */
        Node run(Duration duration) {
            long end = now + duration.toNanos();
            Duration pause = settle();
            while (now - end < 0 && end - now >= pause.toNanos()) {
                pass(pause);
                pause = settle();
            }
            pass(Duration.ofNanos(end - now));
            settle();
            return this;
        }

        List<Long> indexes() {
            return deliveries.stream().map(Delivery::index).toList();
        }

        void forget() {
            deliveries.clear();
        }
    }

    Node node(String process) {
        return new Node(process);
    }

    /** A process that has begun to serve. */
    Node serving(String process) {
        return node(process).run(TIMING.settle().plus(TIMING.poll()));
    }

    void pass(Duration duration) {
        now += duration.toNanos();
    }

    void record(int entries) {
        for (int i = 0; i < entries; i++) {
            ledger.record(new ConsoleRead("reader", "list", "0-10", Instant.EPOCH));
        }
    }

    void erase(IndexRange range) {
        store.append(head -> new Append(List.of(), head, List.of(range), List.of()));
        ledger.record(new Erased(
                "request", 0, Erased.Reason.REQUEST, "the person", List.of(range), List.of(), Instant.EPOCH));
    }

    void restrict(String request, IndexRange range) {
        ledger.record(new Restricted(request, Restricted.EVIDENCE, LocalDate.EPOCH, List.of(range), Instant.EPOCH));
    }

    /** As if the listener had never been there. */
    void forgetCursor() {
        store.append(head -> new Append(
                List.of(), head, List.of(), List.of(new Cell("outbox/" + LISTENER, CursorCell.START.toBytes()))));
    }

    Cursor cursor() {
        return cursor(store);
    }

    static Cursor cursor(ConsentStore store) {
        return Outbox.given(store).stream()
                .filter(cursor -> cursor.listener().equals(LISTENER))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
