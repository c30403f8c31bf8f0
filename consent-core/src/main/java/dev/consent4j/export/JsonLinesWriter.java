package dev.consent4j.export;

import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.json.EntryJson;
import dev.consent4j.json.JsonLine;
import dev.consent4j.ledger.Checkpoint;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.ledger.SignedNote;
import dev.consent4j.policy.CanonicalJson;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the verifiable form. Its lines are described in {@code docs/export-format.md}. */
final class JsonLinesWriter implements RangeWriter {

    private static final int PAGE = 256;

    private final ConsentLedger ledger;
    private final LedgerTree proofs;
    private final Exported exported;
    private final long index;
    private final OutputStream out;
    private final Line line = new Line();

    /** A checkpoint still to be written once the position is reached. */
    private @Nullable SignedNote pending;

    private long pendingAt;
    private long position;

    JsonLinesWriter(ConsentLedger ledger, LedgerTree proofs, Exported exported, long index, OutputStream out) {
        this.ledger = ledger;
        this.proofs = proofs;
        this.exported = exported;
        this.index = index;
        this.out = out;
    }

    @Override
    public void begin(long from) throws IOException {
        // Of a ledger that may not be signed any more, the last checkpoint may lie before or within the range.
        lookForCheckpoint(proofs.publish());
        if (pendingAt > exported.range().to()
                || pendingAt < from && from != exported.range().from()) {
            pending = null;
        }
        if (from == exported.range().from()) {
            byte[] bytes = new EntryJson().write(exported);
            out.write(new ExportHeader(proofs.origin(), proofs.keys(), exported, bytes).line());
            advanceTo(from);
        } else {
            position = from;
            if (pendingAt == from) {
                pending = null;
            }
        }
    }

    private void lookForCheckpoint(Optional<SignedNote> note) {
        pending = note.orElse(null);
        pendingAt = note.flatMap(signed -> Checkpoint.parse(signed.text()).found())
                .map(Checkpoint::size)
                .orElse(-1L);
    }

    @Override
    public void entry(StoredEntry stored, boolean inScope) throws IOException {
        byte[] leaf = stored.leafHash();
        byte[] salt = stored.salt();
        byte[] bytes = stored.bytes();
        if (leaf.length != TreeHasher.BYTES) {
            ExportItems.absent(line, stored.index());
        } else if (salt == null || bytes == null || salt.length != TreeHasher.BYTES) {
            ExportItems.erased(line, stored.index(), leaf);
        } else if (!inScope) {
            ExportItems.closed(line, stored.index(), leaf);
        } else if (JsonLine.isObject(bytes)) {
            ExportItems.entry(line, stored.index(), leaf, salt, bytes);
        } else {
            ExportItems.encoded(line, stored.index(), leaf, salt, bytes);
        }
        position = stored.index() + 1;
        checkpointIfDue();
    }

    @Override
    public void absent(long missing) throws IOException {
        Optional<byte[]> leaf = leafHash(missing);
        if (leaf.isPresent()) {
            ExportItems.erased(line, missing, leaf.get());
        } else {
            ExportItems.absent(line, missing);
        }
        position = missing + 1;
        checkpointIfDue();
    }

    /** The leaf hash that the tree still has of what the store lacks, so that the rest stays provable. */
    private Optional<byte[]> leafHash(long missing) {
        try {
            return Optional.of(proofs.roots(missing, missing + 1).get(0));
        } catch (StoreCorruptedException neither) {
            return Optional.empty();
        }
    }

    @Override
    public void end() throws IOException {
        SortedSet<Long> carried = laterErasures();
        carried.add(index);
        lookForCheckpoint(proofs.publish());
        if (pendingAt < position) {
            pending = null;
        }
        for (long each : carried) {
            advanceTo(each);
            List<StoredEntry> stored = ledger.stored(each, 1);
            if (!stored.isEmpty() && stored.get(0).index() == each) {
                entry(stored.get(0), true);
            }
        }
        if (pending != null) {
            advanceTo(pendingAt);
        }
        ExportItems.end(line, position);
    }

    /** Gives the roots of what lies between, and a checkpoint on the way where it belongs. */
    private void advanceTo(long target) throws IOException {
        while (position < target) {
            long stop = pending != null && pendingAt > position ? Math.min(pendingAt, target) : target;
            ExportItems.gap(line, position, stop, proofs.roots(position, stop));
            position = stop;
            checkpointIfDue();
        }
        checkpointIfDue();
    }

    private void checkpointIfDue() throws IOException {
        if (pending != null && pendingAt == position) {
            ExportItems.checkpoint(line, CanonicalJson.write(pending.toString()));
            pending = null;
        }
    }

    /** Indexes of the erasures behind the range that touch it; they name no subject, so they are carried in full. */
    private SortedSet<Long> laterErasures() {
        SortedSet<Long> later = new TreeSet<>();
        for (EntryKind kind : List.of(EntryKind.ERASURE, EntryKind.RETENTION_PURGE)) {
            long before = Long.MAX_VALUE;
            while (before > exported.range().to()) {
                List<LedgerEntry> page = ledger.find(new EntryQuery(kind.id(), null, before, PAGE));
                page.stream()
                        .filter(entry -> entry.index() >= exported.range().to())
                        .filter(entry -> entry.entry().filter(this::touches).isPresent())
                        .forEach(entry -> later.add(entry.index()));
                before = page.isEmpty() ? 0 : page.get(page.size() - 1).index();
            }
        }
        return later;
    }

    private boolean touches(Entry entry) {
        IndexRange range = exported.range();
        return entry instanceof Erased erased
                && erased.ranges().stream().anyMatch(each -> each.from() < range.to() && range.from() < each.to());
    }

    /** Gathers a line, so that an interrupted export ends within one line at most. */
    private final class Line implements ExportItems.Line {

        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(1_024);

        @Override
        public ExportItems.Line add(byte[] bytes) {
            gathered.writeBytes(bytes);
            return this;
        }

        @Override
        public void end() throws IOException {
            gathered.write('\n');
            gathered.writeTo(out);
            gathered.reset();
        }
    }
}
