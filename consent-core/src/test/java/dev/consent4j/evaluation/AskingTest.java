package dev.consent4j.evaluation;

import static dev.consent4j.evaluation.VisitBuilder.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 8: whether to ask. */
class AskingTest {

    /** The day of act 1, and the first on which the regime lets it be asked again. */
    private static final LocalDate REFUSED = Cases.act(1).day();

    private static final LocalDate ASKABLE = REFUSED.plusMonths(6);

    @ParameterizedTest
    @ValueSource(strings = {"DE", "?", "US-CA", "JP"})
    void asksWhoHasNotAnswered(String place) {
        assertEquals(Prompt.ASK_FIRST, visit().from(place).prompt());
    }

    @Test
    void asksNobodyWhereNoRuleIsInForce() {
        assertEquals(Prompt.NOTHING_TO_ASK, visit().from("AQ").prompt());
    }

    @Test
    void asksNobodyOnASiteWithoutOptionalPurposes() {
        Policy necessary =
                Policy.builder("1").controller("Example SA", "").regime("gdpr").build();

        assertEquals(Prompt.NOTHING_TO_ASK, visit().under(necessary).prompt());
    }

    @Test
    void asksNobodyAboutWhatNeedsNoAnswer() {
        Policy contract = Cases.policy("1")
                .purposes(Cases.purposes().stream()
                        .filter(purpose -> purpose.id().equals("tax"))
                        .toList())
                .vendors(java.util.List.of())
                .declarations(java.util.List.of())
                .build();

        assertEquals(Prompt.NOTHING_TO_ASK, visit().under(contract).prompt());
    }

    @Test
    void asksAgainWhenWhatTheBrowserSentCannotBeRead() {
        assertEquals(
                Prompt.ASK_UNREADABLE,
                visit().device(new Given.Unreadable("forged")).prompt());
        assertEquals(
                Prompt.ASK_UNREADABLE,
                visit().account(new Given.Unreadable("down"))
                        .device(Cases.rejectedAll(1))
                        .prompt());
    }

    @Test
    void hasNothingToAskWhoHasAnsweredEverything() {
        assertEquals(Prompt.NOTHING_TO_ASK, visit().device(grantedAll(1)).prompt());
    }

    @Test
    void asksWhoAcceptedEverythingForWhatNeedsAnExplicitYes() {
        Map<String, Answer> answers = new TreeMap<>();
        Cases.purposes().forEach(purpose -> answers.put(purpose.id(), Cases.granted(1, GrantForm.ALL)));

        EffectiveConsent accepted = visit().device(Cases.answers(answers)).evaluated();

        assertEquals(Prompt.ASK_AGAIN, accepted.prompt());
        assertEquals(List.of("health"), accepted.asked());
    }

    @Test
    void asksAgainWhenGrantsAreOver() {
        assertEquals(Prompt.ASK_AGAIN, visit().device(grantedAll(1)).on(ASKABLE).prompt());
    }

    @Test
    void asksAgainForANewPurpose() {
        assertEquals(
                Prompt.ASK_AGAIN,
                withNewPurpose()
                        .device(grantedAll(1))
                        .on(LocalDate.of(2026, 12, 2))
                        .prompt());
    }

    @Test
    void asksAfterAChangeForTheChangedAndNewPurposesOnly() {
        LocalDate after = LocalDate.of(2026, 12, 2);
        EffectiveConsent changed =
                withNewPurpose().device(grantedAll(1)).on(after).evaluated();

        assertEquals(List.of("new"), changed.asked());
        assertEquals(
                List.of(),
                withNewPurpose()
                        .device(Cases.rejectedAll(1))
                        .on(after)
                        .evaluated()
                        .asked());
        assertEquals(List.of(), visit().device(grantedAll(1)).evaluated().asked());
    }

    @Test
    void asksForAllThatIsOptionalWhenNothingCanBeRead() {
        EffectiveConsent unreadable =
                visit().device(new Given.Unreadable("forged")).evaluated();

        assertEquals(
                unreadable.policy().purposes().stream()
                        .filter(purpose -> !purpose.required())
                        .map(Purpose::id)
                        .toList(),
                unreadable.asked());
    }

    @Test
    void asksNobodyAgainWhileARejectAllIsRecentNotEvenForNewPurposes() {
        VisitBuilder visit = withNewPurpose().device(Cases.rejectedAll(1));

        assertEquals(
                Prompt.REFUSED_RECENTLY, visit.on(LocalDate.of(2026, 12, 2)).prompt());
        assertEquals(Prompt.REFUSED_RECENTLY, visit.on(ASKABLE.minusDays(1)).prompt());
        assertEquals(Prompt.ASK_AGAIN, visit.on(ASKABLE).prompt());
    }

    @Test
    void waitsTwelveMonthsAfterAnOptOutInCalifornia() {
        VisitBuilder visit = visit().from("US-CA").device(Cases.optedOut(Use.SALE, 1));

        assertEquals(
                Prompt.REFUSED_RECENTLY,
                visit.on(REFUSED.plusMonths(12).minusDays(1)).prompt());
        assertEquals(Prompt.NOTHING_TO_ASK, visit.on(REFUSED.plusMonths(12)).prompt());
    }

    @Test
    void waitsAfterAnExpressOptOutOfAPurpose() {
        VisitBuilder visit = visit().device(Cases.answer("ads", Cases.denied(1, Denial.OPTED_OUT)));

        assertEquals(Prompt.REFUSED_RECENTLY, visit.prompt());
        assertEquals(Prompt.ASK_AGAIN, visit.on(ASKABLE).prompt());
    }

    @Test
    void asksForARefusedPurposeOnlyAfterTheWait() {
        GivenConsent given = with(grantedAll(1), "audience", Cases.denied(1, Denial.REFUSED));
        VisitBuilder visit = visit().from("US-CA").device(given);

        assertEquals(Prompt.NOTHING_TO_ASK, visit.prompt());
        assertEquals(
                Prompt.NOTHING_TO_ASK,
                visit.on(REFUSED.plusMonths(12).minusDays(1)).prompt());
        assertEquals(Prompt.ASK_AGAIN, visit.on(REFUSED.plusMonths(12)).prompt());
    }

    @Test
    void asksForOtherPurposesThanTheOneRefused() {
        GivenConsent given = Cases.answer("audience", Cases.denied(1, Denial.REFUSED));

        assertEquals(Prompt.ASK_AGAIN, visit().device(given).prompt());
    }

    @Test
    void neverAsksForWhatWasObjectedTo() {
        GivenConsent given = with(grantedAll(1), "audience", Cases.denied(1, Denial.OBJECTED));

        assertEquals(
                Prompt.NOTHING_TO_ASK,
                visit().from("US-CA").device(given).on(ASKABLE).prompt());
    }

    @Test
    void asksAgainWhenAGrantThatReplacedARefusalFails() {
        Answer.Granted grant = Cases.granted(Cases.act(2), GrantForm.UNEQUAL, Cases.denied(1, Denial.REFUSED));
        GivenConsent given = with(grantedAll(1), "audience", grant);

        assertEquals(Reason.REFUSED, visit().device(given).reason("audience"));
        assertEquals(Prompt.ASK_AGAIN, visit().device(given).prompt());
    }

    @Test
    void doesNotAskAChildWhoCannotAnswer() {
        assertEquals(Prompt.NOTHING_TO_ASK, visit().aged(12).prompt());
    }

    @Test
    void tellsOnceWhatIsAllowedUntilSomebodyOptsOut() {
        assertEquals(
                Prompt.NOTHING_TO_ASK,
                visit().from("US-CA")
                        .device(Cases.answer("tips", Cases.granted(1, GrantForm.ACKNOWLEDGED)))
                        .prompt());
    }

    @Test
    void doesNotAskWhoseOnlyActIsASignal() {
        VisitBuilder visit = visit().device(Cases.signalled(Signal.GPC, 1));

        assertEquals(Prompt.SIGNALLED_RECENTLY, visit.prompt());
        assertEquals(Prompt.SIGNALLED_RECENTLY, visit.on(ASKABLE.minusDays(1)).prompt());
        assertEquals(Prompt.ASK_FIRST, visit.on(ASKABLE).prompt());
    }

    @Test
    void doesNotAskWhoSendsASignalForTheFirstTime() {
        assertEquals(Prompt.SIGNALLED_RECENTLY, visit().gpc().prompt());
        assertEquals(Prompt.SIGNALLED_RECENTLY, visit().dnt().prompt());
    }

    @Test
    void asksAfterTheWaitAlthoughTheSignalIsStillSent() {
        assertEquals(
                Prompt.ASK_FIRST,
                visit().device(Cases.signalled(Signal.GPC, 1)).gpc().on(ASKABLE).prompt());
    }

    @Test
    void asksWhoSendsASignalThatStopsNothingHere() {
        assertEquals(Prompt.ASK_FIRST, visit().from("JP").dnt().prompt());
    }

    @Test
    void tellsTheConflictToOneWhoHadOptedIn() {
        GivenConsent recorded = Cases.given(grantedAll(1).answers(), null, Map.of(), Map.of(Signal.GPC, Cases.act(2)));

        assertEquals(Prompt.TELL_CONFLICT, visit().device(grantedAll(1)).gpc().prompt());
        assertEquals(Prompt.TELL_CONFLICT, visit().device(recorded).prompt());
    }

    @Test
    void tellsTheConflictOfDoNotTrack() {
        assertEquals(Prompt.TELL_CONFLICT, visit().device(grantedAll(1)).dnt().prompt());
    }

    @Test
    void tellsTheConflictNoMoreOnceThePersonActed() {
        GivenConsent acted = Cases.given(grantedAll(3).answers(), null, Map.of(), Map.of(Signal.GPC, Cases.act(2)));

        assertEquals(Prompt.NOTHING_TO_ASK, visit().device(acted).gpc().prompt());
    }

    @Test
    void tellsNoConflictToOneWhoHadNotOptedIn() {
        GivenConsent refused = Cases.answer("ads", Cases.denied(1, Denial.REFUSED));

        assertEquals(Prompt.ASK_AGAIN, visit().device(refused).gpc().prompt());
    }

    @Test
    void tellsNoConflictWhereAnOldGrantIsOverAnyway() {
        assertFalse(visit().device(grantedAll(1)).gpc().on(ASKABLE).prompt() == Prompt.TELL_CONFLICT);
    }

    @Test
    void saysOfEachPromptWhetherItAsks() {
        assertTrue(Prompt.ASK_FIRST.asks());
        assertTrue(Prompt.TELL_CONFLICT.asks());
        assertFalse(Prompt.REFUSED_RECENTLY.asks());
        assertEquals("signalled-recently", Prompt.SIGNALLED_RECENTLY.id());
    }

    private static VisitBuilder withNewPurpose() {
        Policy next = Cases.policy("2026-12")
                .effectiveFrom(LocalDate.of(2026, 12, 1))
                .purpose(Purpose.builder("new", "functional")
                        .title(Text.of("New"))
                        .build())
                .build();
        return visit().under(Cases.policy(Cases.VERSION).build(), next);
    }

    private static GivenConsent grantedAll(int act) {
        Map<String, Answer> answers = new TreeMap<>();
        Cases.purposes().forEach(purpose -> answers.put(purpose.id(), Cases.granted(act, GrantForm.SPECIFIC)));
        return Cases.answers(answers);
    }

    private static GivenConsent with(GivenConsent given, String purpose, Answer answer) {
        Map<String, Answer> answers = new TreeMap<>(given.answers());
        answers.put(purpose, answer);
        return Cases.answers(answers);
    }
}
