package dev.consent4j.servlet.banner;

import static dev.consent4j.servlet.banner.TrialSite.AS_SHOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Actor;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Shown;
import dev.consent4j.servlet.page.Browser;
import dev.consent4j.signal.Signal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What a decision says of the page it was made on, and what a client can say of it. */
class DecisionFactsTest {

    private final TrialSite site = new TrialSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Proves({"EU-3", "FR-3"})
    @Test
    void aDecisionNamesTheButtonTheSurfaceAndThatNoControlWasOn() {
        site.browser.press(site.browser.open("/"), "action", "accept-all", AS_SHOWN);

        Decision decision = last();
        assertEquals("accept-all", decision.expression().control().id());
        assertEquals(Actor.PERSON, decision.expression().actor());
        assertEquals("banner", decision.shown().surface());
        assertEquals(Set.of(), decision.shown().preset());
        assertEquals(Set.of(), decision.seen().whenShown());
        assertEquals("Example SA", decision.conditions().controller());
    }

    @Test
    void aDecisionSaysWhichControlsWereOnWhenThePageWasServed() {
        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "save", Map.of("audience", true));
        assertEquals(Set.of("security"), last().shown().preset(), "used unasked under a legitimate interest");

        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "save", Map.of("ads", true));
        assertEquals(Set.of("audience", "security"), last().shown().preset());
    }

    @Test
    void theSignalsWhenShownAreThoseOfTheRequestForThePage() {
        Document page = site.browser.open("/");
        site.browser.press(page, "action", "reject-all", AS_SHOWN, "Origin", site.server.origin(), "Sec-GPC", "1");

        assertEquals(Set.of(), last().seen().whenShown());
        assertEquals(Set.of(Signal.GPC), last().seen().whenAnswered());
    }

    @Test
    void aForgedStateOfThePageIsNotBelieved() {
        String form = Browser.fields(site.browser.open("/"), AS_SHOWN);
        String forged = form.replaceAll("served=[^&]*", "served=gpc%3Bads.AAAAAAAAAAAAAAAAAAAAAA");

        site.browser.post(forged + "&action=reject-all", own());

        assertNull(last().shown().preset());
        assertNull(last().seen().whenShown());
        assertEquals("banner", last().shown().surface());
    }

    @Test
    void aForgedLanguageIsIgnoredBecauseTheRenderingFixesIt() {
        String form = Browser.fields(site.browser.open("/"), AS_SHOWN);

        site.browser.post(form + "&action=reject-all&lang=de&language=de&policyVersion=1999", own());

        assertEquals("en", last().shown().language());
        assertEquals("2026-11", last().policyVersion());
    }

    @Test
    void anUnknownRenderingRefusesAndGrantsNothingAndThePageSaysWhy() {
        String form =
                Browser.fields(site.browser.open("/"), AS_SHOWN).replaceAll("shown=[^&]*", "shown=" + "0".repeat(64));
        Document again = site.browser.post(form + "&action=accept-all", own());
        assertEquals(409, site.browser.answer().statusCode());
        assertEquals(List.of(), site.decisions());
        assertTrue(again.getDocumentElement().getTextContent().contains("has changed"), "says why");

        site.browser.post(form + "&action=reject-all", own());
        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(Shown.NOTHING, last().shown());
    }

    private Decision last() {
        return site.decisions().get(0);
    }

    private String[] own() {
        return new String[] {"Origin", site.server.origin()};
    }
}
