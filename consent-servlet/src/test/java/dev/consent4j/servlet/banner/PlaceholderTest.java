package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.page.Browser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The page in the frame of a denied embed, in a browser without scripts. */
class PlaceholderTest {

    private static final String TUBE = "/privacy/placeholder?vendor=tube&return=%2Farticle";

    private final TrialSite site = new TrialSite(policy());
    private final Browser browser = site.browser;

    @AfterEach
    void stop() {
        site.close();
    }

    private static Policy policy() {
        return TrialSite.policy()
                .purpose(Purpose.builder("embeds", "functional")
                        .title(TrialSite.text("Videos", "Videos"))
                        .build())
                .vendor(new Vendor(
                        "tube",
                        "Tube <b>Ltd",
                        "US",
                        Transfer.DPF,
                        Map.of("frame-src", List.of("https://tube.example")),
                        List.of(),
                        List.of("embeds", "audience"),
                        List.of()))
                .vendor(new Vendor(
                        "cdn", "CDN", "", Transfer.NONE, Map.of(), List.of(), List.of("necessary"), List.of()))
                .declare(Declaration.cookie("sid", "necessary"))
                .build();
    }

    /** Presses the button of one of the two forms. */
    private void press(Document page, int form) {
        Element chosen = Browser.elements(page, "form").get(form);
        assertEquals("/privacy/choices", chosen.getAttribute("action"));
        assertEquals("_top", chosen.getAttribute("target"));
        String fields = Browser.elements(page, "input").stream()
                .filter(input -> input.getParentNode() == chosen)
                .map(input -> input.getAttribute("name") + "="
                        + URLEncoder.encode(input.getAttribute("value"), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        browser.post(fields + "&action=save", "Origin", site.server.origin());
    }

    private Decision newest() {
        return site.decisions().get(0);
    }

    @Test
    void namesTheVendorItsPurposesAndTwoAnswersOfOneKind() {
        Document page = browser.open(TUBE);
        String text = page.getDocumentElement().getTextContent();
        List<Element> buttons = Browser.elements(page, "button");

        assertTrue(text.contains("Content from Tube <b>Ltd"), text);
        assertTrue(text.contains("Videos") && text.contains("Audience: Counts readers."), text);
        assertTrue(text.contains("processes data in: United States, Data Privacy Framework"), text);
        // The sentence that ends in "for:" is followed by what for.
        assertTrue(
                text.indexOf("for:") < text.indexOf("Videos") && text.indexOf("Videos") < text.indexOf("processes"),
                text);
        assertEquals(
                List.of("Allow", "Do not allow"),
                buttons.stream().map(Element::getTextContent).toList());
        assertEquals(
                1,
                buttons.stream()
                        .map(each -> each.getAttribute("class"))
                        .distinct()
                        .count());
        assertEquals(
                "/privacy/choices?return=%2Farticle",
                Browser.elements(page, "a").get(0).getAttribute("href"));
    }

    @Test
    void nobodyIsAskedAgainForWhatCannotBeLookedUp() {
        press(browser.open(TUBE), 0);
        site.pass(Duration.ofMinutes(1));

        Document page = browser.open(TUBE);

        assertEquals(List.of(), Browser.elements(page, "form"));
        String text = page.getDocumentElement().getTextContent();
        assertTrue(text.contains("cannot be looked up at the moment"), text);
    }

    @Test
    void mayBeFramedByThisSiteOnly() {
        browser.open(TUBE);

        assertEquals("SAMEORIGIN", browser.header("X-Frame-Options"));
        assertTrue(browser.header("Content-Security-Policy").endsWith("frame-ancestors 'self'"));
        assertEquals("no-store", browser.header("Cache-Control"));
    }

    @Proves("EU-2")
    @Test
    void aGrantIsForExactlyThesePurposesAndLeadsBack() {
        press(browser.open(TUBE), 0);

        assertEquals(303, browser.answer().statusCode());
        assertEquals("/article", browser.header("Location"));
        assertEquals(Map.of("embeds", Choice.GRANTED, "audience", Choice.GRANTED), newest().choices());
        assertTrue(newest().shown().rendering().length() == 64);
        assertEquals(
                "placeholder",
                site.site()
                        .rendering(newest().shown().rendering())
                        .orElseThrow()
                        .surface());
    }

    @Proves({"FR-1", "P-9"})
    @Test
    void aRefusalIsAsEasyAndLeavesTheOtherPurposesAlone() {
        press(browser.open(TUBE), 0);
        press(browser.open("/privacy/placeholder?vendor=adnet"), 1);

        assertEquals(Map.of("ads", Choice.DENIED), newest().choices());
        Document choices = browser.open(TrialSite.CHOICES);
        List<String> ticked = Browser.elements(choices, "input").stream()
                .filter(input -> input.hasAttribute("checked"))
                .map(input -> input.getAttribute("value"))
                .toList();
        assertTrue(ticked.containsAll(List.of("embeds", "audience")) && !ticked.contains("ads"), ticked::toString);
    }

    @Test
    void whatIsPermittedAlreadyIsNotAskedAgain() {
        press(browser.open("/privacy/placeholder?purpose=audience"), 0);
        Document page = browser.open(TUBE);

        assertTrue(page.getDocumentElement().getTextContent().contains("Audience: Counts readers. (allowed already)"));
        press(page, 1);
        assertEquals(Map.of("embeds", Choice.DENIED), newest().choices());
    }

    @Test
    void afterTheGrantItOnlyAsksToLoadThePageAgain() {
        press(browser.open(TUBE), 0);
        Document page = browser.open(TUBE);

        assertEquals(List.of(), Browser.elements(page, "form"));
        assertEquals("/article", Browser.elements(page, "a").get(0).getAttribute("href"));
    }

    @Test
    void thePageAroundIsFoundWithItsQuery() {
        String own = site.server.origin() + "/article?page=2";
        Document page = browser.sending("Referer", own).open(TUBE);
        press(page, 1);

        assertEquals("/article?page=2", browser.header("Location"));
        browser.sending("Referer", "https://elsewhere.example/article?page=3");
        assertTrue(browser.open(TUBE) != null && browser.answer().body().contains("value=\"/article\""));
        browser.sending("Referer", site.server.origin() + ".evil.example/x y%");
        assertTrue(browser.open(TUBE) != null && browser.answer().body().contains("value=\"/article\""));
    }

    @Test
    void speaksTheLanguageOfTheReader() {
        Document page = browser.sending("Accept-Language", "de").open(TUBE);

        assertEquals("de", page.getDocumentElement().getAttribute("lang"));
        assertEquals("Erlauben", Browser.elements(page, "button").get(0).getTextContent());
    }

    @Proves("P-7")
    @Test
    void isTheSameForEverybodyAndAsManyAsThereAreSubjects() {
        String first = browser.open(TUBE) == null ? "" : shown();
        browser.open("/privacy/placeholder?vendor=tube&return=%2Fother&x=y");

        assertEquals(first, shown());
        browser.open("/privacy/placeholder?purpose=functional");
        assertFalse(first.equals(shown()));
    }

    private String shown() {
        String body = browser.answer().body();
        int at = body.indexOf("name=\"shown\" value=\"") + 20;
        return body.substring(at, at + 64);
    }

    @Test
    void whatNoAnswerCouldPermitHasNoPlaceholder() {
        for (String subject : List.of("vendor=cdn", "vendor=unknown", "purpose=necessary", "purpose=", "")) {
            assertEquals(404, site.server.get("/privacy/placeholder?" + subject).statusCode(), subject);
        }
    }
}
