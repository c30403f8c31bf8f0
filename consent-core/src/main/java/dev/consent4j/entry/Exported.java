package dev.consent4j.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Entries left the ledger as an export. Names no subject: an erasure finds the exports that held it by their indexes.
 *
 * @param export random id of the export, written into it
 * @param format {@code jsonl}, {@code csv} or {@code dpv}
 * @param range the entries it covers
 * @param scope what of them is in it in full, in words of the export such as {@code all} or {@code kind=decision}; the
 *     rest is there as leaf hashes only
 * @param purpose what for
 * @param recipient who gets it
 * @param destroyBy the day by which the recipient destroys it
 * @param reader who made it, as the access rule names them
 * @param time when
 */
public record Exported(
        String export,
        String format,
        IndexRange range,
        String scope,
        String purpose,
        String recipient,
        LocalDate destroyBy,
        String reader,
        Instant time)
        implements Entry {

    @Override
    public EntryKind kind() {
        return EntryKind.EXPORT;
    }

    @Override
    public Optional<String> id() {
        return Optional.of(idOf(export));
    }

    /**
     * The identity of the entry for an export.
     *
     * @param export the export's id
     * @return the entry's id
     */
    public static String idOf(String export) {
        return "export:" + export;
    }
}
