package dev.consent4j.ledger;

import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.ledger.CheckpointCheck.Result;
import dev.consent4j.ledger.LedgerEntry.Content;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One walk over the entries of a store that counts what fits and what does not. */
final class EntryCheck {

    private static final int PAGE = 256;

    private final ConsentStore store;
    private final EntryReader reader;
    private long verified;
    private long altered;
    private long missing;
    private OptionalLong firstOffending = OptionalLong.empty();
    private Frontier frontier = Frontier.EMPTY;
    private long rootAfter;
    private byte @Nullable [] root;
    private final List<IndexRange> erased = new ArrayList<>();

    EntryCheck(ConsentStore store, EntryReader reader) {
        this.store = store;
        this.reader = reader;
    }

    LedgerCheck all() {
        return range(0, Long.MAX_VALUE);
    }

    CheckpointCheck against(Checkpoint checkpoint) {
        rootAfter = checkpoint.size();
        LedgerCheck entries = all();
        return new CheckpointCheck(entries, checkpoint, compareWith(checkpoint, entries.to()));
    }

    private Result compareWith(Checkpoint checkpoint, long end) {
        if (checkpoint.size() > end) {
            return Result.BEYOND_THE_END;
        }
        byte[] then = checkpoint.size() == 0 ? MerkleHash.emptyRoot() : root;
        if (then == null) {
            return Result.NOT_COMPARABLE;
        }
        return Arrays.equals(then, checkpoint.root()) ? Result.CONSISTENT : Result.DIFFERENT;
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
        // Asked after the walk: what was erased during it is accounted for by then.
        IndexRanges without = new IndexRanges(erased).without(new ErasureAccounts(store, reader).all());
        without.list().forEach(range -> missing(range.from(), range.to()));
        long accounted = new IndexRanges(erased).size() - without.size();
        LedgerCheck.Root comparison =
                start == 0 && end == head.size() ? compareWith(head) : LedgerCheck.Root.NOT_CHECKED;
        return new LedgerCheck(start, end, verified, accounted, altered, missing, firstOffending, comparison);
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
            if (frontier.size() == rootAfter && stored.index() + 1 == rootAfter) {
                root = frontier.root();
            }
        }
        Content content = reader.read(stored).content();
        if (content instanceof Content.Altered) {
            altered++;
            offending(stored.index());
        } else if (content instanceof Content.Erased) {
            note(stored.index());
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

    private void note(long index) {
        int last = erased.size() - 1;
        if (last >= 0 && erased.get(last).to() == index) {
            erased.set(last, new IndexRange(erased.get(last).from(), index + 1));
        } else {
            erased.add(IndexRange.of(index));
        }
    }

    private void offending(long index) {
        firstOffending = OptionalLong.of(Math.min(index, firstOffending.orElse(index)));
    }
}
