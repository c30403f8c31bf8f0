package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.page.Browser;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Pages of a site that uses special data: what “Accept all” leaves out is said, and asked by itself. */
class ExplicitConsentPagesTest {

    private static final Vendor CLINIC = new Vendor(
            "clinic",
            "Clinic",
            "US",
            Transfer.DPF,
            Map.of("frame-src", List.of("https://clinic.example")),
            List.of(),
            List.of("audience", "health", "faith"),
            List.of());

    private TrialSite site = new TrialSite(policy());

    @AfterEach
    void close() {
        site.close();
    }

    private static Policy policy() {
        return TrialSite.policy()
                .purpose(special("health", "Health", "Gesundheit"))
                .purpose(special("faith", "Faith", "Glaube"))
                .vendor(CLINIC)
                .build();
    }

    private static Purpose special(String id, String english, String german) {
        return Purpose.builder(id, "functional")
                .title(TrialSite.text(english, german))
                .dataKind(DataKind.SPECIAL)
                .build();
    }

    private static String text(Document page) {
        return page.getDocumentElement().getTextContent();
    }

    private static List<String> buttons(Document page) {
        return Browser.elements(page, "button").stream()
                .map(Element::getTextContent)
                .toList();
    }

    private static List<String> looks(Document page) {
        return Browser.elements(page, "button").stream()
                .map(button -> button.getAttribute("class") + button.getAttribute("type"))
                .distinct()
                .toList();
    }

    private Decision press(Document page, String action) {
        site.browser.press(page, "action", action, TrialSite.AS_SHOWN);
        assertEquals(303, site.browser.answer().statusCode());
        return site.decisions().get(0);
    }

    @Proves("EU-8")
    @Test
    void theBannerSaysWhatAcceptAllLeavesOutAndAsksForEachOfItByItself() {
        Document first = site.browser.open("/");
        assertTrue(text(first).contains("“Accept all” leaves out: Health, Faith."), text(first));

        Decision all = press(first, "accept-all");
        assertEquals(
                Map.of("audience", Choice.GRANTED, "ads", Choice.GRANTED, "security", Choice.GRANTED), all.choices());

        Document health = site.browser.open("/");
        assertEquals(List.of("Allow this", "Refuse this"), buttons(health));
        assertEquals(1, looks(health).size());
        assertTrue(text(health).contains("Health") && !text(health).contains("Faith"), text(health));
        assertTrue(text(health).contains("it uses a special category of data and needs a yes of its own"));
        Decision allowed = press(health, "allow-asked");
        assertEquals(Map.of("health", Choice.GRANTED), allowed.choices());
        assertTrue(allowed.answers().get("health").explicit());

        assertEquals(
                Map.of("faith", Choice.DENIED),
                press(site.browser.open("/"), "refuse-asked").choices());
        assertFalse(text(site.browser.open("/")).contains("Refuse"));
    }

    @Test
    void rejectAllRefusesWhatAcceptAllLeavesOut() {
        Decision all = press(site.browser.open("/"), "reject-all");

        assertEquals(Choice.DENIED, all.choices().get("health"));
        assertFalse(text(site.browser.open("/")).contains("Reject all"));
    }

    @Proves("EU-8")
    @Test
    void theChoicesPageSaysItBesideThePurposeAndBesideTheButton() {
        Document page = site.browser.open(TrialSite.CHOICES);
        assertTrue(text(page).contains("This needs a yes of its own: “Accept all” does not include it."));
        assertTrue(text(page).contains("“Accept all” leaves out: Health, Faith. To allow it, tick it and save."));

        site.browser.press(page, "action", "save", Map.of("health", true));
        assertTrue(site.decisions().get(0).answers().get("health").explicit());
        assertTrue(text(site.browser.sending("Accept-Language", "de").open(TrialSite.CHOICES))
                .contains("„Alle akzeptieren“ schließt nicht ein: Gesundheit, Glaube."));
    }

    @Test
    void aSiteOfSpecialDataOnlyOffersNoAcceptAllAndStillARefusal() {
        site.close();
        site = new TrialSite(Policy.builder("2026-11")
                .controller("Clinic", "mailto:privacy@example.org")
                .regime("gdpr")
                .purpose(special("health", "Health", "Gesundheit"))
                .purpose(special("faith", "Faith", "Glaube"))
                .build());

        Document banner = site.browser.open("/");
        assertEquals(List.of("Allow this", "Refuse this"), buttons(banner));
        assertFalse(text(banner).contains("Accept all"));
        assertFalse(buttons(site.browser.open(TrialSite.CHOICES)).contains("Accept all"));
        assertTrue(buttons(site.browser.open(TrialSite.CHOICES)).contains("Reject all"));
        assertEquals(
                Map.of("health", Choice.GRANTED), press(banner, "allow-asked").choices());
    }

    @Proves("EU-8")
    @Test
    void thePlaceholderAsksForWhatNeedsNoExplicitYesFirstAndThenForEachByItself() {
        String path = "/privacy/placeholder?vendor=clinic";
        Document first = site.browser.open(path);
        assertTrue(text(first).contains("Health (asked by itself after this)"), text(first));
        assertEquals(Map.of("audience", Choice.GRANTED), allowed(first).choices());

        assertEquals(
                Map.of("health", Choice.GRANTED),
                allowed(site.browser.open(path)).choices());
        Document last = site.browser.open(path);
        assertFalse(text(last).contains("after this"), text(last));
        assertEquals(Map.of("faith", Choice.GRANTED), allowed(last).choices());
        assertTrue(text(site.browser.open(path)).contains("You have allowed this content."));
    }

    /** Sends the first of the two forms, the one that allows. */
    private Decision allowed(Document page) {
        Element form = Browser.elements(page, "form").get(0);
        String fields = Browser.elements(page, "input").stream()
                .filter(input -> input.getParentNode() == form)
                .map(input -> input.getAttribute("name") + "=" + input.getAttribute("value"))
                .collect(Collectors.joining("&"));
        site.browser.post(fields + "&action=save", "Origin", site.server.origin());
        assertEquals(303, site.browser.answer().statusCode());
        return site.decisions().get(0);
    }
}
