package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.ledger.ErasureOrder.Target;
import dev.consent4j.ledger.LedgerEntry.Content;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What erasing promises on every store. */
abstract class ErasureContract {

    private static final String REQUEST = "0123456789abcdef0123456789abcdef";

    private ConsentLedger ledger;

    /** Another view on the same entries; the first one is on none. */
    abstract ConsentStore store();

    @BeforeEach
    void open() {
        ledger = newLedger();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private ConsentLedger newLedger() {
        return ConsentLedger.open(
                "site",
                store(),
                TestEntries.CODEC,
                new SecureRandom(),
                new ConsentLedger.Bounds(1024, 4, Duration.ofSeconds(30), Duration.ofSeconds(10)),
                null);
    }

    @Proves("LOG-13")
    @Test
    void ofASubjectNothingIsLeftButPlacesAndHashes() {
        recordOfThreeSubjects(12);
        List<LedgerEntry> before = ledger.read(0, 100);
        Erasure erasure = erase(subject(1));
        assertEquals(Set.of(1L, 4L, 7L, 10L), indexes(erasure.erased()));
        assertEquals(List.of(), found(1));
        List<LedgerEntry> after = ledger.read(0, 12);
        for (int i = 0; i < 12; i++) {
            assertArrayEquals(before.get(i).leafHash(), after.get(i).leafHash());
            assertEquals(i % 3 == 1, after.get(i).content() instanceof Content.Erased, "entry " + i);
        }
        LedgerCheck check = ledger.check();
        assertTrue(check.isIntact());
        assertEquals(LedgerCheck.Root.MATCHES, check.root());
        assertEquals(4, check.erased());
        assertEquals(8 + 1, check.verified());
    }

    @Test
    void aLongErasureTakesSeveralPartsAndEachIsAccountedFor() {
        recordOfThreeSubjects(30);
        erase(subject(0));
        List<Erased> parts = erasedEntries();
        assertEquals(List.of(2, 1, 0), parts.stream().map(Erased::part).toList());
        assertEquals(
                10,
                new IndexRanges(parts.stream()
                                .flatMap(part -> part.ranges().stream())
                                .toList())
                        .size());
        assertTrue(ledger.check().isIntact());
        assertEquals(10, ledger.check().erased());
    }

    @Test
    void theSameRequestAgainChangesNothing() {
        recordOfThreeSubjects(9);
        erase(subject(2));
        byte[] root = ledger.root();
        long size = ledger.size();
        assertTrue(erase(subject(2)).erased().isEmpty());
        assertEquals(size, ledger.size());
        assertArrayEquals(root, ledger.root());
    }

    @Test
    void whatACrashLeftOverIsErasedByAskingAgain() {
        recordOfThreeSubjects(30);
        AtomicBoolean dead = new AtomicBoolean();
        assertThrows(
                IllegalStateException.class,
                () -> ledger.erase(
                        order(subject(1)),
                        entry -> {
                            if (dead.get()) {
                                throw new IllegalStateException("the process dies");
                            }
                            return false;
                        },
                        places -> {
                            dead.set(!erasedEntries().isEmpty());
                            return List.of();
                        }));
        assertEquals(2, found(1).size());
        assertTrue(ledger.check().isIntact());
        erase(subject(1));
        assertEquals(List.of(), found(1));
        assertEquals(10, ledger.check().erased());
    }

    @Test
    void erasuresAreNeverErased() {
        recordOfThreeSubjects(6);
        erase(subject(1));
        Erasure all = erase(new Target.OfIndexes(List.of(new IndexRange(0, ledger.size()))));
        assertEquals(IndexRanges.of(Set.of(6L)), all.spared());
        assertInstanceOf(Erased.class, ledger.read(6, 1).get(0).entry().orElseThrow());
        assertEquals(6, ledger.check().erased());
        assertTrue(ledger.check().isIntact());
    }

    @Test
    void ofAnAccountWhatCameBeforeTheRequestGoesAndWhatComesLaterStays() {
        recordOfThreeSubjects(3);
        appendOfAccount("account");
        appendOfAccount("another");
        appendOfAccount("account");
        erase(new Target.OfAccount("account", 5));
        assertEquals(1, foundOfAccount("account").size());
        assertEquals(5, foundOfAccount("account").get(0).index());
        assertEquals(1, foundOfAccount("another").size());
        assertEquals(1, ledger.check().erased());
    }

    private void appendOfAccount(String account) {
        store().append(head -> {
            StoredEntry any = PendingEntry.of(TestEntries.consoleRead("a"), TestEntries.CODEC, new byte[32])
                    .at(head.size());
            EntryKeys keys = new EntryKeys(
                    any.keys().kind(), null, null, account, any.keys().time());
            Frontier next = BatchPlan.frontierOf(head).append(any.leafHash());
            return new AppendPlan.Append(
                    List.of(new StoredEntry(any.index(), keys, any.leafHash(), any.salt(), any.bytes())),
                    new Head(next.size(), next.toBytes()));
        });
    }

    private List<LedgerEntry> foundOfAccount(String account) {
        return ledger.find(new EntryQuery(null, null, account, Long.MAX_VALUE, 100));
    }

    @Test
    void whatIsToBeSparedStays() {
        recordOfThreeSubjects(9);
        Erasure erasure = ledger.erase(order(subject(1)), entry -> entry.index() == 4, Deliveries.NONE);
        assertEquals(IndexRanges.of(Set.of(1L, 7L)), erasure.erased());
        assertEquals(IndexRanges.of(Set.of(4L)), erasure.spared());
        assertEquals(1, found(1).size());
    }

    @Test
    void anErasureNamesTheExportsAndDeliveriesThatHeldAnything() {
        recordOfThreeSubjects(6);
        ledger.record(export("all", new IndexRange(0, 6), "all"));
        ledger.record(export("none", new IndexRange(2, 4), "all"));
        ledger.record(export("other", new IndexRange(0, 6), "kind=policy"));
        ledger.record(export("decisions", new IndexRange(4, 6), "kind=decision"));
        Erasure erasure = ledger.erase(
                order(subject(1)), entry -> false, places -> places.contains(4) ? List.of("delivery") : List.of());
        assertEquals(List.of("all", "decisions", "delivery"), erasure.exports());
        assertEquals(erasure.exports(), erasedEntries().get(0).exports());
    }

    @Test
    void anExportThatBeginsMeanwhileIsNamedToo() {
        recordOfThreeSubjects(6);
        AtomicBoolean once = new AtomicBoolean();
        Erasure erasure = ledger.erase(order(subject(1)), entry -> false, places -> {
            if (once.compareAndSet(false, true)) {
                ledger.record(export("late", new IndexRange(0, 6), "all"));
            }
            return List.of();
        });
        assertEquals(List.of("late"), erasure.exports());
        assertEquals(List.of("late"), erasedEntries().get(0).exports());
        assertTrue(ledger.check().isIntact());
    }

    @Test
    void whoRecordsOnWhileBeingErasedLeavesNothingBehind() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (ConsentLedger other = newLedger()) {
            AtomicBoolean stop = new AtomicBoolean();
            List<Future<?>> recorders = LongStream.range(0, 3)
                    .<Future<?>>mapToObj(thread ->
                            executor.submit(() -> recordUntil(stop, thread == 2 ? other : ledger, (int) thread)))
                    .toList();
            while (ledger.size() < 20) {
                Thread.onSpinWait();
            }
            erase(subject(1));
            stop.set(true);
            for (Future<?> recorder : recorders) {
                recorder.get();
            }
            // Of another process it only holds from when it knows; asking again finishes it.
            erase(subject(1));
            assertEquals(List.of(), found(1));
            LedgerCheck check = ledger.check();
            assertTrue(check.isIntact(), check.toString());
            assertTrue(check.erased() > 0);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void twoWhoEraseTheSameDoNoHarm() throws Exception {
        recordOfThreeSubjects(60);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try (ConsentLedger other = newLedger()) {
            List<Callable<Erasure>> both = List.of(
                    () -> erase(subject(1)), () -> other.erase(order(subject(1)), entry -> false, Deliveries.NONE));
            for (Future<Erasure> each : executor.invokeAll(both)) {
                assertFalse(each.get().request().isEmpty());
            }
        } finally {
            executor.shutdownNow();
        }
        assertEquals(List.of(), found(1));
        assertEquals(20, ledger.check().erased());
        assertTrue(ledger.check().isIntact());
    }

    @Test
    void nothingOfAnErasedSubjectIsRecordedAnyMore() {
        recordOfThreeSubjects(3);
        erase(subject(1));
        assertThrows(EntryRefusedException.class, () -> ledger.record(TestEntries.decision(99, 1)));
        assertFalse(ledger.record(TestEntries.decision(98, 2)).known());
    }

    @Test
    void whatIsErasedWhileACheckWalksIsNoFinding() {
        recordOfThreeSubjects(600);
        AtomicBoolean once = new AtomicBoolean();
        ScriptedStore walking = new ScriptedStore(store());
        walking.changeWhatIsRead(entry -> {
            if (entry.index() == 0 && once.compareAndSet(false, true)) {
                erase(subject(1));
            }
            return entry;
        });
        LedgerCheck check = new EntryCheck(walking, new EntryReader(TestEntries.CODEC)).all();
        assertTrue(check.erased() > 0);
        assertEquals(0, check.missing());
        assertTrue(check.firstOffending().isEmpty());
    }

    private void recordUntil(AtomicBoolean stop, ConsentLedger where, int thread) {
        for (int i = 0; i < 5_000 && !stop.get(); i++) {
            try {
                where.record(TestEntries.decision(1_000 + thread * 10_000 + i, thread == 0 ? 2 : 1));
            } catch (EntryRefusedException erased) {
                assertEquals(1, thread);
                return;
            }
        }
    }

    private void recordOfThreeSubjects(int count) {
        for (int i = 0; i < count; i++) {
            ledger.record(TestEntries.decision(i, i % 3));
        }
    }

    private static Target subject(int number) {
        return new Target.OfSubject(TestEntries.subject(number));
    }

    private Erasure erase(Target target) {
        return ledger.erase(order(target), entry -> false, Deliveries.NONE);
    }

    private static ErasureOrder order(Target target) {
        return new ErasureOrder(REQUEST, Erased.Reason.REQUEST, "the person", "", List.of(target), TestEntries.TIME);
    }

    private List<LedgerEntry> found(int subject) {
        return ledger.find(new EntryQuery(null, TestEntries.subject(subject), Long.MAX_VALUE, 1_000));
    }

    private List<Erased> erasedEntries() {
        return ledger.find(EntryQuery.newest("erasure", 100)).stream()
                .map(entry -> (Erased) entry.entry().orElseThrow())
                .toList();
    }

    private static Exported export(String id, IndexRange range, String scope) {
        return new Exported(
                id, "jsonl", range, scope, "audit", "DPO", LocalDate.of(2027, 1, 1), "admin", TestEntries.TIME);
    }

    private static Set<Long> indexes(IndexRanges ranges) {
        return Set.copyOf(
                LongStream.range(0, 100).filter(ranges::contains).boxed().toList());
    }
}
