package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Decision;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.export.ReceiptVerifier;
import dev.consent4j.servlet.guard.OneTimeToken;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.Browser;
import dev.consent4j.servlet.page.PrivacyServer;
import dev.consent4j.store.EntryQuery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiptDownloadTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final String RECEIPTS = "/privacy/receipts/";

    private final ConsentService service = ConsentService.builder()
            .policy(TrialSite.policy().build())
            .inMemory()
            .clock(CLOCK)
            .build();
    private final OneTimeToken tokens = new OneTimeToken(service.keys(), CLOCK);
    private final RateLimit limit = new RateLimit(service.keys(), CLOCK, 30);
    private final PrivacyServer server = new PrivacyServer(
            service,
            visitor -> "",
            new ChoicesHandler(tokens, limit),
            new ReceiptHandler(service.keys(), tokens, limit));
    private final Browser browser = new Browser(server);

    @AfterEach
    void close() {
        server.close();
        service.close();
    }

    private Decision newest() {
        return service.sites().get(0).ledger().find(EntryQuery.newest(EntryKind.DECISION.id(), 1)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(entry -> ((DecisionRecorded) entry).decision())
                .findFirst()
                .orElseThrow();
    }

    private void grant() {
        browser.press(browser.open(TrialSite.CHOICES), "action", "save", Map.of("audience", true));
    }

    private static List<String> problems(String receipt, byte[] opening) {
        return ReceiptVerifier.trusting(List.of())
                .verify(receipt.getBytes(StandardCharsets.UTF_8), opening)
                .problems();
    }

    @Proves("RECORD-5")
    @Test
    void theDeviceThatDecidedGetsReceiptAndPrivatePart() {
        grant();
        String number = newest().id().text();

        browser.open(RECEIPTS + number);
        String receipt = browser.answer().body();

        assertEquals(200, browser.answer().statusCode());
        assertEquals("application/json", browser.header("Content-Type"));
        assertEquals(
                "attachment; filename=\"consent-receipt-" + number + ".json\"", browser.header("Content-Disposition"));
        assertTrue(browser.header("Cache-Control").contains("no-store"));
        assertFalse(receipt.contains(newest().subject().text()));
        browser.open(RECEIPTS + number + "/private");
        assertEquals(List.of(), problems(receipt, browser.answer().body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theChoicesPageLinksTheReceiptsOfThisDevice() {
        grant();

        assertTrue(browser.open(TrialSite.CHOICES)
                .getDocumentElement()
                .getTextContent()
                .contains("Download receipt"));
    }

    @Test
    void nobodyElseGetsAny() {
        grant();
        String number = newest().id().text();

        for (String path :
                List.of(number, number + "/private", number + "?download=AAAA", "AAAAAAAAAAAAAAAAAAAAAA", "")) {
            assertEquals(404, server.get(RECEIPTS + path).statusCode(), path);
        }
        assertEquals(405, server.post(RECEIPTS + number, "a=b").statusCode());
    }

    @Test
    void aRefusalHasItsReceiptOnceRightAfterTheAnswer() {
        browser.press(browser.open(TrialSite.CHOICES), "action", "reject-all", TrialSite.AS_SHOWN);
        String number = newest().id().text();
        String location = browser.header("Location");
        String token = location.substring(location.indexOf("&download="));
        browser.open(location);
        assertTrue(browser.answer().body().contains("Download the receipt"));

        String once = RECEIPTS + number + "?" + token.substring(1);
        browser.open(once);
        assertEquals(200, browser.answer().statusCode());
        assertEquals(List.of(), problems(browser.answer().body(), null));
        browser.open(once);
        assertEquals(404, browser.answer().statusCode());
    }

    @Test
    void tooManyAreRefused() {
        for (int i = 0; i < 30; i++) {
            assertEquals(404, server.get(RECEIPTS + "AAAAAAAAAAAAAAAAAAAAAA").statusCode());
        }
        assertEquals(429, server.get(RECEIPTS + "AAAAAAAAAAAAAAAAAAAAAA").statusCode());
    }
}
