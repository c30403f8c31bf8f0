package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.Controller;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.page.Browser;
import dev.consent4j.servlet.page.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChoicesPageTest {

    private final TrialSite site = new TrialSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Proves("EU-1")
    @Test
    void nothingThatNeedsPermissionIsTickedOnFirstOpen() {
        Document page = site.browser.open(TrialSite.CHOICES);

        assertEquals(Map.of("audience", false, "ads", false, "security", true), boxes(page));
        assertTrue(text(page).contains("rests on a legitimate interest, unless you object"));
    }

    @Proves("CA-6")
    @Test
    void showsTheStateOnceDecided() {
        Document page = site.browser.open(TrialSite.CHOICES);
        site.browser.press(page, "action", "save", Map.of("audience", true, "security", false));

        Document again = site.browser.open(TrialSite.CHOICES);

        assertEquals(Map.of("audience", true, "ads", false, "security", false), boxes(again));
        assertTrue(text(again).contains("you allowed it, since 22 November 2026"));
        assertTrue(text(again).contains("you objected, since 22 November 2026"));
        assertTrue(text(again).contains("you refused"));
    }

    /** Whoever presses the first button of the page as it is must not refuse what cannot be looked up. */
    @Test
    void whatIsInDoubtIsOffAndItsSwitchStaysWhereItWasPut() {
        Document page = site.browser.open(TrialSite.CHOICES);
        site.browser.press(page, "action", "save", Map.of("audience", true, "security", false));
        site.pass(Duration.ofMinutes(1));

        Document doubt = site.browser.open(TrialSite.CHOICES);

        assertEquals(Map.of("audience", true, "ads", false, "security", false), boxes(doubt));
        assertTrue(text(doubt).contains("cannot be looked up at the moment"));
        assertFalse(text(doubt).contains("you allowed it"));
    }

    @Proves({"CA-7", "CO-2"})
    @Test
    void everyAnswerIsTheSameElementOfTheSameClass() {
        Set<String> looks = Browser.elements(site.browser.open(TrialSite.CHOICES), "button").stream()
                .filter(button -> button.getAttribute("name").equals("action"))
                .map(button -> button.getTagName() + button.getAttribute("class"))
                .collect(Collectors.toSet());

        assertEquals(Set.of("buttonpc-button"), looks);
    }

    @Test
    void theFirstButtonOfTheFormKeepsWhatIsTicked() {
        // Enter in a box presses the first button.
        Element first = Browser.elements(site.browser.open(TrialSite.CHOICES), "button").stream()
                .filter(button -> !button.getAttribute("name").equals("object"))
                .findFirst()
                .orElseThrow();

        assertEquals("save", first.getAttribute("value"));
    }

    @Proves({"EU-11", "FR-2", "DPF-1", "GPC-10"})
    @Test
    void tellsDetailsPartnersAndWhatCannotBeReached() {
        String text = text(site.browser.open(TrialSite.CHOICES));

        for (String told : List.of(
                "Counts readers.",
                "pages read",
                "Ad Network",
                "United States, Data Privacy Framework",
                "_aud",
                "What this page cannot reach",
                "ads.example",
                "Example SA",
                "privacy@example.org",
                "2026-11",
                "Global Privacy Control switches this off.",
                "until you close the browser")) {
            assertTrue(text.contains(told), told);
        }
    }

    @Proves("EU-11")
    @Test
    void namesOfficerAuthorityStorageAndWhatIsDecidedWithoutAHuman() {
        Policy policy = TrialSite.policy()
                .controller(new Controller(
                        "Example SA",
                        "mailto:privacy@example.org",
                        "1 Rue Exemple, Paris",
                        "mailto:dpo@example.org",
                        "https://www.cnil.fr/plaintes",
                        List.of("FR", "DE")))
                .purpose(Purpose.builder("prices", "functional")
                        .title(TrialSite.text("Prices", "Preise"))
                        .automatedDecisions(
                                TrialSite.text("Who pays later, by score.", "Wer später zahlt, nach Punkten."))
                        .build())
                .build();
        try (TrialSite other = new TrialSite(policy)) {
            String english = text(other.browser.open(TrialSite.CHOICES));
            for (String told : List.of(
                    "Address: 1 Rue Exemple, Paris",
                    "Data protection officer: dpo@example.org",
                    "Complaints to the authority: www.cnil.fr",
                    "Data is stored in: France, Germany",
                    "Decided without a humanWho pays later, by score.")) {
                assertTrue(english.contains(told), told + "\n" + english);
            }
            String german = text(other.browser.sending("Accept-Language", "de").open(TrialSite.CHOICES));
            for (String told : List.of(
                    "Anschrift: 1 Rue Exemple, Paris",
                    "Datenschutzbeauftragte: dpo@example.org",
                    "Beschwerde bei der Aufsicht: www.cnil.fr",
                    "Daten liegen in: Frankreich, Deutschland",
                    "Ohne Menschen entschiedenWer später zahlt, nach Punkten.")) {
                assertTrue(german.contains(told), told + "\n" + german);
            }
        }
    }

    @Proves("COOKIE-9")
    @Test
    void namesEachCookieItCannotDeleteWithTheWayOut() {
        List<String> lines = Browser.elements(site.browser.open(TrialSite.CHOICES), "li").stream()
                .filter(line -> ((Element) line.getParentNode().getParentNode())
                        .getAttribute("aria-labelledby")
                        .equals("pc-reach"))
                .map(Element::getTextContent)
                .toList();

        assertEquals(
                List.of(
                        "Ad Network: cookie id of ads.example; ads.example",
                        "cookie seen of elsewhere.example; no link stated; delete it in your browser"),
                lines);
    }

    @Proves({"EU-4", "P-9"})
    @Test
    void isFullyGermanWhenAsked() {
        Document page = site.browser.open(TrialSite.CHOICES + "?lang=de&return=/x");

        assertEquals("de", page.getDocumentElement().getAttribute("lang"));
        assertTrue(text(page).contains("Auswahl speichern"));
        assertFalse(text(page).contains("Save"));
        assertTrue(Browser.elements(page, "a").stream()
                .anyMatch(link -> link.getAttribute("href").equals("/privacy/choices?lang=en&return=%2Fx")));
    }

    @Test
    void everyIdIsThereOnceAndEveryReferenceHolds() {
        Document page = site.browser.open(TrialSite.CHOICES);
        List<String> ids = Browser.elements(page, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();

        assertEquals(ids.size(), Set.copyOf(ids).size());
        for (Element element : Browser.elements(page, "*")) {
            for (String attribute : List.of("aria-describedby", "aria-labelledby", "form")) {
                for (String id : element.getAttribute(attribute).split(" ")) {
                    assertTrue(id.isEmpty() || ids.contains(id), attribute + " " + id);
                }
            }
        }
    }

    @Test
    void cannotBeFramedCachedOrScripted() {
        site.browser.open(TrialSite.CHOICES);

        assertEquals(Page.SECURITY_POLICY, site.browser.header("Content-Security-Policy"));
        assertEquals("no-store", site.browser.header("Cache-Control"));
        assertEquals("nosniff", site.browser.header("X-Content-Type-Options"));
        assertEquals("same-origin", site.browser.header("Referrer-Policy"));
        assertFalse(site.browser.answer().body().contains("<script"));
        assertFalse(site.browser.answer().body().contains(" style="));
        assertTrue(site.browser.answer().headers().allValues("Set-Cookie").isEmpty());
    }

    @Test
    void theStyleSheetIsKeptForEverUnderItsHash() {
        String path = Browser.elements(site.browser.open(TrialSite.CHOICES), "link")
                .get(0)
                .getAttribute("href");

        assertTrue(path.matches("/privacy/consent\\.[0-9a-f]{16}\\.css"), path);
        assertEquals(200, site.server.get(path).statusCode());
        assertEquals(
                "public, max-age=31536000, immutable",
                site.server.get(path).headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                "no-cache",
                site.server
                        .get("/privacy/consent.0123456789abcdef.css")
                        .headers()
                        .firstValue("Cache-Control")
                        .orElse(""));
        assertEquals(404, site.server.get("/privacy/consent.x.css").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsAreToldWhichOnesThereAre(String method) {
        var answer = site.server.send(method, TrialSite.CHOICES, "");

        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD, POST", answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void readingRecordsNothing() {
        site.browser.sending("Sec-Fetch-Site", "cross-site").open(TrialSite.CHOICES + "?action=accept-all");

        assertTrue(site.decisions().isEmpty());
    }

    @Test
    void listsTheDecisionsOfThisDevice() {
        for (int i = 0; i < DeviceRecord.SHOWN + 1; i++) {
            site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "accept-all", TrialSite.AS_SHOWN);
        }

        String text = text(site.browser.open(TrialSite.CHOICES));

        assertTrue(text.contains("Your pseudonym in this browser: "
                + site.decisions().get(0).subject().text()));
        assertTrue(text.contains(site.decisions().get(0).id().text()));
        assertFalse(text.contains(site.decisions().get(DeviceRecord.SHOWN).id().text()));
        assertTrue(text.contains("Only the newest 20 are shown."));
        assertFalse(text(new Browser(site.server).open(TrialSite.CHOICES)).contains("pseudonym in this browser"));
    }

    @Test
    void aReceiptIsShownOnlyIfTheLedgerHasIt() {
        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "reject-all", TrialSite.AS_SHOWN);
        String number = site.decisions().get(0).id().text();

        assertEquals(TrialSite.CHOICES + "?receipt=" + number, site.browser.header("Location"));
        assertTrue(text(site.browser.open(TrialSite.CHOICES + "?receipt=" + number))
                .contains("Receipt number: " + number));
        assertFalse(text(site.browser.open(TrialSite.CHOICES + "?receipt=AAAAAAAAAAAAAAAAAAAAAA"))
                .contains("Receipt number: A"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?return=//evil.example",
                "?return=javascript:alert(1)",
                "?lang=%22%3E%3Cscript%3E",
                "?receipt=%3Cscript%3E",
                "?lang=xx",
                "?%80=%80",
                "?return=%0d%0aX:y"
            })
    void hostileParametersAreIgnored(String query) {
        Document page = site.browser.open(TrialSite.CHOICES + query);

        assertEquals(200, site.browser.answer().statusCode());
        assertTrue(Browser.elements(page, "script").isEmpty());
        assertFalse(site.browser.answer().body().contains("evil.example"));
    }

    @Test
    void theRecordMayBeUnreadableWithoutHarm() {
        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "accept-all", TrialSite.AS_SHOWN);
        site.store.down(true);

        assertTrue(text(site.browser.open(TrialSite.CHOICES)).contains("The record cannot be read at the moment."));
        assertEquals(200, site.browser.answer().statusCode());
    }

    private static Map<String, Boolean> boxes(Document page) {
        return Browser.elements(page, "input").stream()
                .filter(input -> input.getAttribute("type").equals("checkbox"))
                .collect(
                        Collectors.toMap(input -> input.getAttribute("value"), input -> input.hasAttribute("checked")));
    }

    private static String text(Document page) {
        return page.getDocumentElement().getTextContent();
    }
}
