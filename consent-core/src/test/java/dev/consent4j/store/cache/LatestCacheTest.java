package dev.consent4j.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.consent4j.contract.ConsentStoreContract;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import dev.consent4j.store.memory.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatestCacheTest extends ConsentStoreContract {

    private static final Duration AGE = Duration.ofSeconds(30);

    private final AtomicLong clock = new AtomicLong();
    private ConsentStore store = LatestCache.of(InMemoryStore.create(), AGE, 100, clock::get);

    @Override
    protected ConsentStore newStore() {
        store = LatestCache.of(InMemoryStore.create(), AGE, 100, clock::get);
        return store;
    }

    @Override
    protected ConsentStore reopen() {
        return store;
    }

    @Override
    protected ConsentStore otherLedger() {
        return LatestCache.of(InMemoryStore.create(), AGE, 100, clock::get);
    }

    @Test
    void anAnswerOfAnotherProcessIsSeenAfterTheStatedAge() {
        InMemoryStore shared = InMemoryStore.create();
        ConsentStore here = LatestCache.of(shared, AGE, 100, clock::get);
        append(shared, "s");
        assertEquals(0, latest(here, "s"));
        append(shared, "s");
        assertEquals(0, latest(here, "s"));
        clock.addAndGet(AGE.toNanos());
        assertEquals(1, latest(here, "s"));
    }

    @Test
    void ownAppendsAreSeenAtOnceAlsoWhereNothingWas() {
        ConsentStore here = newStore();
        assertEquals(-1, latest(here, "s"));
        append(here, "s");
        append(here, "t");
        assertEquals(0, latest(here, "s"));
        append(here, "s");
        assertEquals(2, latest(here, "s"));
        assertEquals(
                2,
                here.find(new EntryQuery(null, "s", Long.MAX_VALUE, 1)).get(0).index());
    }

    @Test
    void whatIsErasedHereIsForgottenAtOnce() {
        ConsentStore here = newStore();
        append(here, "s");
        assertEquals(0, latest(here, "s"));
        here.append(head -> new AppendPlan.Append(List.of(), head, List.of(IndexRange.of(0)), List.of()));
        assertEquals(-1, latest(here, "s"));
    }

    @Test
    void anAnswerThatAnAppendOvertookIsNotKept() {
        InMemoryStore behind = InMemoryStore.create();
        Overtaken overtaken = new Overtaken(behind);
        ConsentStore here = LatestCache.of(overtaken, AGE, 100, clock::get);
        append(here, "s");
        overtaken.before = () -> append(here, "s");
        assertEquals(0, latest(here, "s"));
        assertEquals(1, latest(here, "s"));
    }

    @Test
    void aClosedOneRemembersNothing() {
        ConsentStore here = newStore();
        append(here, "s");
        latest(here, "s");
        here.close();
        assertThrows(StoreUnavailableException.class, () -> latest(here, "s"));
    }

    @Test
    void refusesAnAgeOrASizeThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> LatestCache.of(store, Duration.ZERO, 1));
        assertThrows(IllegalArgumentException.class, () -> LatestCache.of(store, AGE, 0));
    }

    /** A store whose next answer to a query is read before, and given after, something else happens. */
    private static final class Overtaken implements ConsentStore {

        private final ConsentStore store;
        private Runnable before = () -> {};

        Overtaken(ConsentStore store) {
            this.store = store;
        }

        @Override
        public List<StoredEntry> find(EntryQuery query) {
            List<StoredEntry> found = store.find(query);
            Runnable once = before;
            before = () -> {};
            once.run();
            return found;
        }

        @Override
        public Head append(AppendPlan plan) {
            return store.append(plan);
        }

        @Override
        public Head head() {
            return store.head();
        }

        @Override
        public Optional<StoredEntry> byId(String id) {
            return store.byId(id);
        }

        @Override
        public List<StoredEntry> read(long from, int limit) {
            return store.read(from, limit);
        }

        @Override
        public Map<String, byte[]> cells(Collection<String> names) {
            return store.cells(names);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static long latest(ConsentStore store, String subject) {
        return store.find(new EntryQuery("decision", subject, Long.MAX_VALUE, 1)).stream()
                .mapToLong(StoredEntry::index)
                .findFirst()
                .orElse(-1);
    }

    private static void append(ConsentStore store, String subject) {
        EntryKeys keys = new EntryKeys("decision", null, subject, Instant.EPOCH);
        store.append(head -> new AppendPlan.Append(
                List.of(new StoredEntry(head.size(), keys, new byte[32], new byte[32], new byte[10])),
                new Head(head.size() + 1, new byte[Long.bitCount(head.size() + 1) * 32])));
    }
}
