package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Control;
import dev.consent4j.decision.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy changes on a running site while people visit it. */
class PolicySwitchTest {

    private SwitchingSite site;

    @BeforeEach
    void start() throws Exception {
        site = new SwitchingSite(SwitchingSite::page);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    private SwitchingVisitor whoPressed(String action, String... fields) throws Exception {
        SwitchingVisitor visitor = new SwitchingVisitor(site);
        visitor.open();
        assertEquals(303, visitor.press(action, fields));
        return visitor;
    }

    @Proves("BR-1")
    @Test
    void whoGrantedIsAskedOnceForWhatChangedAndKeepsTheRest() throws Exception {
        SwitchingVisitor visitor = whoPressed("accept-all");
        visitor.cookies.putAll(Map.of("_stats", "1", "_prefs", "1", "_ads", "1", "_chat", "1"));
        assertEquals(
                "version 1; nothing-to-ask []; ads granted; audience granted; chat granted; prefs granted",
                visitor.open());
        site.step();

        assertEquals(
                "version 2; ask-again [audience, video]; ads granted; audience undecided; prefs granted; video undecided",
                visitor.open());
        assertEquals(List.of("_chat", "_stats"), visitor.deleted());
        assertTrue(visitor.banner().contains("<li class=\"pc-changed\">it also uses: age</li>"), visitor.banner());
        assertTrue(visitor.banner().contains("Allow these"));
        assertFalse(visitor.banner().contains("Accept all"));
        assertFalse(visitor.banner().contains("Your settings"), "what did not change is not asked");
        assertEquals(303, visitor.press("allow-asked"));
        assertEquals(
                "version 2; nothing-to-ask []; ads granted; audience granted; prefs granted; video granted",
                visitor.open());
        assertEquals("", visitor.banner());

        Decision second = site.decisions().get(0);
        Decision first = site.decisions().get(1);
        assertEquals(2, site.decisions().size());
        assertEquals("1", first.policyVersion());
        assertEquals("2", second.policyVersion());
        assertEquals(new Control("allow"), second.expression().control());
        assertTrue(second.answers().get("audience").asked());
        assertFalse(second.answers().get("ads").asked(), "carried over");
        assertEquals(first.id(), second.answers().get("ads").from());
    }

    @Test
    void whoRefusesWhatChangedKeepsTheRestAndIsNotAskedTwice() throws Exception {
        SwitchingVisitor visitor = whoPressed("accept-all");
        site.step();
        visitor.open();

        assertEquals(303, visitor.press("refuse-asked"));

        assertEquals(
                "version 2; nothing-to-ask []; ads granted; audience refused; prefs granted; video refused",
                visitor.open());
        assertEquals(Choice.DENIED, site.decisions().get(0).choices().get("audience"));
    }

    @Test
    void whoRefusedEverythingIsNotAskedAndStaysRefused() throws Exception {
        SwitchingVisitor visitor = whoPressed("reject-all");
        site.step();

        assertEquals(
                "version 2; refused-recently []; ads refused; audience refused; prefs refused; video refused",
                visitor.open());
        assertEquals("", visitor.banner());
        assertEquals(1, site.decisions().size());
    }

    @Test
    void whoRefusedThePurposeThatChangedIsAskedForTheNewOneOnly() throws Exception {
        SwitchingVisitor visitor = whoPressed(
                "save",
                "answered=audience",
                "answered=prefs",
                "answered=ads",
                "answered=chat",
                "purpose=prefs",
                "purpose=ads");
        site.step();

        assertEquals(
                "version 2; ask-again [video]; ads granted; audience refused; prefs granted; video undecided",
                visitor.open());
    }

    @Test
    void whoNeverAnsweredIsAskedForEverythingInTheNewVersion() throws Exception {
        SwitchingVisitor visitor = new SwitchingVisitor(site);
        assertTrue(visitor.open().startsWith("version 1; ask-first"));
        site.step();

        assertTrue(visitor.open().startsWith("version 2; ask-first [ads, audience, prefs, video]"));
        assertEquals(303, visitor.press("accept-all"));
        assertEquals("2", site.decisions().get(0).policyVersion());
    }

    @Test
    void aSignalHoldsOnAndNobodyAsksBecauseOfTheChange() throws Exception {
        SwitchingVisitor visitor = new SwitchingVisitor(site, "Sec-GPC: 1");
        assertTrue(visitor.open().contains("signalled-recently"));
        site.step();

        String after = visitor.open();
        assertTrue(after.startsWith("version 2; signalled-recently []"), after);
        assertTrue(after.contains("ads signal-gpc"), after);
        assertEquals(1, site.decisions().size(), "the signal was recorded once");
    }

    @Test
    void aBannerOfTheOldVersionGrantsNothingOfTheNewOneButRefuses() throws Exception {
        SwitchingVisitor late = new SwitchingVisitor(site);
        late.open();
        SwitchingVisitor refusing = new SwitchingVisitor(site);
        refusing.open();
        site.step();

        assertEquals(409, late.press("accept-all"));
        assertTrue(late.open().startsWith("version 2; ask-first"));
        assertEquals(List.of(), site.decisions());

        assertEquals(303, refusing.press("reject-all"));
        assertTrue(refusing.open().contains("refused-recently"));
        assertEquals("1", site.decisions().get(0).policyVersion(), "the version that was shown");
    }
}
