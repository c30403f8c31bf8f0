package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.Entry;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import dev.consent4j.store.memory.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The writer, run in the test's own thread over a queue that is already filled, so that batches are as told. */
class EntryWriterTest {

    private static final int BATCH = 4;

    private final InMemoryStore kept = InMemoryStore.create();
    private final ScriptedStore store = new ScriptedStore(kept);
    private final CapturedLog log = new CapturedLog();
    private byte salts;
    private int appends;

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void whatWaitsSharesTransactionsOfLimitedSize() {
        List<PendingEntry> entries = write(policies("a", "b", "c", "d", "e", "f"));
        assertEquals(List.of(BATCH, 2), store.batches());
        for (int i = 0; i < entries.size(); i++) {
            assertEquals(i, recorded(entries.get(i)).index());
        }
    }

    @Test
    void tellsOnceABatchThatSomethingWasAppended() {
        write(policies("a", "b", "c", "d", "e", "f"));
        assertEquals(2, appends);
        store.nextAppend((inner, plan) -> {
            throw new StoreUnavailableException("disk full", true, null);
        });
        write(policies("g"));
        assertEquals(2, appends);
    }

    @Test
    void anIdTwiceInOneBatchIsRecordedOnce() {
        Entry first = TestEntries.policy("a", "first");
        List<PendingEntry> entries = write(
                first, TestEntries.policy("a", "second"), TestEntries.policy("b"), TestEntries.policy("a", "third"));
        assertEquals(new Recorded(0, false, first), recorded(entries.get(0)));
        assertEquals(new Recorded(0, true, first), recorded(entries.get(1)));
        assertEquals(1, recorded(entries.get(2)).index());
        assertEquals(new Recorded(0, true, first), recorded(entries.get(3)));
        assertEquals(2, kept.head().size());
    }

    @Test
    void manyKnownIdsInOneBatchCostOneRefusal() {
        write(policies("a", "b", "c"));
        List<PendingEntry> entries = write(policies("a", "b", "c", "d"));
        assertEquals(List.of(3, 1), store.batches());
        assertEquals(2, recorded(entries.get(2)).index());
        assertTrue(recorded(entries.get(2)).known());
        assertEquals(3, recorded(entries.get(3)).index());
        assertFalse(recorded(entries.get(3)).known());
    }

    @Test
    void anEntryRefusedForAnotherReasonFailsAlone() {
        store.nextAppend((inner, plan) -> {
            throw new EntryRefusedException(1, "too large for this store", null);
        });
        List<PendingEntry> entries =
                write(TestEntries.consoleRead("a"), TestEntries.consoleRead("b"), TestEntries.consoleRead("c"));
        assertEquals(0, recorded(entries.get(0)).index());
        assertThrows(EntryRefusedException.class, () -> recorded(entries.get(1)));
        assertEquals(1, recorded(entries.get(2)).index());
        assertEquals(List.of(), log.levels());
    }

    @Test
    void anIdTakenByWhatCannotBeReadIsRefused() {
        write(policies("a"));
        store.changeWhatIsRead(entry -> new StoredEntry(entry.index(), entry.keys(), entry.leafHash(), null, null));
        List<PendingEntry> entries = write(TestEntries.policy("a", "other"), TestEntries.policy("b"));
        assertThrows(EntryRefusedException.class, () -> recorded(entries.get(0)));
        assertEquals(1, recorded(entries.get(1)).index());
    }

    @Test
    void aCommitOfUnknownOutcomeThatHappenedIsAnsweredAsRecorded() {
        store.nextAppend((inner, plan) -> {
            inner.append(plan);
            throw new StoreUnavailableException("connection lost", false, null);
        });
        List<PendingEntry> entries = write(TestEntries.policy("a"), TestEntries.consoleRead("b"));
        assertEquals(new Recorded(0, false, TestEntries.policy("a")), recorded(entries.get(0)));
        assertEquals(new Recorded(1, false, TestEntries.consoleRead("b")), recorded(entries.get(1)));
        assertEquals(2, kept.head().size());
        assertEquals(List.of(), log.levels());
    }

    @Test
    void aCommitOfUnknownOutcomeThatDidNotHappenIsNeverAnsweredAsRecorded() {
        store.nextAppend((inner, plan) -> {
            plan.after(inner.head());
            throw new StoreUnavailableException("connection lost", false, null);
        });
        List<PendingEntry> entries = write(policies("a", "b"));
        entries.forEach(entry -> assertFalse(unavailable(entry).outcomeKnown()));
        assertEquals(0, kept.head().size());
        assertEquals(List.of(Level.WARNING), log.levels());
    }

    @Test
    void anotherEntryInThePlaceIsNotMistakenForTheLostOne() {
        store.nextAppend((inner, plan) -> {
            plan.after(inner.head());
            List<PendingEntry> ofAnotherProcess = pending(policies("x", "y"));
            inner.append(new BatchPlan(ofAnotherProcess));
            throw new StoreUnavailableException("connection lost", false, null);
        });
        write(policies("a", "b"))
                .forEach(entry -> assertFalse(unavailable(entry).outcomeKnown()));
        assertEquals(2, kept.head().size());
    }

    @Test
    void anUnknownOutcomeStaysUnknownWhileNothingCanBeRead() {
        store.nextAppend((inner, plan) -> {
            inner.append(plan);
            throw new StoreUnavailableException("connection lost", false, null);
        });
        store.failReads(new StoreUnavailableException("still lost", true, null));
        List<PendingEntry> entries = write(policies("a"));
        assertFalse(unavailable(entries.get(0)).outcomeKnown());
        store.failReads(null);
        Recorded again = recorded(write(policies("a")).get(0));
        assertEquals(new Recorded(0, true, TestEntries.policy("a")), again);
    }

    @Test
    void aStoreThatTriedAgainAfterCommittingIsAnsweredByItsOwnEntry() {
        store.nextAppend((inner, plan) -> {
            inner.append(plan);
            throw new EntryRefusedException(0, "the id is taken", null);
        });
        assertEquals(
                new Recorded(0, false, TestEntries.policy("a")),
                recorded(write(policies("a")).get(0)));
    }

    @Test
    void aStoreMayCallThePlanAgain() {
        store.nextAppend((inner, plan) -> {
            plan.after(new Head(2, new byte[32]));
            plan.after(inner.head());
            return inner.append(plan);
        });
        assertEquals(0, recorded(write(policies("a")).get(0)).index());
    }

    @Test
    void aFailingStoreAnswersAllWhoWaitAtOnce() {
        store.nextAppend((inner, plan) -> {
            throw new StoreUnavailableException("disk full", true, null);
        });
        List<PendingEntry> entries = write(policies("a", "b", "c", "d", "e", "f"));
        entries.forEach(entry -> assertTrue(unavailable(entry).outcomeKnown()));
        assertEquals(List.of(), store.batches());
        assertEquals(List.of(Level.WARNING), log.levels());
    }

    @Test
    void anUnknownOutcomeBeforeThePlanWasAskedIsPassedOn() {
        store.nextAppend((inner, plan) -> {
            throw new StoreUnavailableException("connection lost", false, null);
        });
        assertFalse(unavailable(write(policies("a")).get(0)).outcomeKnown());
    }

    @Test
    void aStoreThatBreaksItsPromiseLeavesTheOutcomeUnknown() {
        store.nextAppend((inner, plan) -> {
            throw new IllegalStateException("a mistake in the store");
        });
        assertFalse(unavailable(write(policies("a")).get(0)).outcomeKnown());
        store.nextAppend((inner, plan) -> {
            throw new EntryRefusedException(17, "no such position", null);
        });
        assertFalse(unavailable(write(policies("a")).get(0)).outcomeKnown());
        store.nextAppend((inner, plan) -> {
            throw new StackOverflowError();
        });
        assertFalse(unavailable(write(policies("a")).get(0)).outcomeKnown());
    }

    @Test
    void damageIsToldToAllWhoWait() {
        store.nextAppend((inner, plan) -> {
            throw new StoreCorruptedException("rows contradict the head", null);
        });
        List<PendingEntry> entries = write(policies("a", "b", "c", "d", "e"));
        entries.forEach(entry -> assertThrows(StoreCorruptedException.class, () -> recorded(entry)));
    }

    @Test
    void whoRepeatsAnIdIsAnsweredEvenIfTheStoreFailsInBetween() {
        store.nextAppend((inner, plan) -> inner.append(plan));
        store.nextAppend((inner, plan) -> {
            throw new StoreUnavailableException("disk full", true, null);
        });
        List<PendingEntry> entries = write(TestEntries.policy("a"), TestEntries.policy("a"));
        assertFalse(recorded(entries.get(0)).known());
        assertTrue(unavailable(entries.get(1)).outcomeKnown());
    }

    private List<PendingEntry> write(Entry... entries) {
        PendingEntries queue = new PendingEntries("site", 100);
        List<PendingEntry> pending = pending(entries);
        pending.forEach(queue::offer);
        queue.close();
        new EntryWriter("site", store, TestEntries.CODEC, queue, BATCH, new ErasedSubjects(), () -> appends++).run();
        return pending;
    }

    private static Entry[] policies(String... hashes) {
        return Arrays.stream(hashes).map(TestEntries::policy).toArray(Entry[]::new);
    }

    private List<PendingEntry> pending(Entry... entries) {
        List<PendingEntry> pending = new ArrayList<>();
        for (Entry entry : entries) {
            byte[] salt = new byte[Commitment.SALT_BYTES];
            salt[0] = salts++;
            pending.add(PendingEntry.of(entry, TestEntries.CODEC, salt));
        }
        return pending;
    }

    private static Recorded recorded(PendingEntry entry) {
        return entry.await(Duration.ZERO);
    }

    private static StoreUnavailableException unavailable(PendingEntry entry) {
        return assertThrows(StoreUnavailableException.class, () -> recorded(entry));
    }
}
