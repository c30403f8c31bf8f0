package dev.consent4j.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.Erased;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.Restricted;
import dev.consent4j.ledger.LedgerEntry.Content;
import dev.consent4j.outbox.DeliveryStatus.State;
import dev.consent4j.outbox.Nodes.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one process delivers, stepped by hand. */
class DeliveryLoopTest {

    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final CapturedLog log = new CapturedLog();
    private final Nodes nodes = new Nodes();

    @AfterEach
    void close() {
        nodes.close();
        log.close();
    }

    @Test
    void everyEntryIsDeliveredOnceAndInOrder() {
        nodes.record(3);
        Node node = nodes.serving("a");
        nodes.record(Outbox.PAGE * 2 + 1);
        node.run(A_WHILE);
        assertEquals(range(0, Outbox.PAGE * 2 + 4), node.indexes());
        assertTrue(node.deliveries.stream().allMatch(delivery -> delivery.attempt() == 1));
        assertEquals(0, log.warnings());
    }

    @Test
    void anotherStartGoesOnWhereTheLastEnded() {
        nodes.record(5);
        nodes.serving("a").loop.end(null);
        nodes.record(2);
        assertEquals(range(5, 7), nodes.serving("b").indexes());
    }

    @Test
    void afterACrashNothingIsMissingAndOnlyTheLastMomentComesAgain() {
        nodes.record(5);
        Node crashed = nodes.serving("a").run(A_WHILE);
        nodes.record(3);
        crashed.settle();
        assertEquals(range(0, 8), crashed.indexes());
        // Saved after the first of the three, because the last time was long ago; not yet after the others.
        assertEquals(6, nodes.cursor().next());
        Node next = nodes.node("b").run(Outbox.LEASE.plus(A_WHILE));
        assertEquals(range(6, 8), next.indexes());
    }

    @Test
    void aFailedEntryIsTriedAgainAfterGrowingPausesAndTheNextOnesWait() {
        Node node = nodes.serving("a");
        node.behaviour = delivery -> {
            throw new IOException("the receiver is down");
        };
        nodes.record(2);
        long longest = 0;
        for (int failure = 0; failure < 12; failure++) {
            assertEquals(failure, node.deliveries.size());
            node.settle();
            long full = Math.min(1_000L << failure, Outbox.LONGEST_PAUSE.toMillis());
            node.run(Duration.ofMillis(full / 2 - 2));
            assertEquals(failure + 1, node.deliveries.size(), "tried again too early");
            nodes.pass(Duration.ofMillis(full / 2 + 4));
            longest = full;
        }
        assertEquals(Outbox.LONGEST_PAUSE.toMillis(), longest);
        assertTrue(node.indexes().stream().allMatch(index -> index == 0));
        assertEquals(12, node.deliveries.get(11).attempt());
        assertEquals(State.FAILING, node.loop.progress().state());
        assertEquals(1, log.warnings());

        node.behaviour = delivery -> {};
        node.forget();
        node.run(A_WHILE);
        assertEquals(range(0, 2), node.indexes());
        assertEquals(State.DELIVERING, node.loop.progress().state());
        assertEquals(2, log.warnings());
    }

    @Test
    void newEntriesDoNotShortenAPause() {
        Node node = nodes.serving("a");
        node.behaviour = delivery -> {
            throw new IOException("the receiver is down");
        };
        nodes.record(1);
        node.settle();
        nodes.record(1);
        node.settle();
        assertEquals(List.of(0L), node.indexes());
    }

    @Test
    void anErrorOfAListenerIsAFailureLikeAnyOther() {
        Node node = nodes.serving("a");
        node.behaviour = delivery -> {
            throw new NoClassDefFoundError("a class of the listener");
        };
        nodes.record(1);
        node.settle();
        assertEquals(State.FAILING, node.loop.progress().state());
        node.behaviour = delivery -> {};
        node.run(A_WHILE);
        assertEquals(List.of(0L, 0L), node.indexes());
    }

    @Test
    void aListenerThatWantsNothingMoreIsLeftAloneUntilTheNextStart() {
        Node node = nodes.serving("a");
        node.behaviour = delivery -> {
            if (delivery.index() == 1) {
                throw new StopDeliveryException("410 Gone", null);
            }
        };
        nodes.record(3);
        node.settle();
        assertEquals(State.STOPPED, node.loop.progress().state());
        assertEquals("410 Gone", node.loop.progress().failure());
        assertEquals(1, log.warnings());
        assertEquals(new Cursor("search", 1, 2), nodes.cursor());
        assertEquals(range(1, 3), nodes.serving("b").indexes());
    }

    @Test
    void whatWasErasedMeanwhileComesAsErasedAndSoDoesTheErasure() {
        nodes.record(4);
        nodes.erase(new IndexRange(1, 3));
        Node node = nodes.serving("a");
        assertEquals(range(0, 5), node.indexes());
        assertInstanceOf(Content.Intact.class, content(node, 0));
        assertInstanceOf(Content.Erased.class, content(node, 1));
        assertInstanceOf(Content.Erased.class, content(node, 2));
        Content.Intact erasure = assertInstanceOf(Content.Intact.class, content(node, 4));
        assertEquals(List.of(new IndexRange(1, 3)), ((Erased) erasure.entry()).ranges());
    }

    /** Its erasure was asked for; that it is still owed is no reason to hand it on. */
    @Test
    void whatIsRestrictedIsHandedToNoListenerThatComesLater() {
        nodes.record(4);
        Node early = nodes.serving("a");
        nodes.restrict("one", new IndexRange(1, 3));
        early.settle();
        assertInstanceOf(Content.Intact.class, content(early, 1));
        Content.Intact told = assertInstanceOf(Content.Intact.class, content(early, 4));
        assertEquals(List.of(new IndexRange(1, 3)), ((Restricted) told.entry()).ranges());
        early.loop.end(null);
        nodes.forgetCursor();

        Node late = nodes.serving("b");
        nodes.restrict("two", new IndexRange(3, 4));
        nodes.record(1);
        late.settle();
        assertEquals(range(0, 7), late.indexes());
        assertInstanceOf(Content.Intact.class, content(late, 0));
        assertInstanceOf(Content.Restricted.class, content(late, 1));
        assertInstanceOf(Content.Restricted.class, content(late, 2));
        assertInstanceOf(Content.Intact.class, content(late, 4), "the restriction itself");
        assertInstanceOf(Content.Intact.class, content(late, 6));
    }

    /** Another process restricts while a listener lags behind. */
    @Test
    void aRestrictionCountsFromWhenItIsDurableWhoeverRecordedIt() {
        nodes.record(3);
        Node node = nodes.serving("a");
        node.behaviour = delivery -> {
            throw new IOException("the receiver is down");
        };
        nodes.record(2);
        node.settle();
        nodes.restrict("one", new IndexRange(3, 5));
        node.behaviour = delivery -> {};
        node.forget();
        node.run(A_WHILE);
        assertEquals(range(3, 6), node.indexes());
        assertInstanceOf(Content.Restricted.class, content(node, 0));
        assertInstanceOf(Content.Restricted.class, content(node, 1));
    }

    @Test
    void anEntryThatIsMissingIsNotPassedOver() {
        Node node = nodes.serving("a");
        nodes.record(4);
        nodes.store.missing = 1;
        node.run(A_WHILE);
        assertEquals(List.of(), node.indexes());
        assertEquals(State.FAILING, node.loop.progress().state());
        nodes.store.missing = 3;
        node.run(A_WHILE);
        nodes.store.missing = -1;
        node.run(A_WHILE);
        assertEquals(range(0, 4), node.indexes());
    }

    @Test
    void aLedgerThatIsUnreadableForAWhileIsToldOnceAndThenGoneOnWith() {
        Node node = nodes.serving("a");
        nodes.record(1);
        nodes.store.readable = false;
        node.run(A_WHILE);
        assertEquals(State.FAILING, node.loop.progress().state());
        assertEquals(1, log.warnings());
        nodes.store.readable = true;
        node.run(A_WHILE);
        assertEquals(List.of(0L), node.indexes());
        assertEquals(2, log.warnings());
    }

    @Test
    void whileThePlaceCannotBeSavedNothingMoreIsDelivered() {
        Node node = nodes.serving("a");
        nodes.record(2);
        node.behaviour = delivery -> {
            nodes.store.writable = false;
            nodes.pass(Duration.ofSeconds(2));
        };
        node.run(Duration.ofMinutes(1));
        assertEquals(List.of(0L), node.indexes());
        assertEquals(1, log.warnings());
        nodes.store.writable = true;
        node.behaviour = delivery -> {};
        node.run(A_WHILE);
        assertEquals(range(0, 2), node.indexes());
        assertEquals(2, log.warnings());
    }

    @Test
    void placesAreSavedOnceASecondAndNotForEachEntry() {
        Node node = nodes.serving("a");
        int before = nodes.store.cursorsSaved;
        for (int second = 0; second < 10; second++) {
            for (int entry = 0; entry < 50; entry++) {
                nodes.record(1);
                node.settle();
            }
            nodes.pass(Duration.ofSeconds(1));
        }
        assertEquals(500, node.deliveries.size());
        assertTrue(nodes.store.cursorsSaved - before <= 11, () -> "saved " + nodes.store.cursorsSaved);
    }

    @Test
    void theStoreKnowsOfAnEntryBeforeTheListenerDoes() {
        Node node = nodes.serving("a");
        node.behaviour = delivery -> assertTrue(nodes.cursor().mayHold(IndexRange.of(delivery.index())));
        nodes.record(Outbox.RESERVE + 10);
        node.run(A_WHILE);
        assertEquals(Outbox.RESERVE + 10, node.deliveries.size());
        assertEquals(State.DELIVERING, node.loop.progress().state());
    }

    @Test
    void aListenerThatIsNoLongerThereIsStillNamedByWhatItWasGiven() {
        nodes.record(3);
        nodes.serving("a").loop.end(null);
        new Cursors(nodes.store).save("archive", CursorCell.START.at(1, 1));
        assertEquals(List.of(new Cursor("archive", 1, 1), new Cursor("search", 3, 3)), Outbox.given(nodes.store));
        assertTrue(new Cursor("search", 3, 3).mayHold(new IndexRange(2, 9)));
        assertTrue(!new Cursor("search", 3, 3).mayHold(new IndexRange(3, 9)));
    }

    private static Content content(Node node, int position) {
        return node.deliveries.get(position).entry().content();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
