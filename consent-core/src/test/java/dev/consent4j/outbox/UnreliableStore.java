package dev.consent4j.outbox;

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

/** A real store whose disk can be full or gone, and which can lose a row; counts the cursors it saves. */
final class UnreliableStore implements ConsentStore {

    private final ConsentStore kept = InMemoryStore.create();
    volatile boolean writable = true;
    volatile boolean readable = true;
    volatile boolean answering = true;
    volatile long missing = -1;
    volatile int cursorsSaved;

    @Override
    public Head append(AppendPlan plan) {
        if (!writable) {
            throw new StoreUnavailableException("the disk is full", true, null);
        }
        Head head = kept.append(new AppendPlan() {

            @Override
            public Append after(Head before) {
                return counted(plan.after(before));
            }

            @Override
            public Append after(Head before, Held held) {
                return counted(plan.after(before, held));
            }
        });
        if (!answering) {
            answering = true;
            throw new StoreUnavailableException("the answer was lost", false, null);
        }
        return head;
    }

    private AppendPlan.Append counted(AppendPlan.Append append) {
        if (!append.cells().isEmpty()) {
            cursorsSaved++;
        }
        return append;
    }

    @Override
    public Head head() {
        mustBeReadable();
        return kept.head();
    }

    @Override
    public Optional<StoredEntry> byId(String id) {
        mustBeReadable();
        return kept.byId(id);
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        mustBeReadable();
        return kept.read(from, limit).stream()
                .filter(entry -> entry.index() != missing)
                .toList();
    }

    @Override
    public List<StoredEntry> find(EntryQuery query) {
        mustBeReadable();
        return kept.find(query);
    }

    @Override
    public Map<String, byte[]> cells(Collection<String> names) {
        mustBeReadable();
        return kept.cells(names);
    }

    @Override
    public void close() {
        kept.close();
    }

    private void mustBeReadable() {
        if (!readable) {
            throw new StoreUnavailableException("the disk is gone", true, null);
        }
    }
}
