package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Choice;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.page.Browser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Where a law lets people limit the use of sensitive data, one button does it. */
class SensitiveDataPagesTest {

    private static final String BUTTON = "Limit the use of my sensitive personal information";

    private final TrialSite site = new TrialSite(TrialSite.policy()
            .purpose(Purpose.builder("places", "functional")
                    .title(TrialSite.text("Places", "Orte"))
                    .dataKind(DataKind.SENSITIVE)
                    .uses(Set.of(Use.TRACKING))
                    .build())
            .build());

    @AfterEach
    void close() {
        site.close();
    }

    private List<String> buttons(String path) {
        return Browser.elements(site.browser.open(path), "button").stream()
                .map(Element::getTextContent)
                .toList();
    }

    @Proves("CA-1")
    @Test
    void californiansLimitTheUseOfSensitiveDataWithOneButtonOnBannerAndChoicesPage() {
        site.server.visitorsFrom("US-CA");
        assertTrue(buttons("/").contains(BUTTON));
        Document choices = site.browser.open(TrialSite.CHOICES);
        assertTrue(choices.getDocumentElement()
                .getTextContent()
                .contains("that is not needed to give you what you asked for: Places."));

        site.browser.press(choices, "action", "limit-sensitive", TrialSite.AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(Map.of("places", Choice.DENIED), site.decisions().get(0).choices());
        Document after = site.browser.open(TrialSite.CHOICES);
        assertTrue(after.getDocumentElement().getTextContent().contains("you opted out"));
        assertFalse(buttons("/").contains("Accept all"), "and is not asked to take it back");
    }

    @Test
    void whereNothingSensitiveIsUsedUnaskedThereIsNoSuchButton() {
        assertFalse(buttons("/").contains(BUTTON), "opt-in");
        site.server.visitorsFrom("US-CA");
        try (TrialSite other = new TrialSite()) {
            other.server.visitorsFrom("US-CA");
            assertFalse(other.browser
                    .open("/")
                    .getDocumentElement()
                    .getTextContent()
                    .contains(BUTTON));
        }
    }

    @Test
    void theFormOfAnotherPageWithoutSuchPurposesIsRefused() {
        site.browser.post("action=limit-sensitive", "Origin", site.server.origin());

        assertEquals(400, site.browser.answer().statusCode());
    }
}
