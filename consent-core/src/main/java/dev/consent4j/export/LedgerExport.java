package dev.consent4j.export;

import dev.consent4j.entry.Entry;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.ledger.Recorded;
import dev.consent4j.policy.Named;
import dev.consent4j.store.StoredEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An export of a range of a ledger, recorded as an entry before its first byte leaves. Streams: memory does not grow with
 * the range. Thread safe; each call of {@link #write} is a stream of its own.
 *
 * <p>The lines of the range depend on the ledger alone, so that an interrupted export continues at any index. What stands
 * behind them, in a verifiable export the proofs, speaks of the ledger as it is when the end is reached.
 */
public final class LedgerExport {

    private static final int PAGE = 128;
    private static final int BUFFER = 1 << 16;

    private final ConsentLedger ledger;
    private final Exported exported;
    private final long index;
    private final ExportFormat format;
    private final ExportScope scope;

    private LedgerExport(ConsentLedger ledger, Exported exported, long index, ExportFormat format, ExportScope scope) {
        this.ledger = ledger;
        this.exported = exported;
        this.index = index;
        this.format = format;
        this.scope = scope;
    }

    /**
     * Begins an export: records that it leaves.
     *
     * @param ledger the ledger
     * @param request what is wanted
     * @param id a random id for the export
     * @param now the time
     * @return the export
     * @throws IllegalArgumentException if the request has problems, or the range lies beyond the end of the ledger
     * @throws IllegalStateException if it is to be verifiable and the ledger has no signing key
     * @throws dev.consent4j.store.StoreException if it cannot be recorded; then nothing may leave
     */
    public static LedgerExport begin(ConsentLedger ledger, ExportRequest request, String id, Instant now) {
        List<String> problems = request.problems(now.atZone(ZoneOffset.UTC).toLocalDate());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", problems));
        }
        long size = ledger.size();
        IndexRange wanted = request.range();
        if (size == 0 || wanted != null && wanted.from() >= size) {
            throw new IllegalArgumentException("the ledger has " + size + " entries");
        }
        IndexRange range =
                wanted == null ? new IndexRange(0, size) : new IndexRange(wanted.from(), Math.min(wanted.to(), size));
        Exported exported = new Exported(
                id,
                request.format().id(),
                range,
                request.scope().text(),
                request.purpose().strip(),
                request.recipient().strip(),
                request.destroyBy(),
                request.reader().strip(),
                now.truncatedTo(ChronoUnit.MILLIS));
        if (request.format() == ExportFormat.JSON_LINES) {
            new LedgerTree(ledger).origin();
        }
        Recorded recorded = ledger.record(exported);
        if (!recorded.entry().equals(exported)) {
            throw new IllegalArgumentException("there is another export with the id " + id);
        }
        return new LedgerExport(ledger, exported, recorded.index(), request.format(), request.scope());
    }

    /**
     * An export begun before, to be continued. It is not recorded again.
     *
     * @param ledger the ledger
     * @param id the export's id
     * @param scope its scope, which the ledger does not keep where it names a subject or hides places
     * @return the export; empty if none was begun with this id and scope
     * @throws dev.consent4j.store.StoreException if the ledger cannot be read
     */
    public static Optional<LedgerExport> resume(ConsentLedger ledger, String id, ExportScope scope) {
        Optional<LedgerEntry> found = ledger.find(Exported.idOf(id));
        Optional<Entry> entry = found.flatMap(LedgerEntry::entry);
        if (entry.isEmpty()
                || !(entry.get() instanceof Exported exported)
                || !exported.scope().equals(scope.text())) {
            return Optional.empty();
        }
        return Named.find(ExportFormat.class, exported.format())
                .map(format -> new LedgerExport(ledger, exported, found.get().index(), format, scope));
    }

    /** What the ledger says about this export. */
    public Exported exported() {
        return exported;
    }

    /** The form. */
    public ExportFormat format() {
        return format;
    }

    /**
     * Writes the whole export.
     *
     * @param out where to; flushed, not closed
     * @throws IOException if it cannot be written
     * @throws dev.consent4j.store.StoreException if the ledger cannot be read; what was written can be continued
     */
    public void write(OutputStream out) throws IOException {
        writeFrom(exported.range().from(), out);
    }

    /**
     * Writes an export from an index on: what follows the line of the entry before it. From the first index of the range
     * that is the whole export.
     *
     * @param from an index of the range, or its end to write only what stands behind the last entry
     * @param out where to; flushed, not closed
     * @throws IllegalArgumentException if the index is outside the range
     * @throws IOException if it cannot be written
     * @throws dev.consent4j.store.StoreException if the ledger cannot be read; what was written can be continued
     */
    public void writeFrom(long from, OutputStream out) throws IOException {
        IndexRange range = exported.range();
        if (from < range.from() || from > range.to()) {
            throw new IllegalArgumentException("index " + from + " is outside the export");
        }
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        RangeWriter writer = writer(buffered);
        writer.begin(from);
        long next = from;
        while (next < range.to()) {
            List<StoredEntry> page = ledger.stored(next, (int) Math.min(PAGE, range.to() - next));
            if (page.isEmpty()) {
                next = absent(writer, next, range.to());
            }
            for (StoredEntry stored : page) {
                next = absent(writer, next, Math.min(stored.index(), range.to()));
                if (stored.index() < range.to()) {
                    writer.entry(stored, scope.holds(stored));
                    next = stored.index() + 1;
                }
            }
        }
        writer.end();
        buffered.flush();
    }

    private static long absent(RangeWriter writer, long from, long to) throws IOException {
        for (long each = from; each < to; each++) {
            writer.absent(each);
        }
        return Math.max(from, to);
    }

    private RangeWriter writer(OutputStream out) {
        return switch (format) {
            case JSON_LINES -> new JsonLinesWriter(ledger, new LedgerTree(ledger), exported, index, out);
            case CSV -> new CsvWriter(ledger::read, exported, out);
            case DPV -> new DpvWriter(ledger, ledger::read, exported, out);
        };
    }
}
