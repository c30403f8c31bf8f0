package dev.consent4j.ledger;

import dev.consent4j.entry.IndexRange;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.Head;
import java.util.List;

/**
 * Erases entries and, in the same transaction, appends the one that accounts for them.
 *
 * @param account the entry that names the places
 * @param places what is erased
 */
record ErasurePlan(PendingEntry account, List<IndexRange> places) implements AppendPlan {

    @Override
    public Append after(Head head) {
        Frontier frontier = BatchPlan.frontierOf(head).append(account.leafHash());
        return new Append(
                List.of(account.at(head.size())),
                new Head(frontier.size(), frontier.toBytes(), head.published()),
                places,
                List.of());
    }
}
