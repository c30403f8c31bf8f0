package dev.consent4j.ledger;

import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits, chosen when the store has locked the head and not before: whoever comes while another append is being
 * committed comes along. Chosen once, so that a store may ask again.
 */
final class NextBatch implements Batch {

    private final Supplier<List<PendingEntry>> waiting;
    private final ErasedSubjects erased;
    private DistinctIds chosen = DistinctIds.NONE;
    private @Nullable BatchPlan plan;

    /**
     * A batch that is not chosen yet.
     *
     * @param waiting takes what waits
     * @param erased whose entries are left out; its lock is held until the append is done
     */
    NextBatch(Supplier<List<PendingEntry>> waiting, ErasedSubjects erased) {
        this.waiting = waiting;
        this.erased = erased;
    }

    @Override
    public Append after(Head head) {
        return choose().after(head);
    }

    /** Takes what waits, unless that has happened. */
    private BatchPlan choose() {
        BatchPlan known = plan;
        if (known == null) {
            chosen = DistinctIds.of(ofLivingSubjects(waiting.get()));
            known = new BatchPlan(chosen.firsts());
            plan = known;
        }
        return known;
    }

    /** An entry that waited while its subject was erased would bring the subject back. */
    private List<PendingEntry> ofLivingSubjects(List<PendingEntry> batch) {
        List<PendingEntry> others = erased.ofOthers(batch);
        if (others.size() < batch.size()) {
            batch.stream()
                    .filter(pending -> !others.contains(pending))
                    .forEach(pending -> pending.fail(new EntryRefusedException(0, "the subject was erased", null)));
        }
        return others;
    }

    @Override
    public List<PendingEntry> entries() {
        return choose().entries();
    }

    /** What has to be appended after this one. */
    List<PendingEntry> repeated() {
        choose();
        return chosen.repeated();
    }

    @Override
    public long start() {
        return plan == null ? NOT_ASKED : plan.start();
    }
}
