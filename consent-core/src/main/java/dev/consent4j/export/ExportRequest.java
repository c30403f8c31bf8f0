package dev.consent4j.export;

import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants exported, and why (GDPR Art. 5(1)(b), 5(1)(e), 30).
 *
 * @param format the form
 * @param range the entries; null for the whole ledger as it is when the export begins
 * @param scope which of them in full
 * @param purpose what for, 1 to {@value #MAX_TEXT} characters
 * @param recipient who gets it, 1 to {@value #MAX_TEXT} characters
 * @param destroyBy the day by which the recipient destroys it
 * @param reader who makes it, as the organisation knows them, 1 to {@value #MAX_TEXT} characters
 * @param restricted whether entries that were asked to be erased, and are still owed, are wanted too; the purpose is then
 *     the reason (GDPR Art. 18)
 */
public record ExportRequest(
        ExportFormat format,
        @Nullable IndexRange range,
        ExportScope scope,
        String purpose,
        String recipient,
        LocalDate destroyBy,
        String reader,
        boolean restricted) {

    /** Characters of a text, at most. */
    public static final int MAX_TEXT = 500;

    /** How long an export may be kept, at most, in years. */
    public static final int MAX_YEARS = 10;

    /**
     * A request without restricted entries.
     *
     * @param format the form
     * @param range the entries; null for the whole ledger as it is when the export begins
     * @param scope which of them in full
     * @param purpose what for
     * @param recipient who gets it
     * @param destroyBy the day by which the recipient destroys it
     * @param reader who makes it, as the organisation knows them
     */
    public ExportRequest(
            ExportFormat format,
            @Nullable IndexRange range,
            ExportScope scope,
            String purpose,
            String recipient,
            LocalDate destroyBy,
            String reader) {
        this(format, range, scope, purpose, recipient, destroyBy, reader, false);
    }

    /**
     * The same without some places, such as those of restricted entries; they are in it as leaf hashes only.
     *
     * @param places the places
     * @return the request
     */
    public ExportRequest hiding(IndexRanges places) {
        return new ExportRequest(
                format, range, scope.hiding(places), purpose, recipient, destroyBy, reader, restricted);
    }

    /**
     * What is wrong with this request on a day, one sentence for each field; empty if nothing is.
     *
     * @param today the day
     * @return the problems, each beginning with the field's name and a colon
     */
    public List<String> problems(LocalDate today) {
        List<String> problems = new ArrayList<>();
        text(problems, "purpose", purpose);
        text(problems, "recipient", recipient);
        text(problems, "reader", reader);
        if (!destroyBy.isAfter(today) || destroyBy.isAfter(today.plusYears(MAX_YEARS))) {
            problems.add("destroyBy: must be a day after today and within " + MAX_YEARS + " years.");
        }
        return problems;
    }

    private static void text(List<String> problems, String field, String text) {
        if (text.isBlank() || text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            problems.add(field + ": must be 1 to " + MAX_TEXT + " characters of one line.");
        }
    }
}
