package dev.consent4j.evaluation;

import static dev.consent4j.evaluation.VisitBuilder.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Policy;
import dev.consent4j.signal.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 4: a signal only takes away. */
class SignalRulesTest {

    @Proves("GPC-8")
    @ParameterizedTest
    @ValueSource(strings = {"DE", "FR", "BR", "?", "US-CA", "JP", "AQ"})
    void globalPrivacyControlStopsSaleSharingAndTargetedAdvertisingEverywhere(String place) {
        assertEquals(Reason.SIGNAL_GPC, visit().from(place).gpc().reason("ads"));
    }

    @Test
    void globalPrivacyControlStopsAnAcceptAllGivenBefore() {
        GivenConsent accepted = Cases.answer("ads", Cases.granted(1, GrantForm.ALL));

        assertTrue(visit().device(accepted).purpose("ads").permitted());
        assertEquals(Reason.SIGNAL_GPC, visit().device(accepted).gpc().reason("ads"));
    }

    @Test
    void globalPrivacyControlStopsAnAcceptAllGivenAfter() {
        GivenConsent accepted = signalledThen(new Answer.Granted(Cases.act(2), GrantForm.ALL, true, true, null));

        assertEquals(Reason.SIGNAL_GPC, visit().device(accepted).gpc().reason("ads"));
        assertEquals(Reason.SIGNAL_GPC, visit().device(accepted).reason("ads"));
    }

    @Test
    void globalPrivacyControlStopsProfilingWhereTheRegimeSaysSo() {
        GivenConsent granted = Cases.answer("scoring", Cases.granted(1, GrantForm.SPECIFIC));

        assertEquals(Reason.SIGNAL_GPC, visit().from("BR").device(granted).gpc().reason("scoring"));
        assertEquals(Reason.GRANTED, visit().from("DE").device(granted).gpc().reason("scoring"));
    }

    @Proves("GPC-8")
    @Test
    void globalPrivacyControlLeavesOtherPurposesAlone() {
        GivenConsent granted = Cases.answer("audience", Cases.granted(1, GrantForm.ALL));

        assertEquals(Reason.GRANTED, visit().device(granted).gpc().reason("audience"));
    }

    @Proves("P-3")
    @Test
    void aRecordedSignalHoldsWhenTheBrowserFallsSilent() {
        Verdict verdict = visit().device(Cases.signalled(Signal.GPC, 1)).purpose("ads");

        assertEquals(Reason.SIGNAL_GPC, verdict.reason());
        assertTrue(verdict.explain().contains("stops sale, sharing, targeted-advertising, recorded on 2026-10-24"));
    }

    @Proves({"P-3", "GPC-9"})
    @Test
    void onlyASpecificGrantAfterANoticeThatNamedTheConflictLiftsIt() {
        assertLifts(true, "DE", new Answer.Granted(Cases.act(2), GrantForm.SPECIFIC, true, false, null));
        assertLifts(false, "DE", new Answer.Granted(Cases.act(2), GrantForm.SPECIFIC, false, true, null));
        assertLifts(false, "DE", new Answer.Granted(Cases.act(2), GrantForm.ALL, true, true, null));
    }

    @Proves("P-3")
    @Test
    void theGrantTakesTwoStepsWhereTheRegimeSaysSo() {
        assertLifts(false, "US-CA", new Answer.Granted(Cases.act(2), GrantForm.SPECIFIC, true, false, null));
        assertLifts(true, "US-CA", new Answer.Granted(Cases.act(2), GrantForm.SPECIFIC, true, true, null));
        assertLifts(false, "?", new Answer.Granted(Cases.act(2), GrantForm.SPECIFIC, true, false, null));
    }

    @Test
    void aGrantInTheActThatAlsoShowedTheSignalLiftsIt() {
        GivenConsent given =
                Cases.given(Map.of("ads", Cases.confirmed(1)), null, Map.of(), Map.of(Signal.GPC, Cases.act(1)));

        assertEquals(Reason.GRANTED, visit().device(given).gpc().reason("ads"));
    }

    @Test
    void anEarlierGrantDoesNotLiftIt() {
        GivenConsent given =
                Cases.given(Map.of("ads", Cases.confirmed(1)), null, Map.of(), Map.of(Signal.GPC, Cases.act(2)));

        assertEquals(Reason.SIGNAL_GPC, visit().device(given).reason("ads"));
    }

    @Test
    void anEarlierGrantDoesNotLiftASignalSeenForTheFirstTime() {
        assertEquals(
                Reason.SIGNAL_GPC,
                visit().device(Cases.answer("ads", Cases.confirmed(1))).gpc().reason("ads"));
    }

    @Test
    void aGrantThatFailsLiftsNothing() {
        GivenConsent given = signalledThen(Cases.confirmed(2));

        assertEquals(
                Reason.SIGNAL_GPC,
                visit().device(given).on(Cases.TODAY.plusYears(1)).reason("ads"));
    }

    @Test
    void aLiftedSignalIsToldAsBeaten() {
        String sentence =
                visit().device(signalledThen(Cases.confirmed(2))).purpose("ads").explain();

        assertTrue(sentence.startsWith("ads: permitted, granted (specific on 2026-10-25 under 2026-11)"), sentence);
        assertTrue(
                sentence.contains("lifted by a later specific grant); signals gpc (recorded on 2026-10-24); "),
                sentence);
    }

    @Test
    void doNotTrackChangesNothingThatRestsOnConsent() {
        GivenConsent granted = Cases.answer("audience", Cases.granted(1, GrantForm.ALL));

        assertEquals(Reason.GRANTED, visit().device(granted).dnt().reason("audience"));
        assertEquals(Reason.UNDECIDED, visit().dnt().reason("audience"));
    }

    @Proves({"DNT-9", "EU-12"})
    @ParameterizedTest
    @ValueSource(strings = {"DE", "BR", "?"})
    void doNotTrackObjectsToLegitimateInterestWhereTheLawGivesItForceAlthoughTheSiteIgnoresIt(String place) {
        assertEquals(Reason.SIGNAL_DNT, visit().from(place).dnt().reason("insight"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"US-CA", "JP", "AQ"})
    void doNotTrackDoesNothingWhereTheSiteIgnoresItAndNoLawGivesItForce(String place) {
        assertTrue(visit().from(place).dnt().purpose("insight").permitted());
    }

    @Proves("DNT-9")
    @Test
    void doNotTrackObjectsOnASiteThatHonoursIt() {
        Policy honouring = Cases.policy(Cases.VERSION)
                .dnt(new ByJurisdiction<>(DntRule.IGNORE, Map.of("US", DntRule.OBJECT)))
                .build();

        assertEquals(
                Reason.SIGNAL_DNT, visit().under(honouring).from("US-CA").dnt().reason("insight"));
        assertTrue(visit().under(honouring).from("JP").dnt().purpose("insight").permitted());
    }

    @Test
    void whereTheJurisdictionIsUnknownEverySignalIsHonoured() {
        Policy optOutEverywhere = Cases.policy(Cases.VERSION)
                .jurisdictions(ByJurisdiction.everywhere("ccpa"))
                .build();

        assertEquals(Reason.SIGNAL_DNT, grantedAtAnUnknownPlace(optOutEverywhere));
    }

    @Test
    void whereTheJurisdictionIsUnknownDoNotTrackIsHonouredThoughSiteAndRegimeIgnoreIt() {
        Policy ignoring = Cases.policy(Cases.VERSION)
                .regimes(List.of(Cases.SILENT))
                .jurisdictions(ByJurisdiction.everywhere(Cases.SILENT.id()))
                .dnt(ByJurisdiction.everywhere(DntRule.IGNORE))
                .build();

        assertEquals(Reason.SIGNAL_DNT, grantedAtAnUnknownPlace(ignoring));
    }

    @Proves("DNT-9")
    @Test
    void doNotTrackLeavesAloneWhatDoesNotTrack() {
        assertEquals(Reason.LEGITIMATE_INTEREST, visit().dnt().reason("security"));
    }

    @Test
    void aLaterSpecificGrantLiftsDoNotTrackToo() {
        GivenConsent given =
                Cases.given(Map.of("insight", Cases.confirmed(2)), null, Map.of(), Map.of(Signal.DNT, Cases.act(1)));

        assertEquals(Reason.GRANTED, visit().device(given).dnt().reason("insight"));
    }

    @Proves("CA-2")
    @ParameterizedTest
    @EnumSource(Signal.class)
    void anAccountBringsItsSignalsToANewDevice(Signal signal) {
        String purpose = signal == Signal.GPC ? "ads" : "insight";

        assertFalse(visit().account(Cases.signalled(signal, 1)).purpose(purpose).permitted());
    }

    private static Reason grantedAtAnUnknownPlace(Policy policy) {
        GivenConsent granted = Cases.answer("insight", Cases.granted(1, GrantForm.SPECIFIC));
        return visit().under(policy).from("?").device(granted).dnt().reason("insight");
    }

    private static void assertLifts(boolean lifts, String place, Answer.Granted grant) {
        VisitBuilder visit = visit().from(place).device(signalledThen(grant)).gpc();

        assertEquals(lifts ? Reason.GRANTED : Reason.SIGNAL_GPC, visit.reason("ads"));
    }

    private static GivenConsent signalledThen(Answer.Granted grant) {
        return Cases.given(Map.of("ads", grant), null, Map.of(), Map.of(Signal.GPC, Cases.act(1)));
    }
}
