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
 */
record ConsoleReading(SiteConsent site, String reader, InstantSource clock) {

    /** Indexes named one by one in an entry, at most. */
    private static final int NAMED = 100;

    /** Records that entries were read, by index and never by subject. */
    void recorded(String page, List<LedgerEntry> entries) {
        recorded(page, range(entries));
    }

    void recorded(String page, String range) {
        site.ledger()
                .record(new ConsoleRead(reader, page, range, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
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
