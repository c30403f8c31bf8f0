package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.DntRule;
import dev.consent4j.servlet.page.Browser;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class SignalPagesTest {

    private static final Map<String, Boolean> AS_SHOWN = TrialSite.AS_SHOWN;

    private final TrialSite site = new TrialSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Proves({"CA-3", "GPC-10"})
    @Test
    void saysThatGlobalPrivacyControlWasHonoured() {
        String text = text(site.browser.sending("Sec-GPC", "1").open(TrialSite.CHOICES));

        assertTrue(text.contains("Opt-out request honoured."));
        assertTrue(text.contains("switched off by Global Privacy Control"));
    }

    @Proves("CA-6")
    @Test
    void saysThatARecordedSignalStillHolds() {
        site.browser.sending("Sec-GPC", "1");
        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "save", AS_SHOWN);

        String text = text(site.browser.sending().open(TrialSite.CHOICES));

        assertTrue(text.contains("This browser sent Global Privacy Control (GPC) on 22 November 2026."));
    }

    @Test
    void saysWhatAnIgnoredDoNotTrackChangesByLawAndWhatNot() {
        try (TrialSite ignoring = new TrialSite(TrialSite.policy()
                .dnt(ByJurisdiction.everywhere(DntRule.IGNORE))
                .build())) {
            String text = text(ignoring.browser.sending("DNT", "1").open(TrialSite.CHOICES));
            assertTrue(text.contains("It changes no purpose that rests on your consent"));
            assertTrue(text.contains("This site does not act on it by itself."));
            assertTrue(text.contains("switched off by Do Not Track"));

            ignoring.server.visitorsFrom("US-CA");
            text = text(ignoring.browser.open(TrialSite.CHOICES));
            assertTrue(text.contains("so it changes nothing here"));
            assertFalse(text.contains("switched off by Do Not Track"));
            assertTrue(text(new Browser(ignoring.server).open(TrialSite.CHOICES))
                    .contains("This site does not act on Do Not Track."));
        }
    }

    @Test
    void saysThatAHonouredDoNotTrackIsAnObjection() {
        String text = text(site.browser.sending("DNT", "1").open(TrialSite.CHOICES));

        assertTrue(text.contains("It is taken as an objection"));
        assertTrue(text.contains("Abuse detection"));
    }

    @Proves("GPC-9")
    @Test
    void allowingInSpiteOfASignalTakesASecondStepThatNamesIt() {
        site.browser.sending("Sec-GPC", "1");
        Document second =
                site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "save", Map.of("ads", true));
        assertEquals(200, site.browser.answer().statusCode());
        assertTrue(text(second).contains("Global Privacy Control says"));
        assertTrue(text(second).contains("Advertising"));
        assertEquals(Map.of("audience", Choice.DENIED), site.decisions().get(0).choices());

        site.browser.press(second, "confirm", "1", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        Decision confirmed = site.decisions().get(0);
        assertEquals(Map.of("ads", Choice.GRANTED), confirmed.choices());
        assertTrue(confirmed.conflictNamed() && confirmed.twoSteps());
        assertEquals(
                "confirmation",
                site.site()
                        .rendering(confirmed.shown().rendering())
                        .orElseThrow()
                        .surface());
        String text = text(site.browser.open(TrialSite.CHOICES));
        assertTrue(text.contains("Allowed by you in spite of it:"));

        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "save", Map.of("audience", true));
        assertTrue(text(site.browser.open(TrialSite.CHOICES)).contains("Allowed by you in spite of it:"));
    }

    @Test
    void keepingTheSignalRecordsNothingMore() {
        site.browser.sending("Sec-GPC", "1");
        Document second =
                site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "save", Map.of("ads", true));
        int before = site.decisions().size();

        site.browser.press(second, "confirm", "0", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(before, site.decisions().size());
    }

    @Test
    void aFormThatOnlyClaimsTheSecondStepGetsIt() {
        site.browser.sending("Sec-GPC", "1");
        Document first = site.browser.open(TrialSite.CHOICES);

        site.browser.press(first, "action", "save&confirm=1", Map.of("ads", true));

        assertEquals(200, site.browser.answer().statusCode());
        assertFalse(site.decisions().stream().anyMatch(Decision::grantsAnything));
    }

    @Test
    void acceptAllLiftsNoSignal() {
        site.browser.sending("Sec-GPC", "1");
        site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "accept-all", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        assertTrue(text(site.browser.open(TrialSite.CHOICES)).contains("switched off by Global Privacy Control"));
    }

    @Proves({"CA-8", "P-3"})
    @Test
    void optingBackInTakesTwoStepsWhereTheLawSaysSo() {
        site.server.visitorsFrom("US-CA");
        site.browser.press(site.browser.open("/"), "action", "object", AS_SHOWN);

        Document second =
                site.browser.press(site.browser.open(TrialSite.CHOICES), "action", "save", Map.of("ads", true));
        assertTrue(text(second).contains("You opted out of it before."));

        site.browser.press(second, "confirm", "1", AS_SHOWN);
        assertTrue(text(site.browser.open(TrialSite.CHOICES)).contains("you allowed it"));
    }

    @Test
    void aConflictIsToldOnceToOneWhoHadOptedIn() {
        site.browser.press(site.browser.open("/"), "action", "accept-all", AS_SHOWN);

        Document told = site.browser.sending("Sec-GPC", "1").open("/");
        assertTrue(text(told).contains("Your browser opts you out"));
        site.browser.press(told, "action", "acknowledge", AS_SHOWN);

        assertEquals(303, site.browser.answer().statusCode());
        assertEquals(Action.ACKNOWLEDGE, site.decisions().get(0).action());
        assertFalse(text(site.browser.open("/")).contains("Your browser opts you out"));
    }

    @Test
    void whatWasNeverReadableIsAskedAgain() {
        site.browser.press(site.browser.open("/"), "action", "accept-all", AS_SHOWN);
        site.browser.cookies().replaceAll((name, value) -> value + "x");

        assertTrue(text(site.browser.open("/")).contains("could not be read from this browser"));
        assertTrue(text(site.browser.open(TrialSite.CHOICES)).contains("your earlier choice could not be read"));
    }

    private static String text(Document page) {
        return page.getDocumentElement().getTextContent();
    }
}
