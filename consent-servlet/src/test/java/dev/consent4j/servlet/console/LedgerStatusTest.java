package dev.consent4j.servlet.console;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.SiteConsent;
import dev.consent4j.outbox.DeliveryStatus;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.page.Html;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerStatusTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    private final ConsentService service = ConsentService.builder()
            .policy(Policy.builder("1")
                    .controller("Example SA", "mailto:privacy@example.org")
                    .build())
            .inMemory()
            .publishAfter(Duration.ofDays(1))
            .clock(CLOCK)
            .build();
    private final SiteConsent site = service.sites().get(0);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void theLastCheckpointSaysHowMuchItCoversAndUpToWhen() {
        assertTrue(words().contains(
                        "Last checkpoint</dt><dd>none yet, of " + site.ledger().size() + " entries"));
        site.ledger().publish();
        long covered = site.ledger().size();
        new ConsoleReading(site, "anna", CLOCK, "").recorded("list", "none");
        String words = words();
        assertTrue(words.contains("covers " + covered + " of " + (covered + 1) + " entries"), words);
        assertTrue(words.contains("2026-11-22 10:00:00"), words);
        assertTrue(words.contains("Signing</dt><dd>up to date"), words);
    }

    @Test
    void eachListenerOfTheSiteHasItsPlaceAndItsFailure() {
        String words = words(
                new DeliveryStatus("site", "crm", DeliveryStatus.State.FAILING, 7, OptionalLong.of(3), "refused"),
                new DeliveryStatus("site", "mail", DeliveryStatus.State.DELIVERING, 9, OptionalLong.empty(), null),
                new DeliveryStatus("other", "elsewhere", DeliveryStatus.State.STOPPED, 0, OptionalLong.of(0), null));
        assertTrue(
                words.contains("Listener crm</dt><dd>FAILING, it is tried again: refused; next is 7, 3 waiting"),
                words);
        assertTrue(words.contains("Listener mail</dt><dd>delivering; next is 9, how many wait is not known"), words);
        assertTrue(!words.contains("elsewhere"), words);
    }

    private String words(DeliveryStatus... deliveries) {
        Html html = Html.document();
        new LedgerStatus(site, List.of(deliveries)).write(html);
        return html.toString();
    }
}
