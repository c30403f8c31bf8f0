package dev.consent4j.benchmarks;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A store that counts the rows read from it. */
record CountingStore(ConsentStore store, AtomicLong rows) implements ConsentStore {

    @Override
    public Head append(AppendPlan plan) {
        return store.append(plan);
    }

    @Override
    public Head head() {
        rows.incrementAndGet();
        return store.head();
    }

    @Override
    public Optional<StoredEntry> byId(String id) {
        Optional<StoredEntry> found = store.byId(id);
        rows.addAndGet(found.isPresent() ? 1 : 0);
        return found;
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        List<StoredEntry> found = store.read(from, limit);
        rows.addAndGet(found.size());
        return found;
    }

    @Override
    public List<StoredEntry> find(EntryQuery query) {
        List<StoredEntry> found = store.find(query);
        rows.addAndGet(found.size());
        return found;
    }

    @Override
    public Map<String, byte[]> cells(Collection<String> names) {
        Map<String, byte[]> found = store.cells(names);
        rows.addAndGet(found.size());
        return found;
    }

    @Override
    public void close() {
        store.close();
    }
}
