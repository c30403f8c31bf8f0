package dev.consent4j.evaluation;

import static dev.consent4j.evaluation.VisitBuilder.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 10: a device and the account of who is signed in. */
class AccountTest {

    private static final GivenConsent GRANTED = Cases.answer("audience", Cases.granted(1, GrantForm.SPECIFIC));
    private static final GivenConsent REFUSED = Cases.answer("audience", Cases.denied(1, Denial.REFUSED));

    @Test
    void theAccountDecides() {
        assertEquals(Reason.GRANTED, visit().account(GRANTED).reason("audience"));
        assertEquals(
                Reason.UNDECIDED,
                visit().account(GivenConsent.EMPTY).device(GRANTED).reason("audience"));
    }

    @Test
    void afterSignOutTheDevicesOwnChoicesCount() {
        assertEquals(Reason.GRANTED, visit().device(GRANTED).reason("audience"));
    }

    @Test
    void aContradictingDenialOfTheDeviceWins() {
        Verdict verdict = visit().account(GRANTED).device(REFUSED).purpose("audience");

        assertEquals(Reason.REFUSED, verdict.reason());
        assertTrue(verdict.explain().contains("before granted"), verdict.explain());
    }

    @Test
    void theContradictionIsToldUntilThePersonAnswers() {
        assertEquals(
                Prompt.TELL_CONFLICT, visit().account(GRANTED).device(REFUSED).prompt());
        assertEquals(
                Prompt.TELL_CONFLICT,
                visit().account(GRANTED).device(Cases.rejectedAll(1)).prompt());
    }

    @Test
    void noContradictionIsToldWhereTheAccountAloneDeniesToo() {
        GivenConsent objected = Cases.given(GRANTED.answers(), null, Map.of(Use.TRACKING, Cases.act(1)), Map.of());

        assertEquals(
                Prompt.REFUSED_RECENTLY,
                visit().account(objected).device(REFUSED).prompt());
    }

    @Test
    void answeringAfterTheContradictionWasShownEndsARefusalOfTheDevice() {
        GivenConsent answered = Cases.answer("audience", conflictNamed(2, GrantForm.ALL, false));
        VisitBuilder visit = visit().account(answered).device(REFUSED);

        assertEquals(Reason.GRANTED, visit.reason("audience"));
        assertTrue(visit.purpose("audience").explain().contains("on the device, answered since for the account); "));
        assertEquals(Reason.REFUSED, visit().device(REFUSED).reason("audience"));
    }

    @Test
    void answeringEndsNothingWhenTheContradictionWasNotShown() {
        GivenConsent answered = Cases.answer("audience", Cases.granted(2, GrantForm.SPECIFIC));

        assertEquals(Reason.REFUSED, visit().account(answered).device(REFUSED).reason("audience"));
    }

    @Test
    void aDenialOfTheDeviceAfterTheAnswerWinsAgain() {
        GivenConsent answered = Cases.answer("audience", conflictNamed(2, GrantForm.SPECIFIC, true));
        GivenConsent refusedLater = Cases.answer("audience", Cases.denied(3, Denial.REFUSED));

        assertEquals(
                Reason.REFUSED, visit().account(answered).device(refusedLater).reason("audience"));
    }

    @Test
    void onTheDayOfTheAnswerADenialOfTheDeviceWins() {
        GivenConsent answered = Cases.answer("audience", conflictNamed(1, GrantForm.SPECIFIC, true));

        assertEquals(Reason.REFUSED, visit().account(answered).device(REFUSED).reason("audience"));
    }

    @Test
    void anAnswerThatIsOverEndsNothing() {
        GivenConsent answered = Cases.answer("audience", conflictNamed(2, GrantForm.SPECIFIC, true));

        assertEquals(
                Reason.REFUSED,
                visit().account(answered)
                        .device(REFUSED)
                        .on(Cases.TODAY.plusYears(1))
                        .reason("audience"));
    }

    @Test
    void onlyASpecificAnswerEndsAnObjectionOfTheDevice() {
        GivenConsent objected = Cases.answer("audience", Cases.denied(1, Denial.OBJECTED));

        assertEquals(Reason.OBJECTED, answered("DE", objected, conflictNamed(2, GrantForm.ALL, true)));
        assertEquals(Reason.GRANTED, answered("DE", objected, conflictNamed(2, GrantForm.SPECIFIC, false)));
    }

    @Test
    void anOptOutOfTheDeviceEndsInTwoStepsWhereTheRegimeSaysSo() {
        GivenConsent optedOut = Cases.optedOut(Use.TRACKING, 1);

        assertEquals(Reason.OPTED_OUT, answered("DE", optedOut, conflictNamed(2, GrantForm.ALL, true)));
        assertEquals(Reason.GRANTED, answered("DE", optedOut, conflictNamed(2, GrantForm.SPECIFIC, false)));
        assertEquals(Reason.OPTED_OUT, answered("US-CA", optedOut, conflictNamed(2, GrantForm.SPECIFIC, false)));
        assertEquals(Reason.GRANTED, answered("US-CA", optedOut, conflictNamed(2, GrantForm.SPECIFIC, true)));
    }

    @Test
    void theDevicesOwnLaterGrantEndsItsOptOutForTheAccountToo() {
        GivenConsent device = Cases.given(
                Map.of("audience", Cases.granted(2, GrantForm.SPECIFIC)),
                null,
                Map.of(Use.TRACKING, Cases.act(1)),
                Map.of());

        assertEquals(Reason.GRANTED, visit().account(GRANTED).device(device).reason("audience"));
    }

    @Test
    void theAccountsGrantDoesNotEndAnOptOutOfTheDeviceByItsActNumber() {
        GivenConsent account = Cases.answer("audience", Cases.granted(99, GrantForm.SPECIFIC));

        assertEquals(Reason.OPTED_OUT, answeredBy("DE", account, Cases.optedOut(Use.TRACKING, 1)));
    }

    @Test
    void theAccountsDenialsApplyWhereTheCookieIsLost() {
        assertEquals(Reason.REFUSED, visit().account(REFUSED).reason("audience"));
        assertEquals(
                Reason.OPTED_OUT,
                visit().from("US-CA").account(Cases.optedOut(Use.SALE, 1)).reason("ads"));
    }

    @Test
    void aSignalOfTheDeviceIsLiftedByAGrantOfTheAccountOnThatDayOrLater() {
        LocalDate day = Cases.TODAY.minusDays(5);

        assertEquals(Reason.SIGNAL_GPC, signalledOnDevice(day, day.minusDays(1)));
        assertEquals(Reason.GRANTED, signalledOnDevice(day, day));
        assertEquals(Reason.GRANTED, signalledOnDevice(day, day.plusDays(1)));
    }

    @Test
    void aSignalOfTheAccountIsLiftedByALaterActOfTheAccount() {
        GivenConsent later =
                Cases.given(Map.of("ads", Cases.confirmed(3)), null, Map.of(), Map.of(Signal.GPC, Cases.act(2)));
        GivenConsent earlier =
                Cases.given(Map.of("ads", Cases.confirmed(1)), null, Map.of(), Map.of(Signal.GPC, Cases.act(2)));

        assertEquals(Reason.GRANTED, visit().account(later).reason("ads"));
        assertEquals(Reason.SIGNAL_GPC, visit().account(earlier).reason("ads"));
    }

    @Test
    void aSignalThatANewDeviceSendsForTheFirstTimeIsNotLiftedByTheAccountsOldGrant() {
        GivenConsent lifted =
                Cases.given(Map.of("ads", Cases.confirmed(3)), null, Map.of(), Map.of(Signal.GPC, Cases.act(2)));

        assertEquals(Reason.SIGNAL_GPC, visit().account(lifted).gpc().reason("ads"));
        assertEquals(
                Reason.GRANTED,
                visit().account(lifted).gpc().on(Cases.act(3).day()).reason("ads"));
        assertEquals(
                Reason.SIGNAL_GPC,
                visit().account(Cases.signalled(Signal.GPC, 1)).gpc().reason("ads"));
    }

    @Test
    void theAccountsChoicesAreNotWhatTheDeviceGave() {
        assertEquals(GivenConsent.EMPTY, visit().account(GRANTED).evaluated().given());
    }

    private static Reason answered(String place, GivenConsent device, Answer.Granted answer) {
        return answeredBy(place, Cases.answer("audience", answer), device);
    }

    private static Reason answeredBy(String place, GivenConsent account, GivenConsent device) {
        return visit().from(place).account(account).device(device).reason("audience");
    }

    private static Answer.Granted conflictNamed(int act, GrantForm form, boolean twoSteps) {
        return new Answer.Granted(Cases.act(act), form, true, twoSteps, null);
    }

    private static Reason signalledOnDevice(LocalDate signalled, LocalDate granted) {
        Act signal = Cases.act(9, signalled, Cases.VERSION);
        Act grant = Cases.act(1, granted, Cases.VERSION);
        GivenConsent account = Cases.answer("ads", new Answer.Granted(grant, GrantForm.SPECIFIC, true, true, null));
        GivenConsent device = Cases.given(Map.of(), null, Map.of(), Map.of(Signal.GPC, signal));
        return visit().account(account).device(device).gpc().reason("ads");
    }
}
