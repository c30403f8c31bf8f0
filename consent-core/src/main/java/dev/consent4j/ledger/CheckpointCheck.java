package dev.consent4j.ledger;

import dev.consent4j.entry.IndexRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What comparing a whole ledger with a checkpoint from outside found: integrity (nothing was changed) and completeness
 * (nothing is missing) are two findings.
 *
 * @param entries what checking every entry found
 * @param checkpoint the checkpoint it was compared with
 * @param result how the ledger relates to the checkpoint
 */
public record CheckpointCheck(LedgerCheck entries, Checkpoint checkpoint, Result result) {

    /** How a ledger relates to a checkpoint. */
    public enum Result {
        /** The ledger continues what the checkpoint saw. */
        CONSISTENT,
        /** The entries the checkpoint saw were other ones, or in another order. */
        DIFFERENT,
        /** The checkpoint saw more entries than the ledger has: its end was cut off, or it is an older copy. */
        BEYOND_THE_END,
        /** An entry the checkpoint saw is missing, so there is nothing to compare with. */
        NOT_COMPARABLE
    }

    /** Whether anything was changed. */
    public enum Integrity {
        /** Everything is as the checkpoint saw it. */
        INTACT,
        /** Nothing is wrong, but the checkpoint does not prove all of it. */
        UNCOVERED,
        /** Something was changed. */
        VIOLATED
    }

    /** Whether anything is missing. */
    public enum Completeness {
        /** Nothing the checkpoint saw is missing. */
        COMPLETE,
        /** Something is missing, cut off or rolled back. */
        VIOLATED
    }

    /** Whether anything was changed. */
    public Integrity integrity() {
        boolean unlikeItsHead = entries.root() == LedgerCheck.Root.DIFFERS && entries.missing() == 0;
        if (entries.altered() > 0 || unlikeItsHead || result == Result.DIFFERENT) {
            return Integrity.VIOLATED;
        }
        return result == Result.CONSISTENT && uncovered().isEmpty() ? Integrity.INTACT : Integrity.UNCOVERED;
    }

    /** Whether anything is missing. */
    public Completeness completeness() {
        boolean lacks = entries.missing() > 0 || result == Result.BEYOND_THE_END || result == Result.NOT_COMPARABLE;
        return lacks ? Completeness.VIOLATED : Completeness.COMPLETE;
    }

    /** The entries recorded after the checkpoint: what was done to them together with their hashes shows nowhere yet. */
    public Optional<IndexRange> uncovered() {
        return checkpoint.size() < entries.to()
                ? Optional.of(new IndexRange(checkpoint.size(), entries.to()))
                : Optional.empty();
    }

    /** The findings in words, one sentence a line. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Integrity: " + integrity() + ". Completeness: " + completeness() + ".");
        lines.add(entries.verified() + " verified, " + entries.erased() + " erased and accounted for, "
                + entries.missing() + " missing, " + entries.altered() + " altered"
                + (entries.firstOffending().isPresent()
                        ? ", the first at index " + entries.firstOffending().getAsLong() + "."
                        : "."));
        String outside = "the checkpoint of " + checkpoint.origin() + " over " + checkpoint.size() + " entries";
        lines.add(
                switch (result) {
                    case CONSISTENT -> "The ledger continues " + outside + ".";
                    case DIFFERENT -> "The entries are not those of " + outside + ".";
                    case BEYOND_THE_END ->
                        "The ledger has " + entries.to() + " entries, fewer than " + outside + ": its end was cut off.";
                    case NOT_COMPARABLE -> "Entries of " + outside + " are missing, so its root cannot be compared.";
                });
        lines.add(uncovered()
                .map(span -> "No checkpoint covers the indexes " + span.from() + " to " + (span.to() - 1) + ".")
                .orElse("The checkpoint covers every index."));
        return String.join("\n", lines);
    }
}
