package dev.consent4j;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import dev.consent4j.store.memory.InMemoryStore;
import java.util.List;
import java.util.Optional;

/** A real store that can be made unwritable, as a full disk makes it. */
final class SwitchableStore implements ConsentStore {

    private final ConsentStore kept = InMemoryStore.create();
    private volatile boolean writable = true;
    private volatile boolean intact = true;

    void writable(boolean value) {
        writable = value;
    }

    @Override
    public Head append(AppendPlan plan) {
        if (!writable) {
            throw new StoreUnavailableException("the disk is full", true, null);
        }
        return kept.append(plan);
    }

    void intact(boolean value) {
        intact = value;
    }

    @Override
    public Head head() {
        if (!intact) {
            throw new StoreCorruptedException("the head contradicts the entries", null);
        }
        return kept.head();
    }

    @Override
    public Optional<StoredEntry> byId(String id) {
        return kept.byId(id);
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        return kept.read(from, limit);
    }

    @Override
    public List<StoredEntry> find(EntryQuery query) {
        return kept.find(query);
    }

    @Override
    public void close() {
        kept.close();
    }
}
