package dev.consent4j.export;

import dev.consent4j.export.Verification.Completeness;
import dev.consent4j.export.Verification.Integrity;
import dev.consent4j.export.Verification.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What is wrong with an export, gathered in the order of its lines. Used by one walk. */
final class ExportFindings {

    private final List<String> problems = new ArrayList<>();
    private boolean altered;
    private boolean headerProven = true;
    private boolean missing;
    private long firstOffending = Long.MAX_VALUE;

    void altered(long line, String problem) {
        altered = true;
        tell("line " + line + " " + problem);
    }

    void missing(long line, String problem) {
        missing = true;
        tell("line " + line + " " + problem);
    }

    /** A checkpoint behind something that is missing or altered: its root cannot be computed. */
    void uncheckable(long line, long size) {
        tell("line " + line + " holds the checkpoint of " + size
                + " entries, which cannot be compared because of what is wrong before it");
    }

    void unaccounted(IndexRuns runs) {
        missing = true;
        offending(runs.first());
        tell(runs.total() + " entries have no bytes, from index " + runs.first()
                + " on, and no entry of the ledger says they were erased");
    }

    void unended() {
        missing = true;
        tell("the last line is missing: the export was cut off or not finished");
    }

    /** A last line that stands before the end of the range. */
    void endsEarly(long end, long promised) {
        missing = true;
        tell("the last line ends the export at entry " + end + ", and line 1 promises " + promised);
    }

    void headerUnproven() {
        altered = true;
        headerProven = false;
        tell("no entry of the ledger says what line 1 says about the export: purpose, recipient, range or scope"
                + " may have been changed");
    }

    void offending(long index) {
        firstOffending = Math.min(firstOffending, index);
    }

    private void tell(String problem) {
        if (problems.size() < Verification.MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    Verification verification(
            ExportHeader header,
            Verification.Counts counts,
            ExportTree tree,
            boolean whole,
            boolean trusted,
            Outside outside) {
        boolean covered = tree.covering() != null && tree.covering().size() == tree.position();
        boolean changed = altered || outside.result() == Outside.Result.DIFFERENT;
        Integrity integrity = changed ? Integrity.VIOLATED : covered ? Integrity.INTACT : Integrity.UNCOVERED;
        Completeness completeness = switch (outside.result()) {
            case DIFFERENT, BEYOND_THE_END, NOT_OURS -> Completeness.VIOLATED;
            case CONSISTENT -> missing ? Completeness.VIOLATED : Completeness.COMPLETE;
            case NOT_GIVEN, NOT_COMPARABLE -> missing ? Completeness.VIOLATED : Completeness.UNPROVEN;
        };
        return new Verification(
                header.origin(),
                header.exported(),
                headerProven,
                counts,
                firstOffending == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(firstOffending),
                List.copyOf(problems),
                tree.covering(),
                tree.position(),
                whole,
                trusted,
                outside,
                integrity,
                completeness);
    }
}
