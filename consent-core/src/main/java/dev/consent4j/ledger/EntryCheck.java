package dev.consent4j.ledger;

import dev.consent4j.ledger.LedgerEntry.Content;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.util.List;
import java.util.OptionalLong;

/** One walk over the entries of a store that counts what fits and what does not. */
final class EntryCheck {

    private static final int PAGE = 256;

    private final ConsentStore store;
    private final EntryReader reader;
    private long verified;
    private long erased;
    private long altered;
    private long missing;
    private OptionalLong firstOffending = OptionalLong.empty();
    private Frontier frontier = Frontier.EMPTY;

    EntryCheck(ConsentStore store, EntryReader reader) {
        this.store = store;
        this.reader = reader;
    }

    LedgerCheck all() {
        return range(0, Long.MAX_VALUE);
    }

    LedgerCheck range(long from, long to) {
        Head head = store.head();
        long start = Math.max(0, from);
        long end = Math.max(start, Math.min(to, head.size()));
        long next = start;
        while (next < end) {
            List<StoredEntry> page = store.read(next, (int) Math.min(PAGE, end - next));
            long upTo = page.isEmpty()
                    ? end
                    : Math.min(end, page.get(page.size() - 1).index() + 1);
            for (StoredEntry stored : page) {
                missing(next, stored.index());
                next = stored.index() + 1;
                count(stored);
            }
            missing(next, upTo);
            next = upTo;
        }
        LedgerCheck.Root root = start == 0 && end == head.size() ? compareWith(head) : LedgerCheck.Root.NOT_CHECKED;
        return new LedgerCheck(start, end, verified, erased, altered, missing, firstOffending, root);
    }

    private LedgerCheck.Root compareWith(Head head) {
        // A row beyond the head is innocent if the head has meanwhile moved past it: both come in one transaction.
        boolean beyond = !store.read(head.size(), 1).isEmpty() && store.head().size() <= head.size();
        return !beyond && new Head(frontier.size(), frontier.toBytes(), head.published()).equals(head)
                ? LedgerCheck.Root.MATCHES
                : LedgerCheck.Root.DIFFERS;
    }

    private void count(StoredEntry stored) {
        if (stored.leafHash().length == MerkleHash.BYTES) {
            frontier = frontier.append(stored.leafHash());
        }
        Content content = reader.read(stored).content();
        if (content instanceof Content.Altered) {
            altered++;
            offending(stored.index());
        } else if (content instanceof Content.Erased) {
            erased++;
        } else {
            verified++;
        }
    }

    private void missing(long from, long to) {
        if (from < to) {
            missing += to - from;
            offending(from);
        }
    }

    private void offending(long index) {
        if (firstOffending.isEmpty()) {
            firstOffending = OptionalLong.of(index);
        }
    }
}
