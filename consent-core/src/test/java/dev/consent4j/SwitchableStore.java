package dev.consent4j;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import dev.consent4j.store.memory.InMemoryStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A real store that can be made unwritable, as a full disk makes it, or to refuse one id for good. */
final class SwitchableStore implements ConsentStore {

    private final ConsentStore kept = InMemoryStore.create();
    private final List<String> looked = new CopyOnWriteArrayList<>();
    private volatile boolean writable = true;
    private volatile boolean intact = true;
    private volatile boolean readable = true;
    private volatile String refused = "";
    private volatile @Nullable Error broken;

    /** The ids that were looked up, each time. */
    List<String> looked() {
        return looked;
    }

    void writable(boolean value) {
        writable = value;
    }

    @Override
    public Head append(AppendPlan plan) {
        if (!writable) {
            throw new StoreUnavailableException("the disk is full", true, null);
        }
        List<StoredEntry> entries = plan.after(kept.head(), kept::find).entries();
        for (int position = 0; position < entries.size(); position++) {
            if (refused.equals(entries.get(position).keys().id())) {
                throw new EntryRefusedException(position, "the id is taken by an erased entry", null);
            }
        }
        return kept.append(plan);
    }

    void refuse(String id) {
        refused = id;
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
        looked.add(id);
        return kept.byId(id);
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        return kept.read(from, limit);
    }

    void breaks(@Nullable Error error) {
        broken = error;
    }

    void readable(boolean value) {
        readable = value;
    }

    @Override
    public Map<String, byte[]> cells(Collection<String> names) {
        return kept.cells(names);
    }

    @Override
    public List<StoredEntry> find(EntryQuery query) {
        Error error = broken;
        if (error != null) {
            throw error;
        }
        if (!readable) {
            throw new StoreUnavailableException("the disk is gone", true, null);
        }
        return kept.find(query);
    }

    @Override
    public void close() {
        kept.close();
    }
}
