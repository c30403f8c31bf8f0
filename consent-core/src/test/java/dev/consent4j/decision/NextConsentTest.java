package dev.consent4j.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.contract.TestDecisions;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NextConsentTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final Policy POLICY = policy("2026-11");

    @Test
    void anActHasTheNextNumberTheDayInUtcAndTheLifeTheRegimePromises() {
        GivenConsent given = after(Decisions.save("audience", Choice.GRANTED), Decisions.save("ads", Choice.GRANTED));

        assertEquals(2, given.acts());
        assertEquals(
                new Act(1, DAY, LocalDate.of(2027, 5, 1), "2026-11", "gdpr"),
                given.answers().get("audience").act());
        assertEquals(2, given.answers().get("ads").act().number());
    }

    @Test
    void theLastNumberIsNeverPassed() {
        GivenConsent last = new GivenConsent(null, Act.MAX_NUMBER, Map.of(), null, Map.of(), Map.of(), null);

        assertEquals(Act.MAX_NUMBER, next(last, Decisions.rejectAll()).acts());
    }

    @Test
    void acceptAllGrantsEveryOptionalPurposeAndNoRequiredOne() {
        GivenConsent given = next(
                GivenConsent.EMPTY,
                Decisions.of(
                        Action.ACCEPT_ALL,
                        Map.of("audience", Choice.GRANTED, "necessary", Choice.GRANTED, "elsewhere", Choice.GRANTED)));

        assertEquals(Set.of("audience"), given.answers().keySet());
        assertEquals(GrantForm.ALL, granted(given, "audience").form());
        assertEquals(Decisions.SUBJECT, given.subject());
    }

    @Test
    void acceptAllEndsRefusalsAndARejectAll() {
        GivenConsent given = after(Decisions.rejectAll(), Decisions.acceptAll());

        assertNull(given.rejectAll());
        assertEquals(GrantForm.ALL, granted(given, "audience").form());
        assertEquals(Denial.REFUSED, granted(given, "audience").replaced().denial());
    }

    @Test
    void acceptAllEndsNoExpressObjectionOrOptOut() {
        GivenConsent given = after(
                Decisions.object("insight"),
                Decisions.object("ads"),
                Decisions.optOut(Use.TRACKING),
                Decisions.acceptAll());

        assertDenied(Denial.OBJECTED, 1, given, "insight");
        assertDenied(Denial.OPTED_OUT, 2, given, "ads");
        assertEquals(Set.of(Use.TRACKING), given.optOuts().keySet());
        assertEquals(GrantForm.ALL, granted(given, "audience").form());
    }

    @Test
    void acceptAllKeepsTheObjectionThatASpecificGrantEndedEnded() {
        GivenConsent before = after(Decisions.object("insight"), Decisions.save("insight", Choice.GRANTED));

        assertEquals(
                before.answers().get("insight"),
                next(before, Decisions.acceptAll()).answers().get("insight"));
    }

    @Test
    void acceptAllKeepsASpecificGrantThatLiftedASignalOrAnOptOut() {
        GivenConsent lifted = after(Decisions.signal(Signal.GPC), Decisions.confirm("ads", Signal.GPC));
        GivenConsent optedIn = after(Decisions.optOut(Use.SALE), Decisions.save("ads", Choice.GRANTED));

        assertEquals(
                lifted.answers().get("ads"),
                next(lifted, Decisions.acceptAll()).answers().get("ads"));
        assertEquals(
                optedIn.answers().get("ads"),
                next(optedIn, Decisions.acceptAll()).answers().get("ads"));
    }

    @Test
    void acceptAllRenewsASpecificGrantThatLiftedNothingOrIsOver() {
        GivenConsent plain = after(Decisions.confirm("ads"));
        GivenConsent lifted = after(Decisions.signal(Signal.GPC), Decisions.confirm("ads", Signal.GPC));
        Decision later = at(Decisions.acceptAll(), Instant.parse("2027-05-01T00:00:00Z"));

        assertEquals(
                GrantForm.ALL,
                granted(next(plain, Decisions.acceptAll()), "ads").form());
        assertEquals(GrantForm.ALL, granted(next(lifted, later), "ads").form());
        assertEquals(
                GrantForm.ALL,
                granted(NextConsent.after(lifted, Decisions.acceptAll(), policy("2026-12"), Regimes.GDPR), "ads")
                        .form());
    }

    @Test
    void rejectAllDeniesEveryPurposeAndThoseAddedLater() {
        GivenConsent given = after(Decisions.acceptAll(), Decisions.rejectAll());

        assertEquals(2, given.rejectAll().number());
        assertDenied(Denial.REFUSED, 2, given, "audience");
        assertEquals(Decisions.SUBJECT, given.subject());
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"REJECT_ALL", "WITHDRAW"})
    void noGrantIsLeftNotEvenForAPurposeThePolicyNoLongerHas(Action action) {
        Answer old =
                new Answer.Granted(act(1), GrantForm.ALL, false, false, new Answer.Denied(act(1), Denial.OBJECTED));
        GivenConsent before =
                new GivenConsent(Decisions.SUBJECT, 1, Map.of("gone", old, "ads", old), null, Map.of(), Map.of(), null);

        GivenConsent given = next(before, Decisions.of(action, Map.of()));

        assertDenied(Denial.OBJECTED, 2, given, "gone");
        assertDenied(Denial.OBJECTED, 2, given, "ads");
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"REJECT_ALL", "WITHDRAW", "SAVE"})
    void sayingNoAgainDoesNotWeakenAnExpressObjection(Action action) {
        GivenConsent given = after(Decisions.object("insight"), Decisions.of(action, Map.of("insight", Choice.DENIED)));

        assertDenied(Denial.OBJECTED, 2, given, "insight");
    }

    @Proves("EU-5")
    @Test
    void withdrawAlsoDropsTheSubject() {
        GivenConsent given = after(Decisions.acceptAll(), Decisions.withdraw());

        assertNull(given.subject());
        assertDenied(Denial.REFUSED, 2, given, "ads");
        assertEquals(2, given.rejectAll().number());
    }

    @Test
    void saveAnswersThePurposesNamedAndLeavesTheOthersWithTheirOwnActAndLife() {
        GivenConsent before = after(Decisions.acceptAll());

        GivenConsent given = next(before, Decisions.save("ads", Choice.DENIED));

        assertDenied(Denial.REFUSED, 2, given, "ads");
        assertEquals(before.answers().get("audience"), given.answers().get("audience"));
    }

    @Test
    void saveAfterRejectAllRemembersTheRejectAllItReplaced() {
        GivenConsent before = new GivenConsent(null, 1, Map.of(), act(1), Map.of(), Map.of(), null);

        GivenConsent given = next(before, Decisions.save("ads", Choice.GRANTED));

        assertEquals(
                new Answer.Denied(act(1), Denial.REFUSED), granted(given, "ads").replaced());
        assertEquals(act(1), given.rejectAll());
    }

    @Test
    void aRejectAllThatEndedAGrantIsWhatTheNextGrantReplaces() {
        Answer old = new Answer.Granted(act(1), GrantForm.ALL, false, false, null);
        Answer objectedBefore =
                new Answer.Granted(act(1), GrantForm.ALL, false, false, new Answer.Denied(act(1), Denial.OBJECTED));
        GivenConsent before = new GivenConsent(
                null, 2, Map.of("ads", old, "insight", objectedBefore), act(2), Map.of(), Map.of(), null);

        assertEquals(
                new Answer.Denied(act(2), Denial.REFUSED),
                granted(next(before, Decisions.save("ads", Choice.GRANTED)), "ads")
                        .replaced());
        assertEquals(
                new Answer.Denied(act(2), Denial.OBJECTED),
                granted(next(before, Decisions.save("insight", Choice.GRANTED)), "insight")
                        .replaced());
    }

    @Test
    void aGrantRemembersTheDenialItReplacedAlsoWhenItIsRenewed() {
        GivenConsent given = after(
                Decisions.object("insight"),
                Decisions.save("insight", Choice.GRANTED),
                Decisions.save("insight", Choice.GRANTED));

        assertEquals(3, granted(given, "insight").act().number());
        assertEquals(
                new Answer.Denied(act(1), Denial.OBJECTED),
                granted(given, "insight").replaced());
    }

    @Test
    void savingAConfirmedGrantAgainKeepsItConfirmed() {
        GivenConsent given = after(
                Decisions.signal(Signal.GPC),
                Decisions.confirm("ads", Signal.GPC),
                Decisions.save("ads", Choice.GRANTED));

        assertTrue(granted(given, "ads").conflictNamed());
        assertTrue(granted(given, "ads").twoSteps());
    }

    @Test
    void savingAConfirmedGrantAgainDoesNotConfirmItAgainstWhatCameBetween() {
        GivenConsent signalled =
                after(Decisions.confirm("ads"), Decisions.signal(Signal.GPC), Decisions.save("ads", Choice.GRANTED));
        GivenConsent optedOut =
                after(Decisions.confirm("ads"), Decisions.optOut(Use.SALE), Decisions.save("ads", Choice.GRANTED));
        GivenConsent accepted = after(Decisions.acceptAll(), Decisions.save("ads", Choice.GRANTED));

        for (GivenConsent given : new GivenConsent[] {signalled, optedOut, accepted}) {
            assertEquals(false, granted(given, "ads").conflictNamed());
            assertEquals(false, granted(given, "ads").twoSteps());
        }
    }

    @Test
    void objectIsAnObjectionToAnInterestAndAnOptOutOfAnythingElse() {
        GivenConsent given =
                after(Decisions.object("insight"), Decisions.object("measurement"), Decisions.object("ads"));

        assertDenied(Denial.OBJECTED, 1, given, "insight");
        assertDenied(Denial.OBJECTED, 2, given, "measurement");
        assertDenied(Denial.OPTED_OUT, 3, given, "ads");
    }

    @Test
    void anOptOutOfAUseIsTheLatestOne() {
        GivenConsent given = after(Decisions.optOut(Use.SALE, Use.SHARING), Decisions.optOut(Use.SALE));

        assertEquals(2, given.optOuts().get(Use.SALE).number());
        assertEquals(1, given.optOuts().get(Use.SHARING).number());
    }

    @Test
    void acknowledgeAnswersOnlyWhatNobodyHasAnswered() {
        GivenConsent before = after(
                Decisions.save("audience", Choice.GRANTED),
                Decisions.save("ads", Choice.DENIED),
                Decisions.acknowledge());

        assertEquals(GrantForm.SPECIFIC, granted(before, "audience").form());
        assertDenied(Denial.REFUSED, 2, before, "ads");
        assertEquals(GrantForm.ACKNOWLEDGED, granted(before, "insight").form());
        assertEquals(
                4,
                granted(next(before, Decisions.acknowledge()), "insight").act().number());
    }

    @Test
    void acknowledgeEndsNoRejectAll() {
        GivenConsent before = new GivenConsent(null, 1, Map.of(), act(1), Map.of(), Map.of(), null);

        GivenConsent given = next(before, Decisions.acknowledge());

        assertEquals(Map.of(), given.answers());
        assertEquals(act(1), given.rejectAll());
    }

    @Test
    void aSignalIsNotedWhenFirstSeenAndLeavesAnswersAlone() {
        GivenConsent before = after(Decisions.acceptAll(), Decisions.signal(Signal.GPC));

        GivenConsent given = next(
                before,
                Decisions.of(
                        Action.SIGNAL,
                        Decisions.all(Choice.DENIED),
                        Set.of(),
                        Set.of(Signal.GPC, Signal.DNT),
                        false,
                        false));

        assertEquals(2, given.signals().get(Signal.GPC).number());
        assertEquals(3, given.signals().get(Signal.DNT).number());
        assertEquals(before.answers(), given.answers());
        assertEquals(before.rejectAll(), given.rejectAll());
    }

    @Test
    void aSignalSentWithAnAnswerIsNotedInItsAct() {
        GivenConsent given = after(Decisions.confirm("ads", Signal.GPC));

        assertEquals(given.signals().get(Signal.GPC), granted(given, "ads").act());
    }

    @Test
    void whatIsUnrecordedStaysMarked() {
        Unrecorded mark = new Unrecorded(Decisions.ID, Decisions.FIRST_DAY, Action.SAVE, Source.API, 1);

        assertEquals(
                mark,
                next(GivenConsent.EMPTY.marked(mark), Decisions.rejectAll()).unrecorded());
    }

    private static Policy policy(String version) {
        return Policy.builder(version)
                .controller("Example SA", "")
                .regime("gdpr")
                .purpose(purpose("audience", LegalBasis.CONSENT, Set.of(Use.TRACKING)))
                .purpose(purpose("ads", LegalBasis.CONSENT, Set.of(Use.SALE)))
                .purpose(purpose("insight", LegalBasis.LEGITIMATE_INTEREST, Set.of()))
                .purpose(Purpose.builder("measurement", "analytics")
                        .title(Text.of("measurement"))
                        .legalBasis(LegalBasis.EXEMPT)
                        .exemption(new dev.consent4j.policy.Exemption("audience-measurement", true, true, true, true))
                        .build())
                .declare(Declaration.cookie("_ga", "audience"))
                .build();
    }

    private static Purpose purpose(String id, LegalBasis basis, Set<Use> uses) {
        return Purpose.builder(id, "marketing")
                .title(Text.of(id))
                .legalBasis(basis)
                .uses(uses)
                .build();
    }

    private static Act act(int number) {
        return new Act(number, DAY, LocalDate.of(2027, 5, 1), "2026-11", "gdpr");
    }

    private static Decision at(Decision decision, Instant time) {
        return TestDecisions.like(decision).at(time).build();
    }

    private static GivenConsent after(Decision... decisions) {
        GivenConsent given = GivenConsent.EMPTY;
        for (Decision decision : decisions) {
            given = next(given, decision);
        }
        return given;
    }

    private static GivenConsent next(GivenConsent before, Decision decision) {
        return NextConsent.after(before, decision, POLICY, Regimes.GDPR);
    }

    private static Answer.Granted granted(GivenConsent given, String purpose) {
        return assertInstanceOf(Answer.Granted.class, given.answers().get(purpose));
    }

    private static void assertDenied(Denial denial, int act, GivenConsent given, String purpose) {
        Answer.Denied denied =
                assertInstanceOf(Answer.Denied.class, given.answers().get(purpose));
        assertEquals(denial, denied.denial());
        assertEquals(act, denied.act().number());
    }
}
