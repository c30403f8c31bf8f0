package dev.consent4j.servlet.console;

import dev.consent4j.SiteConsent;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.ledger.LedgerEntry;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One reader at one site's ledger. What is read is recorded before it is shown; if that fails nothing is shown.
 *
 * @param site the site
 * @param reader who reads
 * @param clock the time
 * @param reason why restricted entries are wanted too; empty if they are not
 */
record ConsoleReading(SiteConsent site, String reader, InstantSource clock, String reason) {

    /** Characters of a reason, at most. */
    static final int MAX_REASON = 200;

    /** Indexes named one by one in an entry, at most. */
    private static final int NAMED = 100;

    /** Records that entries were read, by index and never by subject. */
    void recorded(String page, List<LedgerEntry> entries) {
        recorded(page, range(entries));
    }

    /** The same with a reason to see restricted entries; what is too long or blank is none. */
    ConsoleReading because(String why) {
        String line = why.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > MAX_REASON ? this : new ConsoleReading(site, reader, clock, line);
    }

    /** Whether an entry is hidden from this reader: it was asked to be erased, is still owed, and no reason was given. */
    boolean hides(LedgerEntry entry) {
        return reason.isEmpty() && isRestricted(entry);
    }

    boolean isRestricted(LedgerEntry entry) {
        return site.records().restricted().contains(entry.index());
    }

    /** The entries this reader may see. */
    List<LedgerEntry> visible(List<LedgerEntry> entries) {
        return entries.stream().filter(entry -> !hides(entry)).toList();
    }

    void recorded(String page, String range) {
        String why = reason.isEmpty() ? "" : "; restricted ones too, because: " + reason;
        site.ledger()
                .record(new ConsoleRead(
                        reader, page, range + why, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private static String range(List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return "none";
        }
        List<String> indexes = entries.stream()
                .limit(NAMED)
                .map(entry -> String.valueOf(entry.index()))
                .toList();
        return String.join(" ", indexes) + (entries.size() > NAMED ? " and " + (entries.size() - NAMED) + " more" : "");
    }
}
