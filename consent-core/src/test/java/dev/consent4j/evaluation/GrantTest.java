package dev.consent4j.evaluation;

import static dev.consent4j.evaluation.PersonTest.reasons;
import static dev.consent4j.evaluation.VisitBuilder.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.policy.CopyEdit;
import dev.consent4j.policy.Policy;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 6: a grant, and what becomes of one that fails. */
class GrantTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final Answer.Denied REFUSED = Cases.denied(1, Denial.REFUSED);

    @Proves({"EU-1", "CO-1"})
    @ParameterizedTest
    @EnumSource(
            value = GrantForm.class,
            names = {"SPECIFIC", "ALL"})
    void permitsWhatWasGrantedInAClearAct(GrantForm form) {
        assertEquals(Reason.GRANTED, visit().device(granted(form)).reason("audience"));
    }

    @Proves("EU-1")
    @ParameterizedTest
    @EnumSource(
            value = GrantForm.class,
            names = {"ACKNOWLEDGED", "UNEQUAL"})
    void takingNoteOrASurfaceWithoutEqualRefusalIsNoGrantUnderOptIn(GrantForm form) {
        Verdict verdict = visit().device(granted(form)).purpose("audience");

        assertEquals(Reason.UNDECIDED, verdict.reason());
        assertEquals(List.of(Reason.FORM), reasons(verdict.beaten()));
        assertTrue(verdict.explain().contains(form.id()), verdict.explain());
    }

    @ParameterizedTest
    @EnumSource(
            value = GrantForm.class,
            names = {"ACKNOWLEDGED", "UNEQUAL"})
    void takingNoteIsEnoughWhereNoGrantIsNeeded(GrantForm form) {
        assertEquals(Reason.GRANTED, visit().from("US-CA").device(granted(form)).reason("audience"));
    }

    @Test
    void endsOnTheFirstDayAfterTheLifePromisedThen() {
        Act promised = new Act(1, DAY, DAY.plusDays(10), Cases.VERSION, "gdpr");
        VisitBuilder visit = visit().device(answer(Cases.granted(promised, GrantForm.ALL, null)));

        assertEquals(Reason.GRANTED, visit.on(DAY.plusDays(9)).reason("audience"));
        assertExpired(visit.on(DAY.plusDays(10)).purpose("audience"));
    }

    @Test
    void endsAfterTheRegimesLifeNowIfThatIsShorter() {
        Act promised = new Act(1, DAY, DAY.plusYears(1), Cases.VERSION, "ccpa");
        VisitBuilder visit = visit().device(answer(Cases.granted(promised, GrantForm.ALL, null)));

        assertEquals(Reason.GRANTED, visit.on(LocalDate.of(2027, 4, 30)).reason("audience"));
        assertExpired(visit.on(LocalDate.of(2027, 5, 1)).purpose("audience"));
        assertEquals(Reason.GRANTED, visit.from("US-CA").reason("audience"));
    }

    @Test
    void endsForAPurposeThatChangedMaterially() {
        Policy first = Cases.policy(Cases.VERSION).build();
        Policy moreRecipients = first.toBuilder()
                .version("2026-12")
                .effectiveFrom(Cases.TODAY)
                .controller("Another SA", "")
                .build();

        Verdict verdict = visit().under(first, moreRecipients)
                .device(granted(GrantForm.ALL))
                .purpose("audience");

        assertEquals(Reason.UNDECIDED, verdict.reason());
        assertEquals(List.of(Reason.CHANGED), reasons(verdict.beaten()));
        assertTrue(verdict.explain().contains("granted on 2026-10-24 under 2026-11, now 2026-12"), verdict.explain());
    }

    @Test
    void goesOnWhenNothingMaterialChanged() {
        Policy first = Cases.policy(Cases.VERSION).build();
        Policy edited = first.toBuilder()
                .version("2026-12")
                .effectiveFrom(Cases.TODAY)
                .copyEdit(new CopyEdit("J. Doe", "spelling"))
                .build();

        assertEquals(
                Reason.GRANTED,
                visit().under(first, edited).device(granted(GrantForm.ALL)).reason("audience"));
    }

    @Test
    void isChangedUnderAVersionTheHistoryLacks() {
        Act elsewhere = Cases.act(1, DAY, "somebody-elses");

        Verdict verdict = visit().device(answer(Cases.granted(elsewhere, GrantForm.ALL, null)))
                .purpose("audience");

        assertEquals(List.of(Reason.CHANGED), reasons(verdict.beaten()));
    }

    @Test
    void isEndedByASubjectsEndingUpToAnAct() {
        VisitBuilder visit = visit().device(answer(Cases.granted(3, GrantForm.ALL)));

        assertEnded(visit.ended(ofSubject(Cases.SUBJECT, 3)).purpose("audience"));
        assertEquals(Reason.GRANTED, visit.ended(ofSubject(Cases.SUBJECT, 2)).reason("audience"));
        assertEquals(
                Reason.GRANTED,
                visit.ended(ofSubject(new SubjectId("AAAAAAAAAAAAAAAAAAAAAA"), 3))
                        .reason("audience"));
    }

    @Test
    void isEndedByAnEndingOfAVersionInARangeOfDays() {
        VisitBuilder visit =
                visit().device(answer(Cases.granted(Cases.act(1, DAY, Cases.VERSION), GrantForm.ALL, null)));

        assertEnded(visit.ended(ofVersion(Cases.VERSION, DAY, DAY)).purpose("audience"));
        assertEquals(
                Reason.GRANTED,
                visit.ended(ofVersion(Cases.VERSION, DAY.plusDays(1), DAY.plusDays(2)))
                        .reason("audience"));
    }

    @Test
    void leavesWhatItNeverNeededPermittedWhenItFails() {
        Act old = Cases.act(1, LocalDate.of(2024, 1, 1), Cases.VERSION);
        Verdict verdict = visit().from("US-CA")
                .device(answer(Cases.granted(old, GrantForm.ALL, null)))
                .purpose("audience");

        assertEquals(Reason.NOT_OPTED_OUT, verdict.reason());
        assertEquals(List.of(Reason.EXPIRED), reasons(verdict.beaten()));
    }

    @Test
    void revivesTheDenialItReplacedWhenItFails() {
        Answer.Granted grant = Cases.granted(Cases.act(2), GrantForm.ALL, REFUSED);
        VisitBuilder visit = visit().from("US-CA").device(answer(grant));

        assertEquals(Reason.GRANTED, visit.reason("audience"));
        Verdict failed = visit.on(Cases.TODAY.plusYears(2)).purpose("audience");
        assertEquals(Reason.REFUSED, failed.reason());
        assertTrue(failed.explain().contains("refused on 2026-10-24 under 2026-11, revived"), failed.explain());
        assertTrue(reasons(failed.beaten()).contains(Reason.EXPIRED));
    }

    @Proves("CA-8")
    @Test
    void takesTwoStepsAfterAnOptOutWhereTheRegimeSaysSo() {
        Answer.Denied optedOut = Cases.denied(1, Denial.OPTED_OUT);
        Answer.Granted oneStep = Cases.granted(Cases.act(2), GrantForm.SPECIFIC, optedOut);
        Answer.Granted twoSteps = new Answer.Granted(Cases.act(2), GrantForm.SPECIFIC, false, true, optedOut);

        assertEquals(
                Reason.OPTED_OUT, visit().from("US-CA").device(answer(oneStep)).reason("audience"));
        assertEquals(
                Reason.GRANTED, visit().from("US-CA").device(answer(twoSteps)).reason("audience"));
        assertEquals(Reason.GRANTED, visit().from("DE").device(answer(oneStep)).reason("audience"));
    }

    @Test
    void aGrantAfterARefusalTakesOneStep() {
        Answer.Granted grant = Cases.granted(Cases.act(2), GrantForm.SPECIFIC, REFUSED);

        assertEquals(Reason.GRANTED, visit().from("US-CA").device(answer(grant)).reason("audience"));
    }

    private static void assertExpired(Verdict verdict) {
        assertFalse(verdict.permitted());
        assertEquals(List.of(Reason.EXPIRED), reasons(verdict.beaten()));
    }

    private static void assertEnded(Verdict verdict) {
        assertFalse(verdict.permitted());
        assertEquals(List.of(Reason.ENDED), reasons(verdict.beaten()));
    }

    private static GivenConsent granted(GrantForm form) {
        return answer(Cases.granted(1, form));
    }

    private static GivenConsent answer(Answer answer) {
        return Cases.answer("audience", answer);
    }

    @Test
    void anEndingPermitsNothingThatTheDoubtAboutItDenied() {
        GivenConsent unnamed = new GivenConsent(
                null, 1, Map.of("shop", Cases.granted(1, GrantForm.ALL)), null, Map.of(), Map.of(), null);
        GrantsEnded ended = ofVersion(Cases.VERSION, DAY.minusYears(1), DAY.plusYears(1));

        assertEquals(
                Reason.UNCONFIRMED,
                visit().from("US-CA")
                        .device(unnamed)
                        .ended(GrantsEnded.NONE.andPerhapsMore())
                        .reason("shop"));
        assertEquals(
                Reason.UNCONFIRMED,
                visit().from("US-CA")
                        .device(unnamed)
                        .ended(ended.andPerhapsMore())
                        .reason("shop"));
        assertEquals(
                Reason.CONTRACT,
                visit().from("US-CA").device(unnamed).ended(ended).reason("shop"));
    }

    private static GrantsEnded ofSubject(SubjectId subject, int upToAct) {
        return new GrantsEnded(List.of(new GrantsEnded.OfSubject(subject, upToAct)), List.of());
    }

    private static GrantsEnded ofVersion(String version, LocalDate from, LocalDate to) {
        return new GrantsEnded(List.of(), List.of(new GrantsEnded.OfVersion(version, from, to)));
    }
}
