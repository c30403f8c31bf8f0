package dev.consent4j.contract;

import static dev.consent4j.contract.ContractEntries.TIME;
import static dev.consent4j.contract.ContractEntries.append;
import static dev.consent4j.contract.ContractEntries.appendMany;
import static dev.consent4j.contract.ContractEntries.entry;
import static dev.consent4j.contract.ContractEntries.hash;
import static dev.consent4j.contract.ContractEntries.headOf;
import static dev.consent4j.contract.ContractEntries.indexes;
import static dev.consent4j.contract.ContractEntries.keys;
import static dev.consent4j.contract.ContractEntries.plan;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link ConsentStore} promises. A store is tested by a subclass that makes one:
 *
 * <pre>{@code
 * class MyStoreTest extends ConsentStoreContract {
 *     protected ConsentStore newStore() { ... }
 *     protected ConsentStore reopen() { ... }
 *     protected ConsentStore otherLedger() { ... }
 * }
 * }</pre>
 */
public abstract class ConsentStoreContract extends CellsAndErasuresContract {

    /** Text that once broke some database: quoting, comparing, ordering, encoding, measuring. */
    private static final List<String> HOSTILE_TEXT = List.of(
            "'; DROP TABLE ledger_entry; --",
            "a\"b`c\\d%e_f",
            "ends with a space ",
            "TITLE case",
            "title case",
            "\u00e9 composed",
            "e\u0301 decomposed",
            "\u00df\u0131\u0130\u03c2",
            "\ud83c\udf6a outside the basic plane",
            "\u202eright to left",
            "\t\r\n",
            "nul \u0000 inside",
            "half a pair \ud800",
            "the other half \udc00",
            "x".repeat(2_000));

    /** For subclasses. */
    protected ConsentStoreContract() {}

    @Test
    void aNewStoreIsEmpty() {
        ConsentStore store = newStore();
        assertEquals(Head.EMPTY, store.head());
        assertEquals(List.of(), store.read(0, 10));
        assertEquals(List.of(), store.find(EntryQuery.newest(null, 10)));
        assertEquals(Optional.empty(), store.byId("id"));
    }

    @Test
    void keepsEntriesInOrderAndExactly() {
        ConsentStore store = newStore();
        append(store, keys("decision", "a", "s"), keys("policy", "b", null));
        append(store, keys("decision", null, null));
        assertEquals(
                List.of(
                        entry(0, keys("decision", "a", "s")),
                        entry(1, keys("policy", "b", null)),
                        entry(2, keys("decision", null, null))),
                store.read(0, 10));
    }

    @Test
    void readsAnyRange() {
        ConsentStore store = newStore();
        appendMany(store, 10);
        assertEquals(List.of(3L, 4L, 5L), indexes(store.read(3, 3)));
        assertEquals(List.of(8L, 9L), indexes(store.read(8, 100)));
        assertEquals(List.of(), store.read(10, 1));
        assertEquals(List.of(), store.read(Long.MAX_VALUE, 1));
    }

    @Test
    void callsThePlanWithTheHeadOfTheLastAppend() {
        ConsentStore store = newStore();
        List<Head> seen = new ArrayList<>();
        Head first = store.append(head -> plan(keys("policy", null, null)).after(note(seen, head)));
        Head second = store.append(head -> plan(keys("policy", null, null)).after(note(seen, head)));
        assertEquals(Head.EMPTY, seen.get(0));
        assertEquals(first, seen.get(seen.size() - 1));
        assertEquals(headOf(1), first);
        assertEquals(headOf(2), second);
        assertEquals(second, store.head());
    }

    @Test
    void anAppendMayBeEmpty() {
        ConsentStore store = newStore();
        appendMany(store, 3);
        assertEquals(headOf(3), store.append(plan()));
        assertEquals(headOf(3), store.head());
    }

    @Test
    void keepsNothingWhenThePlanFails() {
        ConsentStore store = newStore();
        appendMany(store, 2);
        ArithmeticException failure = new ArithmeticException("of the plan");
        assertEquals(
                failure,
                assertThrows(
                        ArithmeticException.class,
                        () -> store.append(head -> {
                            throw failure;
                        })));
        assertEquals(headOf(2), store.head());
        append(store, keys("policy", "after", null));
        assertEquals(2, store.byId("after").orElseThrow().index());
    }

    @Test
    void refusesAPlanThatLeavesAGap() {
        ConsentStore store = newStore();
        assertThrows(
                IllegalArgumentException.class,
                () -> store.append(head ->
                        new AppendPlan.Append(List.of(entry(1, keys("policy", "gap", null))), headOf(1))));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.append(head ->
                        new AppendPlan.Append(List.of(entry(0, keys("policy", "gap", null))), headOf(2))));
        assertEquals(Head.EMPTY, store.head());
        assertEquals(Optional.empty(), store.byId("gap"));
    }

    @Test
    void refusesAnEntryWhoseIdIsTakenWithAllItsCompany() {
        ConsentStore store = newStore();
        append(store, keys("decision", "taken", null));
        EntryRefusedException refusal = assertThrows(
                EntryRefusedException.class,
                () -> append(
                        store,
                        keys("decision", "x", null),
                        keys("decision", "taken", "other"),
                        keys("decision", "y", null)));
        assertEquals(1, refusal.position());
        assertEquals(headOf(1), store.head());
        assertEquals(List.of(entry(0, keys("decision", "taken", null))), store.read(0, 10));
        assertEquals(Optional.empty(), store.byId("x"));
        assertEquals(List.of(), store.find(new EntryQuery(null, "other", Long.MAX_VALUE, 10)));
    }

    @Test
    void refusesAnIdThatAnAppendUsesTwice() {
        ConsentStore store = newStore();
        EntryRefusedException refusal = assertThrows(
                EntryRefusedException.class,
                () -> append(
                        store, keys("decision", "a", null), keys("decision", "b", null), keys("policy", "b", null)));
        assertEquals(2, refusal.position());
        assertEquals(Head.EMPTY, store.head());
    }

    @Test
    void goesOnAfterARefusal() {
        ConsentStore store = newStore();
        append(store, keys("decision", "taken", null));
        assertThrows(EntryRefusedException.class, () -> append(store, keys("decision", "taken", null)));
        append(store, keys("decision", "next", null));
        assertEquals(headOf(2), store.head());
        assertEquals(1, store.byId("next").orElseThrow().index());
    }

    @Test
    void keepsAnyNumberOfEntriesWithoutAnId() {
        ConsentStore store = newStore();
        append(store, keys("console-read", null, null), keys("console-read", null, null));
        append(store, keys("console-read", null, null));
        assertEquals(headOf(3), store.head());
    }

    @Test
    void findsByKindNewestFirstPageByPage() {
        ConsentStore store = newStore();
        appendMany(store, 20);
        assertEquals(List.of(18L, 16L, 14L), indexes(store.find(EntryQuery.newest("decision", 3))));
        assertEquals(List.of(12L, 10L, 8L), indexes(store.find(new EntryQuery("decision", null, 14, 3))));
        assertEquals(List.of(2L, 0L), indexes(store.find(new EntryQuery("decision", null, 4, 3))));
        assertEquals(List.of(), store.find(new EntryQuery("decision", null, 0, 3)));
        assertEquals(List.of(), store.find(EntryQuery.newest("Decision", 3)));
    }

    @Test
    void findsBySubjectNewestFirstPageByPage() {
        ConsentStore store = newStore();
        appendMany(store, 20);
        assertEquals(List.of(18L, 15L), indexes(store.find(new EntryQuery(null, "s0", Long.MAX_VALUE, 2))));
        assertEquals(List.of(12L, 9L, 6L, 3L, 0L), indexes(store.find(new EntryQuery(null, "s0", 15, 9))));
        assertEquals(List.of(), store.find(new EntryQuery(null, "S0", Long.MAX_VALUE, 2)));
    }

    @Test
    void findsBySubjectAndKindTogether() {
        ConsentStore store = newStore();
        appendMany(store, 20);
        assertEquals(List.of(18L, 12L), indexes(store.find(new EntryQuery("decision", "s0", Long.MAX_VALUE, 2))));
        assertEquals(List.of(6L, 0L), indexes(store.find(new EntryQuery("decision", "s0", 12, 2))));
        assertEquals(List.of(15L, 9L, 3L), indexes(store.find(new EntryQuery("policy", "s0", Long.MAX_VALUE, 9))));
    }

    @Test
    void findsAnyKindOfAnySubjectNewestFirst() {
        ConsentStore store = newStore();
        appendMany(store, 5);
        assertEquals(List.of(4L, 3L), indexes(store.find(EntryQuery.newest(null, 2))));
        assertEquals(List.of(2L, 1L, 0L), indexes(store.find(new EntryQuery(null, null, 3, 9))));
    }

    @Test
    void keepsTimesToTheMillisecond() {
        ConsentStore store = newStore();
        List<Instant> times = List.of(
                Instant.parse("1969-12-31T23:59:59.999Z"),
                Instant.EPOCH,
                TIME,
                Instant.parse("9999-12-31T23:59:59.999Z"));
        append(
                store,
                times.stream()
                        .map(time -> new EntryKeys("policy", null, null, time))
                        .toArray(EntryKeys[]::new));
        assertEquals(
                times,
                store.read(0, 10).stream().map(entry -> entry.keys().time()).toList());
    }

    @Test
    void keepsLargeAndBinaryBytesExactly() {
        ConsentStore store = newStore();
        byte[] large = new byte[64 * 1024];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        List<byte[]> values = List.of(large, new byte[0], new byte[1024], "\u0000'\\x41".getBytes(UTF_8));
        store.append(head -> new AppendPlan.Append(
                IntStream.range(0, values.size())
                        .mapToObj(i -> new StoredEntry(i, keys("policy", null, null), hash(i), hash(i), values.get(i)))
                        .toList(),
                headOf(values.size())));
        List<StoredEntry> kept = store.read(0, 10);
        for (int i = 0; i < values.size(); i++) {
            assertArrayEquals(values.get(i), kept.get(i).bytes());
        }
    }

    @TestFactory
    Collection<DynamicTest> keepsTextExactlyOrRefusesIt() {
        return HOSTILE_TEXT.stream()
                .map(text -> DynamicTest.dynamicTest(name(text), () -> keepsExactlyOrRefuses(text)))
                .toList();
    }

    private void keepsExactlyOrRefuses(String text) {
        ConsentStore store = newStore();
        for (String other : HOSTILE_TEXT) {
            if (!other.equals(text)) {
                appendUnlessRefused(store, keys("decision", other, other));
            }
        }
        Head before = store.head();
        EntryKeys keys = keys("decision", text, text);
        if (appendUnlessRefused(store, keys)) {
            StoredEntry expected = entry(before.size(), keys);
            assertEquals(Optional.of(expected), store.byId(text));
            assertEquals(List.of(expected), store.find(new EntryQuery(null, text, Long.MAX_VALUE, 10)));
        } else {
            assertEquals(before, store.head());
            assertEquals(Optional.empty(), store.byId(text));
        }
    }

    private static boolean appendUnlessRefused(ConsentStore store, EntryKeys keys) {
        try {
            append(store, keys);
            return true;
        } catch (EntryRefusedException e) {
            assertEquals(0, e.position());
            return false;
        }
    }

    @Test
    void appendsOfManyThreadsLeaveNoGapAndLoseNothing() throws Exception {
        ConsentStore store = newStore();
        int threads = 8;
        int each = 40;
        Crew.work(threads, thread -> {
            for (int i = 0; i < each; i++) {
                append(store, keys("decision", thread + "/" + i, null), keys("policy", null, null));
            }
        });
        int size = threads * each * 2;
        assertEquals(headOf(size), store.head());
        List<StoredEntry> all = store.read(0, size + 1);
        assertEquals(LongStream.range(0, size).boxed().toList(), indexes(all));
        Set<String> ids = new HashSet<>();
        all.stream()
                .filter(entry -> entry.keys().id() != null)
                .forEach(entry -> ids.add(entry.keys().id()));
        assertEquals(threads * each, ids.size());
    }

    @Test
    protected void aReaderSeesWholeAppendsOnly() throws Exception {
        ConsentStore store = newStore();
        int appends = 60;
        Crew.work(2, thread -> {
            if (thread == 0) {
                for (int i = 0; i < appends; i++) {
                    append(store, keys("policy", null, null), keys("policy", null, null), keys("policy", null, null));
                }
                return;
            }
            long size = 0;
            while (size < appends * 3L) {
                size = store.head().size();
                int rows = store.read(0, Integer.MAX_VALUE).size();
                assertEquals(0, size % 3);
                assertEquals(0, rows % 3);
                assertTrue(rows >= size, "the head came before its entries");
            }
        });
    }

    @Test
    void aTakenIdIsRefusedToAllButOneOfManyThreads() throws Exception {
        ConsentStore store = newStore();
        List<Boolean> kept = new ArrayList<>();
        Crew.work(8, thread -> {
            boolean mine = appendUnlessRefused(store, keys("decision", "contested", "s" + thread));
            synchronized (kept) {
                kept.add(mine);
            }
        });
        assertEquals(1, kept.stream().filter(mine -> mine).count());
        assertEquals(headOf(1), store.head());
    }

    @Test
    void keepsEverythingWhenReopened() {
        ConsentStore store = newStore();
        appendMany(store, 7);
        List<StoredEntry> before = store.read(0, 10);
        ConsentStore reopened = reopen();
        assertEquals(headOf(7), reopened.head());
        assertEquals(before, reopened.read(0, 10));
        assertThrows(EntryRefusedException.class, () -> append(reopened, keys("decision", "id0", null)));
        append(reopened, keys("decision", "next", null));
        assertEquals(7, reopened.byId("next").orElseThrow().index());
    }

    @Test
    void aClosedStoreIsUnavailable() {
        ConsentStore store = newStore();
        appendMany(store, 1);
        store.close();
        store.close();
        StoreUnavailableException failure =
                assertThrows(StoreUnavailableException.class, () -> append(store, keys("policy", null, null)));
        assertTrue(failure.outcomeKnown());
        assertThrows(StoreUnavailableException.class, store::head);
        assertThrows(StoreUnavailableException.class, () -> store.read(0, 1));
        assertThrows(StoreUnavailableException.class, () -> store.byId("id0"));
        assertThrows(StoreUnavailableException.class, () -> store.find(EntryQuery.newest(null, 1)));
    }

    @Test
    void givesErasedPartsBackAsAbsent() {
        ConsentStore store = newStore();
        StoredEntry bare = new StoredEntry(0, keys("policy", null, null), hash(0), null, null);
        store.append(head -> new AppendPlan.Append(List.of(bare), headOf(1)));
        assertEquals(List.of(bare), store.read(0, 1));
        assertFalse(store.find(EntryQuery.newest("policy", 1)).isEmpty());
    }

    private static Head note(List<Head> seen, Head head) {
        seen.add(head);
        return head;
    }

    private static String name(String text) {
        return text.length() > 40 ? text.substring(0, 40) : text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
