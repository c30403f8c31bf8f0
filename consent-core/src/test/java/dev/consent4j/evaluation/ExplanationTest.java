package dev.consent4j.evaluation;

import static dev.consent4j.evaluation.VisitBuilder.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.Unrecorded;
import dev.consent4j.signal.Signal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one sentence in which a verdict is told, whoever prints it. */
@Proves("P-4")
class ExplanationTest {

    private static final DecisionId ID = DecisionId.of(new byte[16]);

    @Test
    void namesTheRuleThatWonThoseBeatenSignalRegimeDecisionAndPolicyVersion() {
        GivenConsent granted = Cases.answer("ads", Cases.granted(1, GrantForm.ALL));

        assertEquals(
                "ad [ads]: denied, signal-gpc (stops sale, sharing, targeted-advertising, on this request),"
                        + " before granted (all on 2026-10-24 under 2026-11),"
                        + " undecided (something is stored on the device, needs a grant under gdpr);"
                        + " signals gpc (on this request); regime gdpr in DE; decision AAAAAAAAAAAAAAAAAAAAAA (act 1);"
                        + " policy 2026-11",
                visit().device(granted)
                        .gpc()
                        .evaluated()
                        .linked(Map.of(Cases.act(1), ID))
                        .cookie("ad")
                        .explain());
    }

    @Test
    void tellsASignalOfThisRequestFromARecordedOne() {
        GivenConsent recorded = Cases.signalled(Signal.GPC, 1);

        assertTold("; signals gpc (on this request); ", visit().gpc());
        assertTold("; signals gpc (recorded on 2026-10-24); ", visit().device(recorded));
        assertTold(
                "; signals gpc (on this request, recorded on 2026-10-24); ",
                visit().device(recorded).gpc());
        assertTold(
                "; signals gpc (recorded on 2026-10-24), dnt (on this request); ",
                visit().device(recorded).dnt());
        assertTold("; signals gpc (recorded on 2026-10-24); ", visit().account(recorded));
        assertTold("; signals none; ", visit());
    }

    @Test
    void namesAnUnknownJurisdictionAsSuch() {
        assertTold(", jurisdiction unknown; ", visit().from("?"));
    }

    @Test
    void saysThatNobodyLookedTheDecisionUp() {
        assertTold("; decision not looked up (act 2); ", visit().device(Cases.rejectedAll(2)));
    }

    @Test
    void saysThatADecisionCannotBeLinked() {
        EffectiveConsent linked =
                visit().device(Cases.rejectedAll(2)).evaluated().linked(Map.of());

        assertTrue(linked.purpose("ads").explain().contains("; decision unlinked (act 2); "));
        assertEquals("unlinked (act 2)", linked.decision(Cases.act(2)));
    }

    @Test
    void saysThatADecisionIsNotRecordedYet() {
        GivenConsent marked =
                Cases.rejectedAll(2).marked(new Unrecorded(ID, Instant.EPOCH, Action.REJECT_ALL, Source.BANNER, 2));

        assertTold("; decision not looked up (act 2, not recorded yet); ", visit().device(marked));
        assertEquals(
                "AAAAAAAAAAAAAAAAAAAAAA (act 2, not recorded yet)",
                visit().device(marked)
                        .evaluated()
                        .linked(Map.of(Cases.act(2), ID))
                        .decision(Cases.act(2)));
    }

    @Test
    void linkingChangesNothingButWords() {
        EffectiveConsent before = visit().device(Cases.rejectedAll(1)).evaluated();
        EffectiveConsent linked = before.linked(Map.of(Cases.act(1), ID));

        assertEquals(before.prompt(), linked.prompt());
        assertEquals(before.verdicts().keySet(), linked.verdicts().keySet());
        before.verdicts()
                .forEach((purpose, verdict) ->
                        assertEquals(verdict.won(), linked.purpose(purpose).won()));
    }

    @Test
    void aRulingThatFollowsFromNoPurposeEndsInTheSameWords() {
        assertEquals(
                "consent: denied, ours; signals none; regime gdpr in DE; decision none; policy 2026-11",
                visit().evaluated().explain("consent: denied, ours"));
    }

    private static void assertTold(String part, VisitBuilder visit) {
        String sentence = visit.purpose("ads").explain();
        assertTrue(sentence.contains(part), sentence);
    }
}
