package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.entry.Rendering;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Text;
import dev.consent4j.servlet.page.Browser;
import dev.consent4j.servlet.page.Html;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BannerTest {

    private final TrialSite site = new TrialSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Proves("P-9")
    @Test
    void isARegionOfThePageWithOneFormAndNoScript() {
        Document page = site.browser.open("/shop?q=1");

        Element region = Browser.elements(page, "section").get(0);
        assertEquals("region", region.getAttribute("role"));
        assertEquals("en", region.getAttribute("lang"));
        assertEquals(1, Browser.elements(page, "form").size());
        assertTrue(Browser.elements(page, "script").isEmpty());
        assertFalse(site.browser.answer().body().contains("style="));
        assertEquals("/shop?q=1", input(page, "return"));
        assertEquals("banner", input(page, "source"));
        assertTrue(Browser.elements(page, "a").stream()
                .anyMatch(link -> link.getAttribute("href").equals("/privacy/choices?return=%2Fshop")));
    }

    @Proves({"P-9", "P-10", "FR-1", "CA-7", "CO-1"})
    @Test
    void acceptingAndRefusingLookTheSame() {
        for (String place : List.of("DE", "US-CA")) {
            site.server.visitorsFrom(place);
            List<Element> buttons = Browser.elements(site.browser.open("/"), "button");
            Set<String> looks = buttons.stream()
                    .map(button -> button.getTagName() + button.getAttribute("class") + button.getAttribute("type"))
                    .collect(Collectors.toSet());

            assertEquals(1, looks.size(), place);
            assertEquals(place.equals("DE") ? 2 : 3, buttons.size(), place);
        }
    }

    @Proves("CA-1")
    @Test
    void offersTheOptOutOfSaleWhereTheLawDoes() {
        site.server.visitorsFrom("US-CA");

        Document page = site.browser.open("/");

        assertTrue(text(page).contains("Do not sell or share my personal information"));
        site.browser.press(page, "action", "object", TrialSite.AS_SHOWN);
        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(3, site.decisions().get(0).optOuts().size());
        assertFalse(site.browser.open("/").getDocumentElement().getTextContent().contains("Accept all"));
    }

    @Proves("UK-1")
    @Test
    void namesWhatIsUsedUnlessOneObjects() {
        assertTrue(text(site.browser.open("/")).contains("Used unless you object: Abuse detection."));
    }

    @Proves({"P-9", "EU-4"})
    @Test
    void speaksTheVisitorsLanguage() {
        Document page =
                site.browser.sending("Accept-Language", "de-AT,en;q=0.5").open("/");

        assertEquals("de", Browser.elements(page, "section").get(0).getAttribute("lang"));
        assertTrue(text(page).contains("Alle ablehnen"));
        assertTrue(text(page).contains("Publikum"));
    }

    @Test
    void classNamesAndIdsAreNotThoseThatBlockersHide() {
        String body = site.browser.sending().open("/").getDocumentElement().getTextContent();
        assertFalse(body.isEmpty());
        for (Element element : Browser.elements(site.browser.open("/"), "*")) {
            String names = element.getAttribute("class") + " " + element.getAttribute("id");
            assertFalse(names.matches("(?i).*(cookie|consent|gdpr|banner-ad).*"), names);
        }
    }

    @Proves("CA-3")
    @Test
    void acknowledgesTheSignalWhereThereIsNothingToAsk() {
        site.server.visitorsFrom("US-CA");

        Document page = site.browser.sending("Sec-GPC", "1").open("/");

        assertTrue(text(page).contains("Opt-out request honoured."));
        assertTrue(Browser.elements(page, "form").isEmpty());
    }

    @Test
    void isEmptyOnceEverythingIsAnswered() {
        site.browser.press(site.browser.open("/"), "action", "reject-all", TrialSite.AS_SHOWN);

        assertTrue(Browser.elements(site.browser.open("/"), "section").isEmpty());
    }

    @Proves({"P-7", "P-8"})
    @Test
    void theSameOfferIsOneRenderingWhoeverAsks() {
        Rendering first = served(site.browser.open("/only-here"));
        Rendering second = served(new Browser(site.server).open("/b?c=d"));

        assertEquals(first, second);
        assertFalse(first.html().contains("only-here"));
        assertEquals("banner", first.surface());
        assertEquals("gdpr", first.regime());
    }

    @Proves({"P-7", "FR-3"})
    @Test
    void anyPartMakesAnotherRendering() {
        Set<String> hashes = new HashSet<>();
        hashes.add(served(site.browser.open("/")).hash());
        assertTrue(hashes.add(
                served(site.browser.sending("Accept-Language", "de").open("/")).hash()));
        site.browser.sending();
        site.server.visitorsFrom("US-CA");
        assertTrue(hashes.add(served(site.browser.sending("DNT", "1").open("/")).hash()));
        site.browser.sending();
        assertTrue(hashes.add(served(site.browser.open("/")).hash()));
        assertTrue(hashes.add(served(site.browser.open(TrialSite.CHOICES)).hash()));
        try (TrialSite other = new TrialSite(
                TrialSite.policy().notices(Map.of("banner", Text.of("More."))).build())) {
            assertTrue(hashes.add(served(other, other.browser.open("/")).hash()));
        }
        assertNotEquals(
                FrozenRendering.of("a", offer(), new Html(), "x").rendering().hash(),
                FrozenRendering.of("a", offer(), new Html(), "y").rendering().hash());
    }

    @Test
    void hostileWordsOfAPolicyStayWords() {
        String hostile = "<script>alert(1)</script>{decision}\"'&";
        try (TrialSite other = new TrialSite(TrialSite.policy()
                .controller(hostile, "")
                .purpose(Purpose.builder("hostile", Category.FUNCTIONAL)
                        .title(Text.of(hostile))
                        .description(Text.of(hostile))
                        .data(List.of(hostile))
                        .recipients(List.of(hostile))
                        .build())
                .build())) {
            for (String path : List.of("/", TrialSite.CHOICES)) {
                Document page = other.browser.open(path);
                assertTrue(Browser.elements(page, "script").isEmpty());
                assertTrue(text(page).contains(hostile), path);
            }
        }
    }

    private Offer offer() {
        return new Offer(
                TrialSite.policy().build(),
                Regimes.GDPR,
                Jurisdiction.parse("DE"),
                Map.of(),
                Wording.of(TrialSite.policy().build(), "en"));
    }

    private Rendering served(Document page) {
        return served(site, page);
    }

    private static Rendering served(TrialSite site, Document page) {
        return site.site().rendering(input(page, "shown")).orElseThrow();
    }

    private static String input(Document page, String name) {
        return Browser.elements(page, "input").stream()
                .filter(input -> input.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getAttribute("value");
    }

    private static String text(Document page) {
        return page.getDocumentElement().getTextContent();
    }
}
