package dev.consent4j.store.memory;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
        AppendPlan.Append append = plan.after(head);
        append.mustFollow(head);
        refuseTakenIds(append.entries());
        append.entries().forEach(this::keep);
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
        return List.copyOf(entries.subList(start, end));
    }

    @Override
    public synchronized List<StoredEntry> find(EntryQuery query) {
        mustBeOpen();
        String subject = query.subject();
        String kind = query.kind();
        NavigableMap<Long, StoredEntry> candidates = subject != null
                ? bySubject.getOrDefault(subject, new TreeMap<>())
                : kind != null ? byKind.getOrDefault(kind, new TreeMap<>()) : all;
        return candidates.headMap(query.before(), false).descendingMap().values().stream()
                .filter(entry -> kind == null || entry.keys().kind().equals(kind))
                .limit(query.limit())
                .toList();
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

    private void refuseTakenIds(List<StoredEntry> appended) {
        Set<String> ids = new HashSet<>();
        for (int position = 0; position < appended.size(); position++) {
            String id = appended.get(position).keys().id();
            if (id != null && (byId.containsKey(id) || !ids.add(id))) {
                throw new EntryRefusedException(position, "the id is taken", null);
            }
        }
    }

    private void keep(StoredEntry entry) {
        EntryKeys keys = entry.keys();
        entries.add(entry);
        all.put(entry.index(), entry);
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
