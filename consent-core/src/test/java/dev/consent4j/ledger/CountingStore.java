package dev.consent4j.ledger;

import dev.consent4j.store.AppendPlan.Append;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import dev.consent4j.store.memory.InMemoryStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A view on another store that counts the rows read. */
final class CountingStore extends ScriptedStore {

    private static final int BATCH = 8_192;

    private int rows;

    CountingStore(ConsentStore kept) {
        super(kept);
    }

    /** Rows read since the last time this was asked. */
    int rows() {
        int counted = rows;
        rows = 0;
        return counted;
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        List<StoredEntry> read = super.read(from, limit);
        rows += read.size();
        return read;
    }

    @Override
    public Map<String, byte[]> cells(Collection<String> names) {
        rows += names.size();
        return super.cells(names);
    }

    /** Appends bare leaves until a store has a size; the leaves are those of {@link PlainTree#leaves}. */
    static void grow(ConsentStore store, List<byte[]> leaves, int size) {
        while (store.head().size() < size) {
            store.append(head -> {
                Frontier frontier = BatchPlan.frontierOf(head);
                List<StoredEntry> entries = new ArrayList<>();
                for (long index = head.size(); index < Math.min(size, head.size() + BATCH); index++) {
                    byte[] leaf = leaves.get((int) index);
                    entries.add(new StoredEntry(index, EntryKeys.ERASED, leaf, null, null));
                    frontier = frontier.append(leaf);
                }
                return new Append(entries, new Head(frontier.size(), frontier.toBytes(), head.published()));
            });
        }
    }

    static InMemoryStore filled(List<byte[]> leaves, int size) {
        InMemoryStore store = InMemoryStore.create();
        grow(store, leaves, size);
        return store;
    }
}
