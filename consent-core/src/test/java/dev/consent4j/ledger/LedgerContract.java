package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.Entry;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger promises on every store. */
abstract class LedgerContract {

    private static final SecureRandom RANDOM = new SecureRandom();

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

    ConsentLedger ledger() {
        return ledger;
    }

    private ConsentLedger newLedger() {
        return ConsentLedger.open("site", store(), TestEntries.CODEC, RANDOM);
    }

    @Test
    void isEmptyAtFirst() {
        assertEquals(0, ledger.size());
        assertArrayEquals(MerkleHash.emptyRoot(), ledger.root());
        assertEquals(Optional.empty(), ledger.find("policy:a"));
        assertEquals(List.of(), ledger.read(0, 10));
        LedgerCheck check = ledger.check();
        assertTrue(check.isIntact());
        assertEquals(LedgerCheck.Root.MATCHES, check.root());
        assertEquals(0, check.verified());
    }

    @Test
    void recordsEntriesInTheOrderTheyCome() {
        Entry first = TestEntries.policy("a");
        Entry second = TestEntries.consoleRead("b");
        assertEquals(new Recorded(0, false, first), ledger.record(first));
        assertEquals(new Recorded(1, false, second), ledger.record(second));
        assertEquals(List.of(first, second), entries(ledger.read(0, 10)));
        assertEquals(2, ledger.size());
    }

    @Test
    void recordsWhatHasNoIdAsOftenAsItHappens() {
        assertEquals(0, ledger.record(TestEntries.consoleRead("a")).index());
        assertEquals(1, ledger.record(TestEntries.consoleRead("a")).index());
    }

    @Test
    void answersAKnownIdWithTheFirstEntry() {
        Entry first = TestEntries.policy("a", "first text");
        ledger.record(first);
        ledger.record(TestEntries.consoleRead("b"));
        assertEquals(new Recorded(0, true, first), ledger.record(TestEntries.policy("a", "another text")));
        assertEquals(2, ledger.size());
    }

    @Test
    void findsEntriesByIdKindAndSubject() {
        for (int i = 0; i < 9; i++) {
            ledger.record(TestEntries.decision(i, i % 3));
            ledger.record(TestEntries.policy("p" + i));
        }
        assertEquals(
                TestEntries.policy("p4"),
                ledger.find("policy:p4").orElseThrow().entry().orElseThrow());
        assertEquals(
                List.of(TestEntries.policy("p8"), TestEntries.policy("p7")),
                entries(ledger.find(EntryQuery.newest("policy", 2))));
        assertEquals(
                List.of(TestEntries.decision(7, 1), TestEntries.decision(4, 1), TestEntries.decision(1, 1)),
                entries(ledger.find(new EntryQuery("decision", TestEntries.subject(1), Long.MAX_VALUE, 10))));
    }

    @Test
    void recordsEveryEntryOfManyThreadsOnce() throws Exception {
        int threads = 8;
        int each = 100;
        List<Recorded> recorded = new ArrayList<>();
        for (List<Recorded> ofOne : inParallel(
                threads,
                thread -> IntStream.range(0, each)
                        .mapToObj(i -> ledger.record(TestEntries.decision(thread * each + i, thread)))
                        .toList())) {
            recorded.addAll(ofOne);
            assertEquals(
                    ofOne.stream().map(Recorded::index).sorted().toList(),
                    ofOne.stream().map(Recorded::index).toList());
        }
        assertEquals(
                LongStream.range(0, threads * each).boxed().toList(),
                recorded.stream().map(Recorded::index).sorted().toList());
        for (Recorded one : recorded) {
            assertFalse(one.known());
            assertEquals(one.entry(), ledger.read(one.index(), 1).get(0).entry().orElseThrow());
        }
        LedgerCheck check = ledger.check();
        assertTrue(check.isIntact());
        assertEquals(threads * each, check.verified());
    }

    @Test
    void recordsAnIdOnceHoweverManyAskAtTheSameTime() throws Exception {
        List<Recorded> recorded = inParallel(8, thread -> ledger.record(TestEntries.policy("a", "by " + thread)));
        assertEquals(1, recorded.stream().filter(one -> !one.known()).count());
        assertEquals(1, new TreeSet<>(recorded.stream().map(Recorded::index).toList()).size());
        assertEquals(1, recorded.stream().map(Recorded::entry).distinct().count());
        assertEquals(1, ledger.size());
    }

    @Test
    void twoLedgersMayWriteToOneStore() throws Exception {
        try (ConsentLedger other = newLedger()) {
            int each = 60;
            inParallel(4, thread -> {
                ConsentLedger mine = thread % 2 == 0 ? ledger : other;
                for (int i = 0; i < each; i++) {
                    assertFalse(mine.record(TestEntries.decision(thread * each + i, thread))
                            .known());
                    mine.record(TestEntries.policy("p" + i));
                }
                return thread;
            });
            assertEquals(4 * each + each, ledger.size());
            assertArrayEquals(ledger.root(), other.root());
            assertTrue(ledger.check().isIntact());
        }
    }

    @Test
    void theRootCoversEveryLeafInOrder() {
        Frontier expected = Frontier.EMPTY;
        for (int i = 0; i < 11; i++) {
            ledger.record(TestEntries.policy("p" + i));
        }
        for (LedgerEntry entry : ledger.read(0, 100)) {
            expected = expected.append(entry.leafHash());
        }
        assertArrayEquals(expected.root(), ledger.root());
    }

    @Test
    void equalEntriesHaveDifferentLeaves() {
        ledger.record(TestEntries.consoleRead("a"));
        ledger.record(TestEntries.consoleRead("a"));
        List<LedgerEntry> both = ledger.read(0, 2);
        assertFalse(Arrays.equals(both.get(0).leafHash(), both.get(1).leafHash()));
    }

    @Test
    void refusesAnEntryThatIsTooLong() {
        Entry longest = TestEntries.policy("a", "x".repeat(ConsentLedger.MAX_ENTRY_BYTES));
        assertThrows(EntryRefusedException.class, () -> ledger.record(longest));
        assertEquals(0, ledger.record(TestEntries.policy("a")).index());
    }

    @Test
    void checksARange() {
        for (int i = 0; i < 5; i++) {
            ledger.record(TestEntries.policy("p" + i));
        }
        LedgerCheck middle = ledger.check(1, 3);
        assertEquals(2, middle.verified());
        assertEquals(LedgerCheck.Root.NOT_CHECKED, middle.root());
        assertTrue(middle.isIntact());
        LedgerCheck beyond = ledger.check(-3, 100);
        assertEquals(5, beyond.verified());
        assertEquals(LedgerCheck.Root.MATCHES, beyond.root());
        assertEquals(0, ledger.check(9, 3).verified());
    }

    @Test
    void recordsNothingAfterClosing() {
        ledger.record(TestEntries.policy("a"));
        ledger.close();
        ledger.close();
        StoreUnavailableException failure =
                assertThrows(StoreUnavailableException.class, () -> ledger.record(TestEntries.policy("b")));
        assertTrue(failure.outcomeKnown());
    }

    private interface Task<T> {

        T in(int thread) throws Exception;
    }

    private static <T> List<T> inParallel(int threads, Task<T> task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> tasks = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(thread -> () -> task.in(thread))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private static List<Entry> entries(List<LedgerEntry> read) {
        return read.stream().map(entry -> entry.entry().orElseThrow()).toList();
    }
}
