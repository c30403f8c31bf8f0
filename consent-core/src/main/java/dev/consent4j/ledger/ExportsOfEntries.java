package dev.consent4j.ledger;

import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds the exports and deliveries that hold entries. An export is named in doubt: its scope is in words. */
final class ExportsOfEntries {

    private static final int PAGE = 100;
    private static final String ONE_KIND = "kind=";

    private final ConsentStore store;
    private final EntryReader reader;
    private final Deliveries deliveries;

    ExportsOfEntries(ConsentStore store, EntryReader reader, Deliveries deliveries) {
        this.store = store;
        this.reader = reader;
        this.deliveries = deliveries;
    }

    /** The first index at which an export may stand that was not looked at yet. */
    long knownUpTo() {
        return store.head().size();
    }

    /** What holds some entries, oldest first, among exports from an index on. */
    List<String> thatHeld(List<StoredEntry> entries, long from) {
        List<String> ids = exports(entries, from, Long.MAX_VALUE);
        ids.addAll(deliveries.thatHeld(places(entries)));
        return ids;
    }

    /** The exports between two indexes that hold some entries. */
    List<String> thatHeldBetween(List<StoredEntry> entries, long from, long to) {
        return exports(entries, from, to);
    }

    private List<String> exports(List<StoredEntry> entries, long from, long to) {
        List<String> newestFirst = new ArrayList<>();
        long before = to;
        while (before > from) {
            List<StoredEntry> page = store.find(new EntryQuery(EntryKind.EXPORT.id(), null, before, PAGE));
            if (page.isEmpty()) {
                break;
            }
            for (StoredEntry stored : page) {
                if (stored.index() >= from
                        && reader.read(stored).entry().orElse(null) instanceof Exported exported
                        && holds(exported, entries)) {
                    newestFirst.add(exported.export());
                }
            }
            before = page.get(page.size() - 1).index();
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static boolean holds(Exported exported, List<StoredEntry> entries) {
        String scope = exported.scope();
        return entries.stream()
                .filter(entry -> exported.range().contains(entry.index()))
                .anyMatch(entry -> !scope.startsWith(ONE_KIND)
                        || scope.equals(ONE_KIND + entry.keys().kind()));
    }

    private static IndexRanges places(List<StoredEntry> entries) {
        return IndexRanges.of(entries.stream().map(StoredEntry::index).toList());
    }
}
