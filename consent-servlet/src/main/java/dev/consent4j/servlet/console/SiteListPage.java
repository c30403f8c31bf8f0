package dev.consent4j.servlet.console;

import dev.consent4j.SiteConsent;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Table;
import dev.consent4j.store.StoreException;
import java.util.List;

/** The sites of the application. Shows no entry, so it is no read. */
record SiteListPage(ConsoleFrame frame, List<SiteConsent> sites) {

    String html() {
        Html html = frame.open("Sites", List.of());
        Table.open(html, "Sites of this application", List.of("Site", "Policy in force", "Mode", "Entries"));
        for (SiteConsent site : sites) {
            Policy policy = site.site().policies().current(Jurisdiction.UNKNOWN, site.today());
            html.open("tr")
                    .open("td")
                    .open("a")
                    .with("href", frame.base() + "/" + site.site().id());
            html.text(site.site().id()).close().close();
            html.line("td", "", policy.version() + ", " + policy.controller().name());
            html.line("td", "", site.mode()).line("td", "cc-number", size(site)).close();
        }
        Table.close(html);
        return ConsoleFrame.close(html).toString();
    }

    private static String size(SiteConsent site) {
        try {
            return String.valueOf(site.ledger().size());
        } catch (StoreException unavailable) {
            return "unavailable";
        }
    }
}
