package dev.consent4j.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.outbox.DeliveryStatus.State;
import dev.consent4j.outbox.Nodes.Node;
import dev.consent4j.store.AppendPlan.Append;
import dev.consent4j.store.Cell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several processes and one listener: one serves, another takes over. */
class CursorLeaseTest {

    private static final Duration SETTLE = Nodes.TIMING.settle();
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final CapturedLog log = new CapturedLog();
    private final Nodes nodes = new Nodes();

    @AfterEach
    void close() {
        nodes.close();
        log.close();
    }

    @Test
    void ofTwoProcessesOneDelivers() {
        Node first = nodes.serving("a");
        Node second = nodes.node("b");
        for (int i = 0; i < 20; i++) {
            nodes.record(1);
            first.settle();
            second.settle();
            nodes.pass(Duration.ofSeconds(5));
        }
        assertEquals(20, first.deliveries.size());
        assertEquals(List.of(), second.indexes());
        assertEquals(State.STANDBY, second.loop.progress().state());
    }

    @Test
    void anIdleProcessKeepsItsListener() {
        Node first = nodes.serving("a");
        Node second = nodes.node("b");
        for (int i = 0; i < 120; i++) {
            first.run(Duration.ofSeconds(1));
            second.settle();
        }
        nodes.record(1);
        first.settle();
        second.settle();
        assertEquals(List.of(0L), first.indexes());
        assertEquals(List.of(), second.indexes());
    }

    @Test
    void aFailingListenerStaysWithItsProcessDuringLongPauses() {
        Node first = nodes.serving("a");
        first.behaviour = delivery -> {
            throw new IllegalStateException("not now");
        };
        nodes.record(1);
        Node second = nodes.node("b");
        for (int i = 0; i < 600; i++) {
            first.run(Duration.ofSeconds(1));
            second.settle();
        }
        assertEquals(List.of(), second.indexes());
        assertTrue(first.deliveries.size() < 20);
    }

    @Test
    void anotherProcessTakesOverAtItsNextLookWhenTheFirstEnds() {
        Node first = nodes.serving("a");
        Node second = nodes.node("b");
        second.settle();
        nodes.record(2);
        first.settle();
        first.loop.end(null);
        nodes.record(1);
        second.run(Nodes.TIMING.poll().plus(SETTLE));
        assertEquals(List.of(2L), second.indexes());
    }

    @Test
    void ofTwoClaimsAtOnceTheLaterOneCounts() {
        nodes.record(3);
        Cursors cursors = new Cursors(nodes.store);
        Node first = nodes.node("a");
        first.settle();
        // The other one had read before the first one wrote, and writes over it.
        cursors.save("search", CursorCell.START.heldBy("b"));
        first.run(A_WHILE);
        assertEquals(List.of(), first.indexes());
        assertFalse(first.loop.progress().state() == State.DELIVERING);
    }

    @Test
    void aProcessThatWasHeldUpStepsBackAndLosesNothing() {
        Node held = nodes.serving("a");
        nodes.record(4);
        Node other = nodes.node("b");
        other.settle();
        held.behaviour = delivery -> {
            if (delivery.index() == 1) {
                other.run(Outbox.LEASE.plus(SETTLE).plus(A_WHILE));
            }
        };
        held.settle();
        assertEquals(List.of(0L, 1L), held.indexes());
        assertEquals(LongStream.range(0, 4).boxed().toList(), other.indexes());
        assertEquals(State.STANDBY, held.loop.progress().state());
        other.run(A_WHILE);
        assertEquals(4, nodes.cursor().next());
        nodes.record(1);
        other.run(A_WHILE);
        assertEquals(5, other.deliveries.size());
        assertEquals(0, log.warnings());
    }

    @Test
    void aClaimWhoseAnswerWasLostIsStillAClaim() {
        Node node = nodes.node("a");
        nodes.record(1);
        nodes.store.answering = false;
        node.settle();
        assertEquals(State.FAILING, node.loop.progress().state());
        node.run(A_WHILE);
        assertEquals(List.of(0L), node.indexes());
    }

    @Test
    void aPlaceThisVersionCannotReadIsLeftAsItIs() {
        byte[] later = "2 of a later version".getBytes(StandardCharsets.UTF_8);
        nodes.store.append(head -> new Append(List.of(), head, List.of(), List.of(new Cell("outbox/search", later))));
        nodes.record(1);
        Node node = nodes.node("a").run(Duration.ofMinutes(1));
        assertEquals(List.of(), node.indexes());
        assertEquals(State.FAILING, node.loop.progress().state());
        assertEquals(
                "2 of a later version",
                new String(nodes.store.cells(List.of("outbox/search")).get("outbox/search"), StandardCharsets.UTF_8));
        assertEquals(1, log.warnings());
    }

    @Test
    void aNameLostInARaceIsAddedAgain() {
        Node node = nodes.serving("a");
        nodes.store.append(head -> new Append(
                List.of(), head, List.of(), List.of(new Cell("outbox", "archive".getBytes(StandardCharsets.UTF_8)))));
        node.run(A_WHILE);
        assertEquals(
                List.of("archive", "search"),
                Outbox.given(nodes.store).stream().map(Cursor::listener).toList());
    }
}
