package dev.consent4j.ledger;

import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;

/** The places that entries account for as erased. An entry that is not what was recorded accounts for nothing. */
record ErasureAccounts(ConsentStore store, EntryReader reader) {

    private static final int PAGE = 256;

    IndexRanges all() {
        List<IndexRange> places = new ArrayList<>();
        collect(EntryKind.ERASURE, places);
        collect(EntryKind.RETENTION_PURGE, places);
        return new IndexRanges(places);
    }

    private void collect(EntryKind kind, List<IndexRange> places) {
        List<StoredEntry> page = store.find(EntryQuery.newest(kind.id(), PAGE));
        while (!page.isEmpty()) {
            page.forEach(stored -> collect(stored, places));
            page = store.find(
                    new EntryQuery(kind.id(), null, page.get(page.size() - 1).index(), PAGE));
        }
    }

    /** It can only account for what stood before it. */
    private void collect(StoredEntry stored, List<IndexRange> places) {
        if (reader.read(stored).entry().orElse(null) instanceof Erased erased) {
            erased.ranges().stream()
                    .filter(range -> range.to() <= stored.index())
                    .forEach(places::add);
        }
    }
}
