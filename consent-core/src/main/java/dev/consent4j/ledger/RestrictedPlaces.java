package dev.consent4j.ledger;

import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.entry.Restricted;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The places that entries say are restricted. Reads what is new whenever asked; a restriction is never taken back, what it
 * hides is erased some day. Thread safe; two who ask at once may both read the same.
 */
final class RestrictedPlaces {

    /** Few, because mostly nothing is new. */
    private static final int PAGE = 16;

    private final ConsentStore store;
    private final EntryReader reader;
    private volatile Known known = new Known(IndexRanges.NONE, -1);

    /** The places, and the newest entry that was read. */
    private record Known(IndexRanges places, long upTo) {}

    RestrictedPlaces(ConsentStore store, EntryReader reader) {
        this.store = store;
        this.reader = reader;
    }

    IndexRanges now() {
        Known last = known;
        List<IndexRange> added = new ArrayList<>();
        long newest = last.upTo();
        long before = Long.MAX_VALUE;
        while (before > last.upTo()) {
            List<StoredEntry> page = store.find(new EntryQuery(EntryKind.RESTRICTION.id(), null, before, PAGE));
            for (StoredEntry stored : page) {
                newest = Math.max(newest, stored.index());
                if (stored.index() > last.upTo()
                        && reader.read(stored).entry().orElse(null) instanceof Restricted restricted) {
                    added.addAll(restricted.ranges());
                }
            }
            before =
                    page.size() < PAGE ? last.upTo() : page.get(page.size() - 1).index();
        }
        if (newest == last.upTo()) {
            return last.places();
        }
        Known now = new Known(added.isEmpty() ? last.places() : last.places().and(new IndexRanges(added)), newest);
        known = now;
        return now.places();
    }
}
