package dev.consent4j.ledger;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A view on another store that misbehaves as told; closing it leaves the other one open. */
class ScriptedStore implements ConsentStore {

    private final ConsentStore kept;
    private final Queue<Script> appends = new ArrayDeque<>();
    private final List<Integer> appended = Collections.synchronizedList(new ArrayList<>());
    private @Nullable RuntimeException readFailure;
    private UnaryOperator<StoredEntry> reading = UnaryOperator.identity();

    ScriptedStore(ConsentStore kept) {
        this.kept = kept;
    }

    /** What an append does instead. */
    interface Script {

        Head append(ConsentStore kept, AppendPlan plan);
    }

    /** The next append does this; others follow in the order given, then all behave. */
    synchronized void nextAppend(Script script) {
        appends.add(script);
    }

    void failReads(@Nullable RuntimeException failure) {
        readFailure = failure;
    }

    void changeWhatIsRead(UnaryOperator<StoredEntry> change) {
        reading = change;
    }

    /** Sizes of the batches that were appended without misbehaving. */
    List<Integer> batches() {
        return appended;
    }

    @Override
    public Head append(AppendPlan plan) {
        Script script;
        synchronized (this) {
            script = appends.poll();
        }
        if (script != null) {
            return script.append(kept, plan);
        }
        long before = kept.head().size();
        Head head = kept.append(plan);
        appended.add((int) (head.size() - before));
        return head;
    }

    @Override
    public Head head() {
        return kept.head();
    }

    @Override
    public Optional<StoredEntry> byId(String id) {
        failIfTold();
        return kept.byId(id).map(reading);
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        failIfTold();
        return kept.read(from, limit).stream().map(reading).toList();
    }

    @Override
    public Map<String, byte[]> cells(Collection<String> names) {
        return kept.cells(names);
    }

    @Override
    public List<StoredEntry> find(EntryQuery query) {
        return kept.find(query).stream().map(reading).toList();
    }

    @Override
    public void close() {}

    private void failIfTold() {
        if (readFailure != null) {
            throw readFailure;
        }
    }
}
