package dev.consent4j.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A store that remembers the newest entry of each subject it was asked for lately: the answer to a query with a
 * subject, no account, a limit of 1 and no upper index. Everything else goes to the store behind it. Thread safe.
 *
 * <p>An answer is at most as old as the stated age. What is appended or erased through this very object is seen at
 * once; what another process does may be overlooked for that long. So never decide by it whether a grant still stands:
 * show it, count it, list it.
 */
public final class LatestCache implements ConsentStore {

    private final ConsentStore store;
    private final Cache<EntryQuery, List<StoredEntry>> answers;
    private final AtomicLong appends = new AtomicLong();

    private LatestCache(ConsentStore store, Duration maxAge, long subjects, Ticker ticker) {
        this.store = store;
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(maxAge)
                .maximumSize(subjects)
                .ticker(ticker)
                .build();
    }

    /**
     * A memory in front of a store.
     *
     * @param store the store behind it; closed with this one
     * @param maxAge how old an answer may be, from 1 ns
     * @param subjects how many answers are kept, at most; about 1 KB each
     * @return the store with its memory
     * @throws IllegalArgumentException if the age or the number is not positive, a mistake of the caller
     */
    public static LatestCache of(ConsentStore store, Duration maxAge, long subjects) {
        return of(store, maxAge, subjects, Ticker.systemTicker());
    }

    static LatestCache of(ConsentStore store, Duration maxAge, long subjects, Ticker ticker) {
        if (maxAge.isZero() || maxAge.isNegative() || subjects < 1) {
            throw new IllegalArgumentException("a memory of " + subjects + " answers for " + maxAge);
        }
        return new LatestCache(store, maxAge, subjects, ticker);
    }

    @Override
    public Head append(AppendPlan plan) {
        AtomicReference<AppendPlan.Append> last = new AtomicReference<>();
        try {
            return store.append(new AppendPlan() {

                @Override
                public Append after(Head head) {
                    return noted(plan.after(head));
                }

                @Override
                public Append after(Head head, Held held) {
                    return noted(plan.after(head, held));
                }

                private Append noted(Append append) {
                    last.set(append);
                    return append;
                }
            });
        } finally {
            // Also after a failure, which may be that of a commit that happened.
            AppendPlan.Append planned = last.get();
            if (planned != null) {
                forget(planned);
            }
        }
    }

    private void forget(AppendPlan.Append append) {
        appends.incrementAndGet();
        if (!append.erased().isEmpty()) {
            answers.invalidateAll();
            return;
        }
        Set<String> subjects = new HashSet<>();
        append.entries().forEach(entry -> {
            String subject = entry.keys().subject();
            if (subject != null && subjects.add(subject)) {
                answers.invalidate(latest(null, subject));
            }
            if (subject != null) {
                answers.invalidate(latest(entry.keys().kind(), subject));
            }
        });
    }

    private static EntryQuery latest(@Nullable String kind, String subject) {
        return new EntryQuery(kind, subject, Long.MAX_VALUE, 1);
    }

    @Override
    public List<StoredEntry> find(EntryQuery query) {
        boolean latest = query.subject() != null
                && query.account() == null
                && query.before() == Long.MAX_VALUE
                && query.limit() == 1;
        if (!latest) {
            return store.find(query);
        }
        List<StoredEntry> known = answers.getIfPresent(query);
        if (known != null) {
            return known;
        }
        long before = appends.get();
        List<StoredEntry> found = List.copyOf(store.find(query));
        answers.put(query, found);
        // An append that ended meanwhile has forgotten before we remembered; one that ends later forgets afterwards.
        if (appends.get() != before) {
            answers.invalidate(query);
        }
        return found;
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

    /** Closes the store behind it and forgets everything. */
    @Override
    public void close() {
        store.close();
        appends.incrementAndGet();
        answers.invalidateAll();
    }
}
