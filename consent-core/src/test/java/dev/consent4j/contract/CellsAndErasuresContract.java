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
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.consent4j.conformance.Proves;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.Cell;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a {@link ConsentStore} promises of cells, erasures, accounts and ledgers beside each other. */
abstract class CellsAndErasuresContract {

    /**
     * Makes an empty store. Called once before {@link #reopen()} can be.
     *
     * @return the store
     */
    protected abstract ConsentStore newStore();

    /**
     * Closes the store of this test and opens what it keeps again. A store that keeps nothing gives itself, open.
     *
     * @return the store
     */
    protected abstract ConsentStore reopen();

    /**
     * Makes an empty store of another ledger; in the same database as the last {@link #newStore()}, where a database can
     * have several.
     *
     * @return the store
     */
    protected abstract ConsentStore otherLedger();

    @Proves("LOG-13")
    @Test
    void erasingLeavesIndexAndLeafAndNothingElse() {
        ConsentStore store = newStore();
        append(store, account("a", "s", "acc"), account("b", "s", "acc"), account("c", "t", "acc"));
        Head head = erase(store, new IndexRange(0, 2), keys("erasure", null, null));
        assertEquals(headOf(4), head);
        assertEquals(
                List.of(
                        erased(0),
                        erased(1),
                        entry(2, account("c", "t", "acc")),
                        entry(3, keys("erasure", null, null))),
                store.read(0, 10));
        assertEquals(Optional.empty(), store.byId("a"));
        assertEquals(List.of(), store.find(new EntryQuery(null, "s", Long.MAX_VALUE, 9)));
        assertEquals(List.of(2L), indexes(store.find(new EntryQuery(null, null, "acc", Long.MAX_VALUE, 9))));
        assertEquals(List.of(2L), indexes(store.find(EntryQuery.newest("decision", 9))));
        assertEquals(List.of(3L, 2L, 1L, 0L), indexes(store.find(EntryQuery.newest(null, 9))));
    }

    @Test
    void whatAPlanSeesReachesUpToTheHeadWhoeverAppendsBeside() throws Exception {
        ConsentStore store = newStore();
        Crew.work(4, thread -> {
            for (int i = 0; i < 25; i++) {
                store.append(new AppendPlan() {

                    @Override
                    public Append after(Head head) {
                        throw new IllegalStateException("the store shows nothing");
                    }

                    @Override
                    public Append after(Head head, Held held) {
                        List<StoredEntry> newest = held.find(EntryQuery.newest(null, 1));
                        assertEquals(
                                head.size(),
                                newest.isEmpty() ? 0 : newest.get(0).index() + 1);
                        return plan(keys("policy", null, null)).after(head);
                    }
                });
            }
        });
        assertEquals(headOf(100), store.head());
    }

    /** Whoever walks through a ledger of large entries needs memory for a few of them only. */
    @Test
    void whatIsReadAtOnceIsBoundedInBytesToo() {
        ConsentStore store = newStore();
        int[] sizes = {3, 4, 1, 1, 1, 9, 1, 1};
        for (int i = 0; i < sizes.length; i++) {
            byte[] bytes = new byte[sizes[i] * 1_024 * 1_024];
            Arrays.fill(bytes, (byte) 'a');
            StoredEntry plain = entry(i, keys("policy", "id" + i, null));
            StoredEntry large = new StoredEntry(i, plain.keys(), plain.leafHash(), plain.salt(), bytes);
            store.append(head -> new AppendPlan.Append(List.of(large), headOf(head.size() + 1)));
        }
        assertEquals(List.of(0L, 1L, 2L), indexes(store.read(0, 100)));
        assertEquals(List.of(0L, 1L), indexes(store.read(0, 2)));
        assertEquals(List.of(1L, 2L, 3L, 4L), indexes(store.read(1, 100)));
        assertEquals(List.of(5L), indexes(store.read(5, 100)), "larger than all that may be read at once");
        assertEquals(List.of(6L, 7L), indexes(store.read(6, 100)));
    }

    /** An erasure looks so for legal holds that another process has just placed. */
    @Test
    void aPlanSeesUnderTheLockWhatTheLedgerHoldsThen() {
        ConsentStore store = newStore();
        append(store, keys("decision", "a", "s"), keys("hold", "b", null), keys("hold", "c", null));
        List<Long> seen = new ArrayList<>();
        store.append(new AppendPlan() {

            @Override
            public Append after(Head head) {
                throw new IllegalStateException("the store shows nothing");
            }

            @Override
            public Append after(Head head, Held held) {
                seen.addAll(indexes(held.find(EntryQuery.newest("hold", 9))));
                seen.addAll(indexes(held.find(new EntryQuery(null, "s", Long.MAX_VALUE, 9))));
                return Append.nothing(head);
            }
        });
        assertEquals(List.of(2L, 1L, 0L), seen);
        assertEquals(headOf(3), store.head());
    }

    @Test
    void erasingTwiceChangesNothing() {
        ConsentStore store = newStore();
        appendMany(store, 5);
        erase(store, new IndexRange(1, 3), keys("erasure", null, null));
        List<StoredEntry> once = store.read(0, 5);
        erase(store, new IndexRange(1, 3), keys("erasure", null, null));
        assertEquals(once, store.read(0, 5));
    }

    @Test
    void anErasedIdIsFreeAtOnce() {
        ConsentStore store = newStore();
        append(store, keys("decision", "id", "s"));
        erase(store, IndexRange.of(0), keys("decision", "id", "t"));
        assertEquals(Optional.of(entry(1, keys("decision", "id", "t"))), store.byId("id"));
        erase(store, IndexRange.of(1), keys("erasure", null, null));
        append(store, keys("decision", "id", "u"));
        assertEquals(3, store.byId("id").orElseThrow().index());
    }

    @Test
    void refusesToEraseWhatIsNotThereYet() {
        ConsentStore store = newStore();
        appendMany(store, 2);
        assertThrows(
                IllegalArgumentException.class, () -> erase(store, new IndexRange(1, 3), keys("erasure", null, null)));
        assertEquals(headOf(2), store.head());
        assertEquals(1, store.byId("id1").orElseThrow().index());
    }

    @Test
    void aRefusedAppendErasesNothingAndKeepsNoCell() {
        ConsentStore store = newStore();
        append(store, keys("decision", "a", "s"), keys("decision", "taken", "s"));
        EntryRefusedException refusal = assertThrows(
                EntryRefusedException.class,
                () -> store.append(head -> new AppendPlan.Append(
                        List.of(entry(2, keys("policy", "new", null)), entry(3, keys("policy", "taken", null))),
                        headOf(4),
                        List.of(IndexRange.of(0)),
                        List.of(cell("a", "value")))));
        assertEquals(1, refusal.position());
        assertEquals(headOf(2), store.head());
        assertEquals(Optional.of(entry(0, keys("decision", "a", "s"))), store.byId("a"));
        assertEquals(Map.of(), store.cells(List.of("a")));
    }

    @Test
    void keepsCellsByNameAndReplacesThemAsAWhole() {
        ConsentStore store = newStore();
        keep(store, cell("tile/0/000000000000", "long value"), cell("checkpoint", "first"));
        keep(store, cell("tile/0/000000000000", "short"), cell("outbox/x", ""));
        Map<String, byte[]> cells =
                store.cells(List.of("outbox/x", "tile/0/000000000000", "absent", "TILE/0/000000000000", "checkpoint"));
        assertEquals(3, cells.size());
        assertArrayEquals("short".getBytes(UTF_8), cells.get("tile/0/000000000000"));
        assertArrayEquals("first".getBytes(UTF_8), cells.get("checkpoint"));
        assertArrayEquals(new byte[0], cells.get("outbox/x"));
        assertEquals(Map.of(), store.cells(List.of()));
        assertEquals(Head.EMPTY, store.head());
    }

    @Test
    void keepsManyAndLargeCells() {
        ConsentStore store = newStore();
        byte[] large = new byte[Cell.MAX_VALUE];
        new Random(1).nextBytes(large);
        List<Cell> cells = new ArrayList<>();
        IntStream.range(0, 300).forEach(i -> cells.add(cell("tile/0/" + i, "value " + i)));
        cells.add(new Cell("x".repeat(Cell.MAX_NAME), large));
        keep(store, cells.toArray(Cell[]::new));
        Map<String, byte[]> kept = reopen().cells(cells.stream().map(Cell::name).toList());
        assertEquals(cells.size(), kept.size());
        cells.forEach(cell -> assertArrayEquals(cell.value(), kept.get(cell.name()), cell.name()));
    }

    @Test
    void keepsHowMuchIsPublished() {
        ConsentStore store = newStore();
        appendMany(store, 3);
        Head published = new Head(3, headOf(3).frontier(), 2);
        assertEquals(published, store.append(head -> AppendPlan.Append.nothing(published)));
        assertEquals(published, store.head());
        assertThrows(IllegalArgumentException.class, () -> store.append(head -> AppendPlan.Append.nothing(headOf(3))));
        assertEquals(published, reopen().head());
    }

    @Test
    void findsByAccountNewestFirstPageByPage() {
        ConsentStore store = newStore();
        append(
                store,
                IntStream.range(0, 12)
                        .mapToObj(i ->
                                new EntryKeys(i % 2 == 0 ? "decision" : "policy", null, "s" + i % 4, "a" + i % 3, TIME))
                        .toArray(EntryKeys[]::new));
        assertEquals(List.of(10L, 7L), indexes(store.find(new EntryQuery(null, null, "a1", Long.MAX_VALUE, 2))));
        assertEquals(List.of(4L, 1L), indexes(store.find(new EntryQuery(null, null, "a1", 7, 9))));
        assertEquals(List.of(10L, 4L), indexes(store.find(new EntryQuery("decision", null, "a1", Long.MAX_VALUE, 9))));
        assertEquals(List.of(4L), indexes(store.find(new EntryQuery("decision", "s0", "a1", Long.MAX_VALUE, 9))));
        assertEquals(List.of(), store.find(new EntryQuery(null, null, "A1", Long.MAX_VALUE, 9)));
    }

    @Test
    void keepsEntriesOfFourMebibytes() {
        ConsentStore store = newStore();
        byte[] large = new byte[4 * 1_024 * 1_024];
        new Random(2).nextBytes(large);
        StoredEntry entry = new StoredEntry(1, keys("policy", "large", null), hash(1), hash(2), large);
        store.append(head -> new AppendPlan.Append(
                List.of(entry(0, keys("policy", null, null)), entry, entry(2, keys("policy", null, null))), headOf(3)));
        assertEquals(Optional.of(entry), store.byId("large"));
        assertEquals(List.of(0L, 1L, 2L), indexes(store.read(0, 9)));
    }

    @Test
    void ledgersBesideEachOtherShareNothing() {
        ConsentStore store = newStore();
        ConsentStore other = otherLedger();
        append(store, account("id", "s", "acc"));
        append(other, account("other", "s", "acc"), account("id", "s", "acc"));
        keep(store, cell("name", "value"));
        erase(other, IndexRange.of(1), keys("erasure", null, null));
        assertEquals(headOf(1), store.head());
        assertEquals(headOf(3), other.head());
        assertEquals(List.of(entry(0, account("id", "s", "acc"))), store.read(0, 9));
        assertEquals(Optional.empty(), store.byId("other"));
        assertEquals(List.of(0L), indexes(store.find(new EntryQuery(null, "s", "acc", Long.MAX_VALUE, 9))));
        assertEquals(Map.of(), other.cells(List.of("name")));
        other.close();
        assertEquals(headOf(1), store.head());
    }

    private static Head erase(ConsentStore store, IndexRange range, EntryKeys keys) {
        return store.append(head -> new AppendPlan.Append(
                plan(keys).after(head).entries(), headOf(head.size() + 1), List.of(range), List.of()));
    }

    private static void keep(ConsentStore store, Cell... cells) {
        store.append(head -> new AppendPlan.Append(List.of(), head, List.of(), List.of(cells)));
    }

    private static Cell cell(String name, String value) {
        return new Cell(name, value.getBytes(UTF_8));
    }

    private static StoredEntry erased(long index) {
        return new StoredEntry(index, EntryKeys.ERASED, hash(index), null, null);
    }

    private static EntryKeys account(String id, String subject, String account) {
        return new EntryKeys("decision", id, subject, account, TIME);
    }
}
