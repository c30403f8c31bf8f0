package dev.consent4j.servlet.console;

import dev.consent4j.SiteConsent;
import dev.consent4j.entry.Entry;
import dev.consent4j.ledger.Checkpoint;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.ledger.PublishingState;
import dev.consent4j.outbox.DeliveryStatus;
import dev.consent4j.servlet.page.Html;
import java.util.List;
import java.util.Optional;

/**
 * How a ledger is: its last checkpoint, whether it is signed, and how far its listeners are. Shows no entry.
 *
 * @param site the site
 * @param deliveries how far the listeners of all sites are
 */
record LedgerStatus(SiteConsent site, List<DeliveryStatus> deliveries) {

    void write(Html html) {
        long size = site.ledger().size();
        html.open("dl").with("class", "cc-facts");
        checkpoint(html, size);
        PublishingState publishing = site.ledger().publishing();
        ConsoleFrame.fact(
                html,
                "Signing",
                switch (publishing.condition()) {
                    case CURRENT -> "up to date";
                    case DELAYED -> "DELAYED, it is tried again: " + publishing.reason();
                    case STOPPED -> "STOPPED, see docs/ledger.md: " + publishing.reason();
                    case OFF -> "off: " + publishing.reason();
                });
        for (DeliveryStatus each : deliveries) {
            if (each.site().equals(site.site().id())) {
                ConsoleFrame.fact(html, "Listener " + each.listener(), words(each));
            }
        }
        html.close();
    }

    private void checkpoint(Html html, long size) {
        Optional<Checkpoint> last = site.ledger()
                .checkpoint()
                .flatMap(note -> Checkpoint.parse(note.text()).found());
        if (last.isEmpty()) {
            ConsoleFrame.fact(html, "Last checkpoint", "none yet, of " + size + " entries");
            return;
        }
        long covered = last.get().size();
        html.line("dt", "", "Last checkpoint").open("dd");
        html.text("covers " + covered + " of " + size + " entries, the last one of ");
        Optional<Entry> newest =
                site.ledger().read(covered - 1, 1).stream().findFirst().flatMap(LedgerEntry::entry);
        if (newest.isPresent()) {
            ConsoleFrame.time(html, newest.get().time()).text(" UTC");
        } else {
            html.text("them erased or unreadable");
        }
        html.close();
    }

    private static String words(DeliveryStatus status) {
        String waiting =
                status.lag().isPresent() ? status.lag().getAsLong() + " waiting" : "how many wait is not known";
        String failure = status.failure() == null ? "" : ": " + status.failure();
        return switch (status.state()) {
                    case STANDBY -> "standby, another process delivers";
                    case DELIVERING -> "delivering";
                    case FAILING -> "FAILING, it is tried again";
                    case STOPPED -> "STOPPED";
                }
                + failure + "; next is " + status.next() + ", " + waiting;
    }
}
