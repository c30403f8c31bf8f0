package dev.consent4j.export;

import dev.consent4j.entry.Exported;
import dev.consent4j.ledger.Checkpoint;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What verifying an export found: integrity (nothing in it was changed) and completeness (nothing is missing or cut off) are
 * two findings.
 *
 * @param origin which ledger the export says it is of
 * @param exported what its first line says about the export
 * @param recorded whether the export holds the ledger's own entry that says the same; that what is left out as out of scope
 *     is out of it stays the exporter's word, because a leaf hash does not tell what it is of
 * @param counts how many entries are what
 * @param firstOffending the lowest index with something wrong; empty if nothing is wrong or no index can be named
 * @param problems what is wrong, in words and the order of the file, the first {@value #MAX_PROBLEMS}
 * @param checkpoint the last signed checkpoint in the export that all before it leads to; null if there is none
 * @param end how many entries of the ledger the export speaks of
 * @param whole whether the export has its last line
 * @param trusted whether the keys came from outside; else whoever made the file may have made the keys
 * @param outside what comparing with an older checkpoint from outside found
 * @param integrity whether anything was changed
 * @param completeness whether anything is missing
 */
public record Verification(
        String origin,
        Exported exported,
        boolean recorded,
        Counts counts,
        OptionalLong firstOffending,
        List<String> problems,
        @Nullable Checkpoint checkpoint,
        long end,
        boolean whole,
        boolean trusted,
        Outside outside,
        Integrity integrity,
        Completeness completeness)
        implements ExportReading {

    /** Problems that are told in words, at most. */
    public static final int MAX_PROBLEMS = 20;

    /**
     * Entries of the exported range by what became of them.
     *
     * @param verified the bytes fit the leaf hash
     * @param closed out of the export's scope: the leaf hash only
     * @param erased the leaf hash only, and an entry of the ledger says the bytes were erased
     * @param missing neither bytes nor an entry that says they were erased
     * @param altered the bytes do not fit the leaf hash, or the line is none
     * @param erasedSince of the verified ones, how many a later entry says were erased: destroy them here too
     */
    public record Counts(long verified, long closed, long erased, long missing, long altered, long erasedSince) {}

    /** Whether anything was changed. */
    public enum Integrity {
        /** Everything is as a signed checkpoint says. */
        INTACT,
        /** Nothing is wrong, but no checkpoint covers all of it. */
        UNCOVERED,
        /** Something was changed. */
        VIOLATED
    }

    /** Whether anything is missing. */
    public enum Completeness {
        /** Nothing is missing, and the ledger continues the one that the outside checkpoint saw. */
        COMPLETE,
        /** Nothing is missing here; without a checkpoint from outside nobody knows what was cut off before. */
        UNPROVEN,
        /** Something is missing, cut off or rolled back. */
        VIOLATED
    }

    /**
     * What comparing with an older checkpoint from outside found.
     *
     * @param result what was found
     * @param size how many entries that checkpoint covers; 0 if none was given
     */
    public record Outside(Result result, long size) {

        static final Outside NONE = new Outside(Result.NOT_GIVEN, 0);

        /** What was found. */
        public enum Result {
            /** There was none to compare with. */
            NOT_GIVEN,
            /** The export continues what the checkpoint saw. */
            CONSISTENT,
            /** The entries the checkpoint saw were other ones. */
            DIFFERENT,
            /** The checkpoint saw more entries than the export speaks of. */
            BEYOND_THE_END,
            /** The export does not show the tree at the checkpoint's size; export from index 0 to at least that size. */
            NOT_COMPARABLE,
            /** The checkpoint is of another ledger, or signed by none of the keys. */
            NOT_OURS
        }
    }

    /** Up to which size a signed checkpoint in the export covers it; what follows is covered by none. */
    public long covered() {
        return checkpoint == null ? 0 : checkpoint.size();
    }

    /** Whether there is nothing to report: intact, and nothing known to be missing. */
    public boolean isClean() {
        boolean compared =
                outside.result() == Outside.Result.NOT_GIVEN || outside.result() == Outside.Result.CONSISTENT;
        return integrity == Integrity.INTACT && completeness != Completeness.VIOLATED && compared;
    }
}
