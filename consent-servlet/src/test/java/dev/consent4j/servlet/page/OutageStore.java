package dev.consent4j.servlet.page;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import dev.consent4j.store.memory.InMemoryStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real store in memory that can be unplugged. */
public final class OutageStore implements ConsentStore {

    private final ConsentStore kept = InMemoryStore.create();
    private volatile boolean isDown;

    /** Unplugs it or plugs it in again. */
    public void down(boolean down) {
        isDown = down;
    }

    @Override
    public Head append(AppendPlan plan) {
        return reached().append(plan);
    }

    @Override
    public Head head() {
        return reached().head();
    }

    @Override
    public Optional<StoredEntry> byId(String id) {
        return reached().byId(id);
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        return reached().read(from, limit);
    }

    @Override
    public Map<String, byte[]> cells(Collection<String> names) {
        return reached().cells(names);
    }

    @Override
    public List<StoredEntry> find(EntryQuery query) {
        return reached().find(query);
    }

    @Override
    public void close() {
        kept.close();
    }

    private ConsentStore reached() {
        if (isDown) {
            throw new StoreUnavailableException("unplugged", true, null);
        }
        return kept;
    }
}
