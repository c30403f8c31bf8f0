package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.entry.DecisionRecorded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that cannot be written takes nothing from a refusal and gives nothing to a grant. */
class StoreUnwritableTest {

    private static final DemoSite SITE = Demo.site("imo");

    @TempDir
    Path data;

    private Demo demo;
    private Browser browser;
    private Reply page;

    @BeforeEach
    void loadAPageBeforeTheLedgerGoesAway() throws Exception {
        demo = Demo.in(data);
        browser = demo.visitor(SITE);
        page = browser.get("/");
        takeAway();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private Path ledger() {
        return data.resolve("ledger.sqlite");
    }

    private void takeAway() throws Exception {
        Files.move(ledger(), data.resolve("elsewhere"));
    }

    private void bringBack() throws Exception {
        Files.move(data.resolve("elsewhere"), ledger());
    }

    private void assertNothingOptional(Reply reply) {
        reply.cookieNames()
                .forEach(name ->
                        assertTrue(demo.own(SITE, name) || demo.necessary(SITE).test(name), name));
    }

    @Proves("P-5")
    @Test
    void thePagesOfTheHostAreStillRendered() {
        for (Reply reply : List.of(demo.visitor(SITE).get("/"), browser.get("/app/"), browser.get(Answers.CHOICES))) {
            assertEquals(200, reply.status());
            assertTrue(reply.body().contains("</html>"));
        }
    }

    @Proves("P-2")
    @Test
    void aRefusalTakesEffect() {
        assertEquals(303, Answers.submit(browser, page, "reject-all").status());
        for (Reply reply : Answers.browse(browser, SITE)) {
            assertNothingOptional(reply);
        }
        Reply next = browser.get("/");
        assertTrue(next.body().contains("advertising: denied, refused"), next.body());
    }

    @Proves("P-2")
    @Test
    void aRefusalIsRecordedLateByTheNextRequestThatCan() throws Exception {
        assertEquals(303, Answers.submit(browser, page, "reject-all").status());
        bringBack();
        browser.get("/");
        List<DecisionRecorded> recorded = demo.consent(SITE).ledger().read(0, 100).stream()
                .flatMap(entry -> entry.entry().stream())
                .filter(DecisionRecorded.class::isInstance)
                .map(DecisionRecorded.class::cast)
                .toList();
        assertEquals(1, recorded.size());
        assertTrue(recorded.get(0).decision().delay().compareTo(Duration.ZERO) > 0);
        assertEquals(
                Answers.decision(
                        Form.withButton(page.body(), "action", "reject-all").fields()),
                recorded.get(0).decision().id().text());
    }

    @Proves("P-2")
    @Test
    void aGrantIsAnsweredWithTryLaterAndGrantsNothing() throws Exception {
        Reply answer = Answers.submit(browser, page, "accept-all");
        assertEquals(503, answer.status());
        assertFalse(answer.all("Retry-After").isEmpty());
        Answers.browse(browser, SITE).forEach(this::assertNothingOptional);

        bringBack();
        assertNothingOptional(browser.get("/"));
        assertEquals(303, Answers.press(browser, "/", "accept-all").status());
        assertTrue(browser.get("/").cookieNames().contains("imo_ad"));
    }

    @Proves("EU-5")
    @Test
    void aWithdrawalTakesEffect() throws Exception {
        bringBack();
        Answers.press(browser, "/", "accept-all");
        browser.get("/");
        Reply choices = browser.get(Answers.CHOICES);
        takeAway();
        assertEquals(303, Answers.submit(browser, choices, "withdraw").status());
        assertFalse(browser.cookieNames().contains("imo_ad"));
        assertNothingOptional(browser.get("/"));
        bringBack();
    }
}
