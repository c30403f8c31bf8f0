package dev.consent4j.ledger;

import dev.consent4j.store.Head;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;

/** Puts a batch of entries after a head; remembers where, for the answers. */
final class BatchPlan implements Batch {

    private final List<PendingEntry> batch;
    private long start = NOT_ASKED;

    BatchPlan(List<PendingEntry> batch) {
        this.batch = batch;
    }

    @Override
    public Append after(Head head) {
        Frontier frontier = frontierOf(head);
        List<StoredEntry> entries = new ArrayList<>(batch.size());
        for (PendingEntry pending : batch) {
            entries.add(pending.at(frontier.size()));
            frontier = frontier.append(pending.leafHash());
        }
        start = head.size();
        return new Append(entries, new Head(frontier.size(), frontier.toBytes(), head.published()));
    }

    @Override
    public List<PendingEntry> entries() {
        return batch;
    }

    @Override
    public long start() {
        return start;
    }

    static Frontier frontierOf(Head head) {
        try {
            return Frontier.of(head.size(), head.frontier());
        } catch (IllegalArgumentException e) {
            throw new StoreCorruptedException("the head of the ledger is damaged: " + e.getMessage(), e);
        }
    }
}
