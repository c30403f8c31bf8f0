package dev.consent4j.store.memory;

import dev.consent4j.entry.IndexRange;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps everything in memory and loses it with the process: for tests and trials, never for evidence.
 * Thread safe. Its heads and entries are durable only in so far as they stay readable until it is closed.
 */
public final class InMemoryStore implements ConsentStore {

    private final List<StoredEntry> entries = new ArrayList<>();
    private final Map<String, StoredEntry> byId = new HashMap<>();
    private final Map<String, NavigableMap<Long, StoredEntry>> byKind = new HashMap<>();
    private final Map<String, NavigableMap<Long, StoredEntry>> bySubject = new HashMap<>();
    private final NavigableMap<Long, StoredEntry> all = new TreeMap<>();
    private final Map<String, NavigableMap<Long, StoredEntry>> byAccount = new HashMap<>();
    private final Map<String, byte[]> cells = new HashMap<>();
    private Head head = Head.EMPTY;
    private boolean closed;

    private InMemoryStore() {}

    /**
     * An empty store.
     *
     * @return the store
     */
    public static InMemoryStore create() {
        return new InMemoryStore();
    }

    @Override
    public synchronized Head append(AppendPlan plan) {
        mustBeOpen();
        AppendPlan.Append append = plan.after(head, this::find);
        append.mustFollow(head);
        refuseTakenIds(append.entries(), append.erased());
        append.erased().forEach(this::erase);
        append.entries().forEach(this::keep);
        append.cells().forEach(cell -> cells.put(cell.name(), cell.value().clone()));
        head = append.head();
        return head;
    }

    @Override
    public synchronized Head head() {
        mustBeOpen();
        return head;
    }

    @Override
    public synchronized Optional<StoredEntry> byId(String id) {
        mustBeOpen();
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized List<StoredEntry> read(long from, int limit) {
        mustBeOpen();
        int start = (int) Math.min(Math.max(from, 0), entries.size());
        int end = (int) Math.min((long) start + limit, entries.size());
        return List.copyOf(entries.subList(start, withinBytes(start, end)));
    }

    private int withinBytes(int start, int end) {
        long bytes = 0;
        for (int index = start; index < end; index++) {
            byte[] content = entries.get(index).bytes();
            bytes += content == null ? 0 : content.length;
            if (bytes > MAX_READ_BYTES && index > start) {
                return index;
            }
        }
        return end;
    }

    @Override
    public synchronized List<StoredEntry> find(EntryQuery query) {
        mustBeOpen();
        String subject = query.subject();
        String account = query.account();
        String kind = query.kind();
        return candidates(subject, account, kind).headMap(query.before(), false).descendingMap().values().stream()
                .filter(entry -> kind == null || entry.keys().kind().equals(kind))
                .filter(entry -> account == null || account.equals(entry.keys().account()))
                .limit(query.limit())
                .toList();
    }

    private NavigableMap<Long, StoredEntry> candidates(
            @Nullable String subject, @Nullable String account, @Nullable String kind) {
        if (subject != null) {
            return bySubject.getOrDefault(subject, new TreeMap<>());
        }
        if (account != null) {
            return byAccount.getOrDefault(account, new TreeMap<>());
        }
        return kind != null ? byKind.getOrDefault(kind, new TreeMap<>()) : all;
    }

    @Override
    public synchronized Map<String, byte[]> cells(Collection<String> names) {
        mustBeOpen();
        Map<String, byte[]> found = new HashMap<>();
        for (String name : names) {
            byte[] value = cells.get(name);
            if (value != null) {
                found.put(name, value.clone());
            }
        }
        return found;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void mustBeOpen() {
        if (closed) {
            throw new StoreUnavailableException("the store is closed", true, null);
        }
    }

    private void refuseTakenIds(List<StoredEntry> appended, List<IndexRange> erased) {
        Set<String> ids = new HashSet<>();
        for (int position = 0; position < appended.size(); position++) {
            String id = appended.get(position).keys().id();
            StoredEntry first = id == null ? null : byId.get(id);
            boolean kept = first != null && erased.stream().noneMatch(range -> range.contains(first.index()));
            if (kept || id != null && !ids.add(id)) {
                throw new EntryRefusedException(position, "the id is taken", null);
            }
        }
    }

    private void erase(IndexRange range) {
        for (long index = range.from(); index < range.to(); index++) {
            StoredEntry erased = entries.get((int) index);
            forget(erased);
            StoredEntry bare = new StoredEntry(index, EntryKeys.ERASED, erased.leafHash(), null, null);
            entries.set((int) index, bare);
            all.put(index, bare);
        }
    }

    private void forget(StoredEntry entry) {
        EntryKeys keys = entry.keys();
        byId.remove(keys.id());
        remove(byKind, keys.kind(), entry.index());
        remove(bySubject, keys.subject(), entry.index());
        remove(byAccount, keys.account(), entry.index());
    }

    private static void remove(Map<String, NavigableMap<Long, StoredEntry>> index, @Nullable String key, long entry) {
        NavigableMap<Long, StoredEntry> found = index.get(key);
        if (found != null) {
            found.remove(entry);
        }
    }

    private void keep(StoredEntry entry) {
        EntryKeys keys = entry.keys();
        entries.add(entry);
        all.put(entry.index(), entry);
        String account = keys.account();
        if (account != null) {
            byAccount.computeIfAbsent(account, key -> new TreeMap<>()).put(entry.index(), entry);
        }
        byKind.computeIfAbsent(keys.kind(), kind -> new TreeMap<>()).put(entry.index(), entry);
        String subject = keys.subject();
        if (subject != null) {
            bySubject.computeIfAbsent(subject, key -> new TreeMap<>()).put(entry.index(), entry);
        }
        String id = keys.id();
        if (id != null) {
            byId.put(id, entry);
        }
    }
}
