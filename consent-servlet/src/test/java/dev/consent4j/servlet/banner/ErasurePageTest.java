package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.Erased;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.servlet.page.Browser;
import dev.consent4j.store.EntryQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** How a person without scripts has the record erased. */
class ErasurePageTest {

    private static final String ERASE = "/privacy/erase";

    private TrialSite site = new TrialSite();

    @AfterEach
    void close() {
        site.close();
    }

    private SubjectId accept() {
        site.browser.press(site.browser.open("/"), "action", "accept-all", TrialSite.AS_SHOWN);
        return Objects.requireNonNull(site.decisions().get(0).subject());
    }

    private void erase(Browser browser) {
        browser.postTo(ERASE, Browser.fields(browser.open(ERASE), Map.of()), "Origin", site.server.origin());
    }

    private List<LedgerEntry> found(SubjectId subject) {
        return site.site().ledger().find(new EntryQuery(null, subject.text(), Long.MAX_VALUE, 100));
    }

    private GivenConsent carried() {
        String name = site.site().cookie().name();
        return (GivenConsent)
                site.site().device(List.of(site.browser.cookies().get(name))).given();
    }

    @Test
    void theChoicesPageLeadsToAPageThatSaysWhatWillHappen() {
        accept();
        assertTrue(links(site.browser.open(TrialSite.CHOICES)).contains(ERASE));
        String text = site.browser.open(ERASE).getDocumentElement().getTextContent();
        assertTrue(text.contains("1 entries, the oldest of 2026-11-22"), text);
        assertTrue(text.contains("What stays"), text);
    }

    @Test
    void openingThePageErasesNothing() {
        SubjectId subject = accept();
        site.browser.open(ERASE);
        assertEquals(1, found(subject).size());
    }

    @Proves("EU-12")
    @Test
    void oneButtonErasesAndTheAnswerNamesTheRequest() {
        SubjectId subject = accept();
        erase(site.browser);
        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(List.of(), found(subject));
        String address = site.browser.header("Location");
        String number = address.substring(address.indexOf('=') + 1);
        assertTrue(site.site().ledger().find(Erased.idOf(number, 0)).isPresent());
        String text = site.browser.open(address).getDocumentElement().getTextContent();
        assertTrue(text.contains(number), text);
        assertTrue(text.contains("was erased"), text);
        assertTrue(site.site().ledger().check().isIntact());
    }

    @Test
    void theBrowserKeepsARefusalWithoutAPseudonym() {
        accept();
        erase(site.browser);
        GivenConsent carried = carried();
        assertNull(carried.subject());
        assertNotNull(carried.rejectAll());
        assertFalse(carried.grantsAnything());
        assertFalse(site.browser.open("/").getDocumentElement().getTextContent().contains("accept-all"));
    }

    @Test
    void anotherWindowWithTheOldCookieGrantsNothingAndMayDecideAnew() {
        SubjectId subject = accept();
        Browser other = new Browser(site.server);
        other.cookies().putAll(site.browser.cookies());
        Document formOfBefore = other.open(TrialSite.CHOICES);
        erase(site.browser);
        other.press(formOfBefore, "action", "save", Map.of("audience", true));
        assertEquals(303, other.answer().statusCode());
        assertEquals(List.of(), found(subject));
        assertNotEquals(subject, site.decisions().get(0).subject());
    }

    @Test
    void theSecondClickFindsTheReceiptOfTheFirst() {
        accept();
        String form = Browser.fields(site.browser.open(ERASE), Map.of());
        site.browser.postTo(ERASE, form, "Origin", site.server.origin());
        String first = site.browser.header("Location");
        long size = site.site().ledger().size();
        site.browser.postTo(ERASE, form, "Origin", site.server.origin());
        assertEquals(first, site.browser.header("Location"));
        assertEquals(size, site.site().ledger().size());
    }

    @Test
    void anotherSiteCannotErase() {
        SubjectId subject = accept();
        String form = Browser.fields(site.browser.open(ERASE), Map.of());
        site.browser.postTo(ERASE, form, "Origin", "https://evil.example");
        assertEquals(403, site.browser.answer().statusCode());
        assertEquals(1, found(subject).size());
    }

    @Test
    void aBrowserThatNamesNoOriginConfirmsOnce() {
        SubjectId subject = accept();
        Document again = site.browser.postTo(ERASE, Browser.fields(site.browser.open(ERASE), Map.of()));
        assertEquals(200, site.browser.answer().statusCode());
        assertEquals(1, found(subject).size());
        site.browser.postTo(ERASE, Browser.fields(again, Map.of()));
        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(List.of(), found(subject));
    }

    @Test
    void whatIsOwedIsToldBeforeAndAfter() {
        site.close();
        site = new TrialSite(TrialSite.policy()
                .evidence(Lifetime.parse("P30D").orElseThrow())
                .evidenceReason(TrialSite.text("Claims may come.", "Es kann Klagen geben."))
                .residue("receipt number and day")
                .build());
        SubjectId subject = accept();
        String before = site.browser.open(ERASE).getDocumentElement().getTextContent();
        assertTrue(before.contains("P30D") && before.contains("Claims may come."), before);
        assertTrue(before.contains("receipt number and day"), before);
        erase(site.browser);
        String after = site.browser
                .open(site.browser.header("Location"))
                .getDocumentElement()
                .getTextContent();
        assertTrue(after.contains("2026-12-23") && after.contains("Claims may come."), after);
        assertEquals(1, found(subject).size());
        assertTrue(site.site()
                .records()
                .restricted()
                .contains(found(subject).get(0).index()));
        assertNull(carried().subject());
    }

    @Test
    void whileTheLedgerIsDownTheRefusalHoldsAndTheRecordCanBeErasedLater() {
        SubjectId subject = accept();
        String form = Browser.fields(site.browser.open(ERASE), Map.of());
        site.store.down(true);
        site.browser.postTo(ERASE, form, "Origin", site.server.origin());
        assertEquals(503, site.browser.answer().statusCode());
        assertFalse(carried().grantsAnything());
        assertEquals(subject, carried().subject());
        site.store.down(false);
        erase(site.browser);
        assertEquals(List.of(), found(subject));
    }

    @Test
    void whoHasNoPseudonymIsToldThatNothingIsThere() {
        String text = site.browser.open(ERASE).getDocumentElement().getTextContent();
        assertTrue(text.contains("Nothing is recorded"), text);
        assertEquals(0, Browser.elements(site.browser.open(ERASE), "form").size());
    }

    private static List<String> links(Document page) {
        return Browser.elements(page, "a").stream()
                .map(link -> link.getAttribute("href"))
                .toList();
    }
}
