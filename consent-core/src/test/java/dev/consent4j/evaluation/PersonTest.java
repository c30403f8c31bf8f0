package dev.consent4j.evaluation;

import static dev.consent4j.evaluation.VisitBuilder.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.signal.Signal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules 1 to 3, and the order of all rules. */
class PersonTest {

    private static final GivenConsent GRANTED = Cases.answer("ads", Cases.granted(1, GrantForm.SPECIFIC));

    @Test
    void whatIsRequiredIsPermittedWhateverAnybodySays() {
        Verdict verdict = visit().person(
                        new Person(OptionalInt.of(3), Set.of(), Set.of("necessary"), Set.of("necessary")))
                .device(Cases.rejectedAll(1))
                .gpc()
                .purpose("necessary");

        assertTrue(verdict.permitted());
        assertEquals(
                "necessary: permitted, required (strictly necessary), before restricted (processing is restricted)"
                        + "; signals gpc (on this request); regime gdpr in DE; decision none; policy 2026-11",
                verdict.explain());
    }

    @Proves("EU-12")
    @Test
    void whatIsRestrictedIsDeniedDespiteAGrant() {
        Verdict verdict = visit().device(GRANTED)
                .person(new Person(OptionalInt.empty(), Set.of(), Set.of("ads"), Set.of()))
                .purpose("ads");

        assertEquals(Reason.RESTRICTED, verdict.reason());
        assertTrue(reasons(verdict.beaten()).contains(Reason.GRANTED));
    }

    @Proves({"EU-7", "CA-9", "COPPA-1"})
    @Test
    void aChildIsDeniedWhatItGranted() {
        assertEquals(Reason.AGE, visit().device(GRANTED).aged(15).reason("ads"));
        assertEquals(Reason.GRANTED, visit().device(GRANTED).aged(16).reason("ads"));
    }

    @Test
    void anUnknownAgeIsNoReasonToDeny() {
        assertEquals(Reason.GRANTED, visit().device(GRANTED).reason("ads"));
    }

    @Proves("EU-7")
    @Test
    void aGuardianActsForOnePurposeOnly() {
        Person child = new Person(OptionalInt.of(12), Set.of("ads"), Set.of(), Set.of());

        assertEquals(Reason.GRANTED, visit().device(GRANTED).person(child).reason("ads"));
        assertEquals(Reason.AGE, visit().device(GRANTED).person(child).reason("audience"));
    }

    @Test
    void theHigherOfThePolicysAndTheRegimesAgeCounts() {
        var eighteen = Cases.policy(Cases.VERSION)
                .minimumAge(new ByJurisdiction<>(0, Map.of("DE", 18)))
                .build();

        assertEquals(
                Reason.AGE, visit().under(eighteen).device(GRANTED).aged(17).reason("ads"));
        assertEquals(
                Reason.GRANTED,
                visit().under(eighteen).from("FR").device(GRANTED).aged(17).reason("ads"));
        assertEquals(
                Reason.AGE,
                visit().under(eighteen).from("FR").device(GRANTED).aged(14).reason("ads"));
    }

    @Test
    void whereTheJurisdictionIsUnknownTheHighestAgeCounts() {
        var eighteen = Cases.policy(Cases.VERSION)
                .minimumAge(new ByJurisdiction<>(0, Map.of("DE", 18)))
                .build();

        assertEquals(
                Reason.AGE,
                visit().under(eighteen).from("?").device(GRANTED).aged(17).reason("ads"));
    }

    @Test
    void theFirstRuleThatMatchesWinsAndTheOthersAreToldInTheirOrder() {
        Verdict verdict = visit().person(new Person(OptionalInt.of(12), Set.of(), Set.of("insight"), Set.of("insight")))
                .device(Cases.given(
                        Map.of("insight", Cases.denied(1, Denial.OPTED_OUT)),
                        Cases.act(2),
                        Map.of(),
                        Map.of(Signal.DNT, Cases.act(1))))
                .account(Cases.answer("insight", Cases.granted(1, GrantForm.ALL)))
                .purpose("insight");

        assertEquals(Reason.RESTRICTED, verdict.reason());
        assertEquals(
                List.of(
                        Reason.AGE,
                        Reason.SIGNAL_DNT,
                        Reason.OBJECTED,
                        Reason.OBJECTED,
                        Reason.OPTED_OUT,
                        Reason.GRANTED,
                        Reason.UNDECIDED),
                reasons(verdict.beaten()));
    }

    @Test
    void anObjectionOnRecordIsAnObjectionHere() {
        Person objector = new Person(OptionalInt.empty(), Set.of(), Set.of(), Set.of("security"));

        Verdict verdict = visit().person(objector).purpose("security");

        assertFalse(verdict.permitted());
        assertEquals(
                "security: denied, objected (objection on record), "
                        + "before legitimate-interest (legitimate-interest under gdpr)"
                        + "; signals none; regime gdpr in DE; decision none; policy 2026-11",
                verdict.explain());
    }

    @Test
    void reasonsStandInTheOrderOfTheRules() {
        assertTrue(Reason.REQUIRED.permits());
        for (Reason reason : List.of(Reason.RESTRICTED, Reason.REFUSED, Reason.UNREADABLE, Reason.UNDECIDED)) {
            assertFalse(reason.permits());
        }
        assertTrue(Reason.SIGNAL_DNT.compareTo(Reason.OBJECTED) < 0);
        assertTrue(Reason.OPTED_OUT.compareTo(Reason.REFUSED) < 0);
    }

    static List<Reason> reasons(List<Finding> findings) {
        return findings.stream().map(Finding::reason).toList();
    }

    @Test
    void aFindingWithoutDetailIsItsReason() {
        assertEquals("granted", new Finding(Reason.GRANTED, "").toString());
    }

    @Test
    void findingsAreEqualWhoseRuleAndWordsAre() {
        Finding said = new Finding(Reason.GRANTED, "on Sunday");

        assertEquals(said, new Finding(Reason.GRANTED, () -> "on Sunday"));
        assertEquals(said.hashCode(), new Finding(Reason.GRANTED, () -> "on Sunday").hashCode());
        assertNotEquals(said, new Finding(Reason.GRANTED, "on Monday"));
        assertNotEquals(said, new Finding(Reason.REFUSED, "on Sunday"));
    }

    @Test
    void aVerdictKnowsWhatItBeat() {
        Verdict verdict = visit().device(GRANTED).aged(15).purpose("ads");

        assertTrue(verdict.hasBeaten(Reason.GRANTED));
        assertFalse(verdict.hasBeaten(Reason.AGE));
    }

    @Test
    void answersAreKeptAsGiven() {
        Answer answer = GRANTED.answers().get("ads");

        assertEquals(
                answer, visit().device(GRANTED).evaluated().given().answers().get("ads"));
    }
}
