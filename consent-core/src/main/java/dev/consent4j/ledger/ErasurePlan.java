package dev.consent4j.ledger;

import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Hold;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.util.List;

/**
 * Erases entries and, in the same transaction, appends the one that accounts for them; or does nothing, if a legal hold
 * has been placed on any of them that whoever ordered it does not know.
 */
final class ErasurePlan implements AppendPlan {

    private static final int PAGE = 100;

    private final PendingEntry account;
    private final List<IndexRange> places;
    private final long holdsKnownUpTo;
    private final EntryReader reader;
    private boolean isHeldBack;

    /**
     * A plan.
     *
     * @param account the entry that names the places
     * @param places what is erased
     * @param holdsKnownUpTo the first index at which a hold may stand that is not known
     * @param reader reads holds
     */
    ErasurePlan(PendingEntry account, List<IndexRange> places, long holdsKnownUpTo, EntryReader reader) {
        this.account = account;
        this.places = places;
        this.holdsKnownUpTo = holdsKnownUpTo;
        this.reader = reader;
    }

    /** Whether the last append did nothing because of a hold. */
    boolean isHeldBack() {
        return isHeldBack;
    }

    @Override
    public Append after(Head head) {
        if (holdsKnownUpTo < head.size()) {
            throw new IllegalStateException("the store does not show plans what the ledger holds");
        }
        return appendAfter(head);
    }

    private Append appendAfter(Head head) {
        isHeldBack = false;
        Frontier frontier = BatchPlan.frontierOf(head).append(account.leafHash());
        return new Append(
                List.of(account.at(head.size())),
                new Head(frontier.size(), frontier.toBytes(), head.published()),
                places,
                List.of());
    }

    @Override
    public Append after(Head head, Held held) {
        if (holdsKnownUpTo < head.size() && isHeld(held)) {
            isHeldBack = true;
            return Append.nothing(head);
        }
        return appendAfter(head);
    }

    private boolean isHeld(Held held) {
        IndexRanges due = new IndexRanges(places);
        long before = Long.MAX_VALUE;
        while (before > holdsKnownUpTo) {
            List<StoredEntry> page = held.find(new EntryQuery(EntryKind.HOLD.id(), null, before, PAGE));
            for (StoredEntry stored : page) {
                if (stored.index() >= holdsKnownUpTo && isPlacedOn(due, stored)) {
                    return true;
                }
            }
            before = page.isEmpty() ? holdsKnownUpTo : page.get(page.size() - 1).index();
        }
        return false;
    }

    private boolean isPlacedOn(IndexRanges due, StoredEntry stored) {
        return reader.read(stored).entry().orElse(null) instanceof Hold hold
                && hold.step() == Hold.Step.PLACED
                && hold.ranges().stream().anyMatch(due::touches);
    }
}
