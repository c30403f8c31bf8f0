package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Source;
import dev.consent4j.servlet.page.Browser;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class AnswerFlowTest {

    private static final Map<String, Boolean> AS_SHOWN = TrialSite.AS_SHOWN;

    private final TrialSite site = new TrialSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void acceptAllOnTheBannerIsRecordedAndLeadsBack() {
        Document page = site.browser.open("/shop?q=1");

        site.browser.press(page, "action", "accept-all", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        assertEquals("/shop?q=1", site.browser.header("Location"));
        assertEquals("no-store", site.browser.header("Cache-Control"));
        Decision decision = site.decisions().get(0);
        assertEquals(Action.ACCEPT_ALL, decision.action());
        assertEquals(Source.BANNER, decision.source());
        assertEquals("en", decision.shown().language());
        assertNotNull(decision.subject());
        assertTrue(site.browser.cookies().containsKey(site.site().cookie().name()));
    }

    @Proves({"P-7", "FR-3", "EU-3"})
    @Test
    void theRenderingIsInTheLedgerBeforeTheDecisionThatNamesIt() {
        site.browser.press(site.browser.open("/"), "action", "accept-all", AS_SHOWN);

        Decision decision = site.decisions().get(0);
        long rendering = site.site()
                .ledger()
                .find("rendering:" + decision.shown().rendering())
                .orElseThrow()
                .index();
        assertTrue(rendering
                < site.site().ledger().find(decision.id().text()).orElseThrow().index());
    }

    @Test
    void rejectAllNeedsNoPseudonym() {
        site.browser.press(site.browser.open("/"), "action", "reject-all", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        assertNull(site.decisions().get(0).subject());
    }

    @Proves({"EU-2", "QC-3"})
    @Test
    void savingAnswersWhatTheFormAskedAndNothingElse() {
        Document page = site.browser.open(TrialSite.CHOICES);

        site.browser.press(page, "action", "save", Map.of("audience", true));

        assertEquals(
                Map.of("audience", Choice.GRANTED, "ads", Choice.DENIED),
                site.decisions().get(0).choices());
        assertEquals(Source.PREFERENCES, site.decisions().get(0).source());
    }

    @Proves({"EU-12", "UK-1"})
    @Test
    void untickingWhatIsUsedUnaskedIsAnObjection() {
        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "save", Map.of("security", false));

        assertTrue(text(site.browser.open(TrialSite.CHOICES)).contains("you objected"));
    }

    @Test
    void savingOnlyWhatIsUsedUnaskedMakesNoPseudonym() {
        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "save", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        assertNull(site.decisions().get(0).subject());
        assertFalse(site.decisions().get(0).choices().containsKey("security"));
    }

    @Proves("EU-12")
    @Test
    void anExpressObjectionOutlivesAcceptAll() {
        site.browser.press(site.browser.open(TrialSite.CHOICES), "object", "security", AS_SHOWN);
        assertEquals(Action.OBJECT, site.decisions().get(0).action());
        assertEquals(Map.of("security", Choice.DENIED), site.decisions().get(0).choices());

        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "accept-all", AS_SHOWN);

        assertTrue(text(site.browser.open(TrialSite.CHOICES)).contains("you objected"));
    }

    @Proves({"EU-5", "CO-1"})
    @Test
    void withdrawingDropsThePseudonym() {
        site.browser.press(site.browser.open("/"), "action", "accept-all", AS_SHOWN);
        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "withdraw", AS_SHOWN);

        assertEquals(Action.WITHDRAW, site.decisions().get(0).action());
        assertTrue(text(site.browser.open(TrialSite.CHOICES)).contains("You have no pseudonym here."));
    }

    @Test
    void sendingAFormTwiceRecordsItOnce() {
        Document page = site.browser.open("/");
        site.browser.press(page, "action", "accept-all", AS_SHOWN);
        site.browser.press(page, "action", "accept-all", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(1, site.decisions().size());
    }

    @Test
    void aUsedFormGrantsNothingElse() {
        Document page = site.browser.open("/");
        site.browser.press(page, "action", "reject-all", AS_SHOWN);

        Document again = site.browser.press(page, "action", "accept-all", AS_SHOWN);

        assertEquals(409, site.browser.answer().statusCode());
        assertTrue(text(again).contains("This form was used before"));
        assertEquals(1, site.decisions().size());
        site.browser.press(again, "action", "accept-all", AS_SHOWN);
        assertEquals(303, site.browser.answer().statusCode());
    }

    @Test
    void aRefusalCountsEvenFromAUsedForm() {
        Document page = site.browser.open("/");
        site.browser.press(page, "action", "accept-all", AS_SHOWN);

        site.browser.press(page, "action", "reject-all", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(2, site.decisions().size());
        assertTrue(text(site.browser.open(TrialSite.CHOICES)).contains("you refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "<script>"})
    void aGrantOnSomethingNeverShownIsAskedAgain(String hash) {
        Document page = site.browser.post(
                "action=accept-all&shown=" + hash.replace("<", "%3C").replace(">", "%3E"), own());

        assertEquals(409, site.browser.answer().statusCode());
        assertTrue(text(page).contains("Nothing was allowed yet"));
        assertTrue(site.decisions().isEmpty());
        assertTrue(site.browser.cookies().isEmpty());
    }

    @Test
    void aGrantUnderOtherRulesThanThoseShownIsAskedAgain() {
        Document page = site.browser.open("/");
        site.server.visitorsFrom("US-CA");

        site.browser.press(page, "action", "accept-all", AS_SHOWN);

        assertEquals(409, site.browser.answer().statusCode());
        assertTrue(site.decisions().isEmpty());
    }

    @Test
    void aRefusalOnSomethingNeverShownCounts() {
        site.browser.post("action=reject-all", own());

        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(Action.REJECT_ALL, site.decisions().get(0).action());
        assertEquals("", site.decisions().get(0).shown().rendering());
    }

    @Test
    void ofAMixedAnswerOnSomethingNeverShownTheRefusalsCount() {
        Document page = site.browser.post("action=save&answered=audience&answered=ads&purpose=audience&shown=x", own());

        assertEquals(409, site.browser.answer().statusCode());
        assertEquals(Map.of("ads", Choice.DENIED), site.decisions().get(0).choices());
        assertTrue(Browser.elements(page, "input").stream()
                .anyMatch(input -> input.getAttribute("value").equals("audience") && input.hasAttribute("checked")));
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site,same-origin,303",
        "Sec-Fetch-Site,same-site,403",
        "Sec-Fetch-Site,cross-site,403",
        "Sec-Fetch-Site,none,403",
        "Origin,https://evil.example,403",
        "Origin,null,200",
        "X-Nothing,x,200"
    })
    void onlyAPageOfTheSiteCanAnswer(String header, String value, int status) {
        Document page = site.browser.open("/");

        site.browser.press(page, "action", "reject-all", AS_SHOWN, header, value);

        assertEquals(status, site.browser.answer().statusCode());
        assertEquals(status == 303 ? 1 : 0, site.decisions().size());
        assertEquals(
                status == 303,
                site.browser.answer().headers().firstValue("Set-Cookie").isPresent());
    }

    @Test
    void aBrowserThatNamesNoOriginConfirmsOnce() {
        Document page = site.browser.open(TrialSite.CHOICES);
        Document confirm = site.browser.press(page, "action", "save", Map.of("audience", true), "X-Nothing", "x");
        assertTrue(text(confirm).contains("Please confirm"));
        assertTrue(site.decisions().isEmpty());
        assertTrue(Browser.elements(confirm, "input").stream()
                .anyMatch(input -> input.getAttribute("value").equals("audience") && input.hasAttribute("checked")));

        site.browser.press(confirm, "action", "save", AS_SHOWN, "X-Nothing", "x");
        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(Choice.GRANTED, site.decisions().get(0).choices().get("audience"));

        site.browser.press(confirm, "action", "save", AS_SHOWN, "X-Nothing", "x");
        assertEquals(200, site.browser.answer().statusCode());
        assertEquals(1, site.decisions().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "/x%0d%0aY:z", "javascript:x"})
    void theWayBackNeverLeavesTheSite(String target) {
        site.browser.post("action=reject-all&return=" + target, own());

        assertEquals(303, site.browser.answer().statusCode());
        assertTrue(site.browser.header("Location").startsWith(TrialSite.CHOICES + "?receipt="));
    }

    @ParameterizedTest
    @CsvSource({
        "action=everything,400",
        "purpose=audience,400",
        "action=object,400",
        "action=object&opt-out=everything,400",
        "action=signal,400",
        "'',400"
    })
    void anAnswerThatIsNoneIsRefused(String form, int status) {
        site.browser.post(form, own());

        assertEquals(status, site.browser.answer().statusCode());
        assertTrue(site.decisions().isEmpty());
    }

    @Test
    void formsAreBoundedAndOfOneType() {
        site.browser.post("action=reject-all&x=" + "a".repeat(ChoicesForm.MAX_BYTES), own());
        assertEquals(413, site.browser.answer().statusCode());

        site.browser.post("action=reject-all" + "&a=b".repeat(ChoicesForm.MAX_FIELDS), own());
        assertEquals(400, site.browser.answer().statusCode());

        site.browser.post("{}", "Origin", site.server.origin(), "Content-Type", "application/json");
        assertEquals(415, site.browser.answer().statusCode());
        assertTrue(site.decisions().isEmpty());
    }

    @Test
    void purposesNobodyDeclaredAndRequiredOnesAreLeftOut() {
        site.browser.press(
                site.browser.open(TrialSite.CHOICES), "purpose", "unknown&answered=necessary&action=save", AS_SHOWN);

        assertEquals(
                Set.of("audience", "ads"), site.decisions().get(0).choices().keySet());
    }

    @Test
    void aRefusalHoldsWhenTheStoreIsDown() {
        Document page = site.browser.open("/");
        site.store.down(true);

        site.browser.press(page, "action", "reject-all", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        String text = text(site.browser.open(TrialSite.CHOICES));
        assertTrue(text.contains("Your refusal is in effect."));
        assertTrue(text.contains("you refused"));
    }

    @Test
    void aGrantIsNotSaidToBeSavedWhenTheStoreIsDown() {
        Document page = site.browser.open("/");
        site.store.down(true);

        Document answer = site.browser.press(page, "action", "accept-all", AS_SHOWN);

        assertEquals(503, site.browser.answer().statusCode());
        assertEquals("30", site.browser.header("Retry-After"));
        assertTrue(text(answer).contains("nothing was allowed"));
        assertTrue(site.browser.cookies().isEmpty());
    }

    @Proves("P-2")
    @Test
    void ofAMixedAnswerTheRefusalsHoldWhenTheStoreIsDown() {
        Document page = site.browser.open(TrialSite.CHOICES);
        site.store.down(true);

        site.browser.press(page, "action", "save", Map.of("audience", true, "security", false));

        assertEquals(503, site.browser.answer().statusCode());
        Document after = site.browser.open(TrialSite.CHOICES);
        assertTrue(text(after).contains("you objected"));
        assertFalse(text(after).contains("you allowed it"));
    }

    @Test
    void overTheLimitRefusalsHoldAndGrantsWait() {
        try (TrialSite busy = new TrialSite(TrialSite.policy().build(), 1)) {
            busy.browser.press(busy.browser.open("/"), "action", "accept-all", AS_SHOWN);
            assertEquals(303, busy.browser.answer().statusCode());

            busy.browser.press(busy.browser.open(TrialSite.CHOICES), "action", "save", Map.of("audience", false));
            assertEquals(429, busy.browser.answer().statusCode());
            assertEquals("600", busy.browser.header("Retry-After"));
            assertTrue(text(busy.browser.open(TrialSite.CHOICES)).contains("you refused"));

            busy.browser.press(busy.browser.open(TrialSite.CHOICES), "action", "reject-all", AS_SHOWN);
            assertEquals(303, busy.browser.answer().statusCode());
            assertTrue(text(busy.browser.open(TrialSite.CHOICES)).contains("you refused"));
            assertEquals(1, busy.decisions().size(), "records over the limit wait");
        }
    }

    @Test
    void aRefusalOfUnstatedLengthCounts() {
        assertEquals(303, site.server.postUnsized("action=reject-all", own()).statusCode());
        assertEquals(Action.REJECT_ALL, site.decisions().get(0).action());
    }

    @Test
    void aFormInAnUnknownCharsetIsRefused() {
        site.browser.post(
                "action=reject-all",
                "Content-Type",
                "application/x-www-form-urlencoded; charset=bogus",
                "Origin",
                site.server.origin());

        assertEquals(400, site.browser.answer().statusCode());
    }

    private String[] own() {
        return new String[] {"Origin", site.server.origin()};
    }

    private static String text(Document page) {
        return page.getDocumentElement().getTextContent();
    }
}
