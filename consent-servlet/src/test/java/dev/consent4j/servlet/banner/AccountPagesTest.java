package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.servlet.page.Browser;
import dev.consent4j.servlet.page.PrivacyServer;
import dev.consent4j.store.EntryQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** People who sign in, some of them in one browser after the other. */
class AccountPagesTest {

    private static final String CLAIM = "/privacy/claim";

    private final TrialSite site = new TrialSite();
    private final Browser browser = site.browser;

    @AfterEach
    void close() {
        site.close();
    }

    private Browser signedIn(String account) {
        return browser.sending(PrivacyServer.ACCOUNT, account);
    }

    private Browser signedOut() {
        return browser.sending();
    }

    private void answer(String action) {
        browser.press(browser.open("/privacy/choices"), "action", action, TrialSite.AS_SHOWN);
        assertEquals(303, browser.answer().statusCode());
    }

    private String choices() {
        return text(browser.open(TrialSite.CHOICES));
    }

    private static String text(Document page) {
        return page.getDocumentElement().getTextContent();
    }

    private void claim() {
        browser.postTo(CLAIM, "action=save", "Origin", site.server.origin());
    }

    private List<String> on(Document page) {
        return Browser.elements(page, "input").stream()
                .filter(box -> box.getAttribute("type").equals("checkbox") && box.hasAttribute("checked"))
                .map(box -> box.getAttribute("value"))
                .toList();
    }

    private List<String> on() {
        return on(browser.open(TrialSite.CHOICES));
    }

    @Test
    void whatSomebodySignedInAllowsHoldsOnTheirOtherDeviceAndNotInTheBrowserAfterwards() {
        signedIn("anna");
        answer("accept-all");

        assertTrue(on().contains("ads"), "still signed in");
        Browser other = new Browser(site.server).sending(PrivacyServer.ACCOUNT, "anna");
        assertTrue(on(other.open(TrialSite.CHOICES)).contains("ads"));
        signedOut();
        assertFalse(on().contains("ads"));
        assertEquals(Map.of(), browser.cookies(), "nothing of it entered the device");
    }

    @Test
    void aWithdrawalOnOneDeviceHoldsOnTheOther() {
        signedIn("anna");
        answer("accept-all");
        Browser other = new Browser(site.server).sending(PrivacyServer.ACCOUNT, "anna");
        assertTrue(on(other.open(TrialSite.CHOICES)).contains("ads"));

        answer("withdraw");

        assertEquals(List.of(), on(other.open(TrialSite.CHOICES)));
    }

    @Test
    void nobodySeesTheHistoryOrTheChoicesOfAnotherInTheSameBrowser() {
        signedIn("anna");
        answer("accept-all");
        Decision annas = site.decisions().get(0);
        String number = annas.id().text();
        assertTrue(choices().contains(number));

        signedOut();
        assertFalse(choices().contains(number));
        signedIn("bert");
        assertFalse(choices().contains(number));
        assertFalse(on().contains("ads"));
        answer("reject-all");

        signedIn("anna");
        assertTrue(on().contains("ads"));
        assertFalse(choices().contains(site.decisions().get(0).id().text()), "bert's");
    }

    @Test
    void theDecisionsOfADeviceJoinAnAccountOnlyWhenClaimedAndAreThenShownToNobodyElse() {
        answer("accept-all");
        String number = site.decisions().get(0).id().text();
        signedIn("anna");
        String offer = choices();
        assertFalse(offer.contains(number), "it may have been another person");
        assertTrue(offer.contains("There are 1."), offer);
        assertFalse(on().contains("ads"));

        claim();

        assertEquals(303, browser.answer().statusCode());
        assertTrue(choices().contains(number));
        assertTrue(on().contains("ads"));
        assertFalse(choices().contains("There are"));
        signedOut();
        assertFalse(choices().contains(number));
        signedIn("bert");
        assertFalse(choices().contains("There are"));
        assertFalse(on().contains("ads"));
    }

    @Test
    void aClaimNeedsSomebodySignedInAndAFormOfOurs() {
        answer("accept-all");
        claim();
        signedIn("anna");
        browser.postTo(CLAIM, "action=save", "Origin", "https://evil.example");
        assertEquals(403, browser.answer().statusCode());
        browser.open(CLAIM);
        assertEquals(405, browser.answer().statusCode());
        assertEquals(List.of(), site.site().ledger().find(EntryQuery.newest(EntryKind.ACCOUNT_LINK.id(), 1)));

        browser.postTo(CLAIM, "action=save");
        assertEquals(200, browser.answer().statusCode(), "without an origin it is asked again");
    }

    @Test
    void aClaimWithoutAnOriginIsMadeWithTheTokenOfTheNextPage() {
        answer("accept-all");
        signedIn("anna");
        Document again = browser.postTo(CLAIM, "action=save");
        String token = Browser.elements(again, "input").stream()
                .filter(field -> field.getAttribute("name").equals("token"))
                .map(field -> field.getAttribute("value"))
                .findFirst()
                .orElseThrow();

        browser.postTo(CLAIM, "action=save&token=" + token);

        assertEquals(303, browser.answer().statusCode());
        assertTrue(
                site.site()
                                .ledger()
                                .find(EntryQuery.newest(EntryKind.ACCOUNT_LINK.id(), 1))
                                .get(0)
                                .entry()
                                .orElseThrow()
                        instanceof AccountLink);
    }

    @Test
    void whoeverAllowsWhatTheBrowserRefusedIsShownTheContradictionFirst() {
        signedIn("anna");
        answer("accept-all");
        signedOut();
        answer("reject-all");
        signedIn("anna");
        assertFalse(on().contains("ads"));

        Document page = browser.open(TrialSite.CHOICES);
        Document second = browser.press(page, "action", "accept-all", TrialSite.AS_SHOWN);

        assertTrue(text(second).contains("In this browser it was refused before."), text(second));
    }

    /** Anna allowed everything for her account, and in this browser everything was refused. */
    private void contradicted() {
        signedIn("anna");
        answer("accept-all");
        signedOut();
        answer("reject-all");
        signedIn("anna");
    }

    @Test
    void whoKeepsOffWhatTheBrowserRefusedIsToldOnce() {
        contradicted();
        Document page = browser.open("/");
        assertTrue(text(page).contains("In this browser they were refused"), text(page));

        browser.press(page, "action", "acknowledge", TrialSite.AS_SHOWN);

        assertEquals(303, browser.answer().statusCode());
        assertFalse(text(browser.open("/")).contains("refused"));
        assertFalse(on().contains("ads"));
    }

    @Test
    void whoAllowsInTheSecondStepWhatTheBrowserRefusedIsNotToldAgain() {
        contradicted();
        Document second = browser.press(browser.open(TrialSite.CHOICES), "action", "accept-all", TrialSite.AS_SHOWN);

        browser.press(second, "confirm", "1", TrialSite.AS_SHOWN);

        assertEquals(303, browser.answer().statusCode());
        assertTrue(on().contains("ads"));
        assertFalse(text(browser.open("/")).contains("refused"));
        signedOut();
        assertFalse(on().contains("ads"), "the browser's own");
    }

    @Test
    void whoKeepsItOffInTheSecondStepIsNotToldAgain() {
        contradicted();
        Document second = browser.press(browser.open(TrialSite.CHOICES), "action", "accept-all", TrialSite.AS_SHOWN);

        browser.press(second, "confirm", "0", TrialSite.AS_SHOWN);

        assertEquals(303, browser.answer().statusCode());
        assertFalse(on().contains("ads"));
        assertFalse(text(browser.open("/")).contains("refused"));
    }

    @Test
    void anObjectionWhileSignedInIsTheDevicesToo() {
        signedIn("anna");
        browser.press(browser.open(TrialSite.CHOICES), "object", "security", TrialSite.AS_SHOWN);

        List<Action> recorded = site.decisions().stream().map(Decision::action).toList();
        assertEquals(List.of(Action.OBJECT, Action.OBJECT), recorded);
        signedOut();
        assertTrue(text(browser.open(TrialSite.CHOICES)).contains("bjected"));
        assertTrue(site.site().device(List.copyOf(browser.cookies().values())).given() instanceof GivenConsent);
    }
}
