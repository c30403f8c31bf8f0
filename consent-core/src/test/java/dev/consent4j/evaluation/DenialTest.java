package dev.consent4j.evaluation;

import static dev.consent4j.evaluation.VisitBuilder.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Use;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 5, and what cannot be read. */
class DenialTest {

    @ParameterizedTest
    @ValueSource(strings = {"DE", "FR", "BR", "?", "US-CA", "JP", "AQ"})
    void aRefusalDeniesEverywhere(String place) {
        GivenConsent refused = Cases.answer("audience", Cases.denied(1, Denial.REFUSED));

        assertEquals(Reason.REFUSED, visit().from(place).device(refused).reason("audience"));
    }

    @Test
    void neitherTimeNorANewVersionEndsADenial() {
        Policy next = Cases.policy("2099-01")
                .effectiveFrom(LocalDate.of(2099, 1, 1))
                .controller("Somebody else", "")
                .build();
        VisitBuilder visit = visit().under(Cases.policy(Cases.VERSION).build(), next)
                .device(Cases.answer("audience", Cases.denied(1, Denial.REFUSED)))
                .on(LocalDate.of(2100, 1, 1));

        assertEquals("2099-01", visit.build().policy().version());
        assertEquals(Reason.REFUSED, visit.reason("audience"));
    }

    @Test
    void objectionOptOutAndRefusalHaveReasonsOfTheirOwn() {
        assertEquals(Reason.OBJECTED, reason("audience", Denial.OBJECTED));
        assertEquals(Reason.OPTED_OUT, reason("audience", Denial.OPTED_OUT));
        assertEquals(Reason.REFUSED, reason("audience", Denial.REFUSED));
    }

    @Proves({"EU-12", "UK-1"})
    @Test
    void refusingWhatRestsOnAnInterestOrExemptionIsAnObjection() {
        assertEquals(Reason.OBJECTED, reason("security", Denial.REFUSED));
        assertEquals(Reason.OBJECTED, reason("measurement", Denial.REFUSED));
        assertEquals(Reason.REFUSED, reason("shop", Denial.REFUSED));
    }

    @Test
    void acceptingEverythingEndsNothingSaidExpresslyEvenIfItIsRecordedAsReplaced() {
        for (Denial denial : List.of(Denial.OBJECTED, Denial.OPTED_OUT)) {
            Answer.Denied said = Cases.denied(1, denial);
            Answer all = new Answer.Granted(Cases.act(2), GrantForm.ALL, true, true, said);
            Answer specific = new Answer.Granted(Cases.act(2), GrantForm.SPECIFIC, true, true, said);

            assertFalse(
                    visit().device(Cases.answer("shop", all)).purpose("shop").permitted());
            assertTrue(visit().device(Cases.answer("shop", specific))
                    .purpose("shop")
                    .permitted());
        }
    }

    @Test
    void aGrantThatFailsRevivesARejectAllAlsoIfItDoesNotNameIt() {
        Map<String, Answer> granted = Map.of("delivery", Cases.granted(2, GrantForm.SPECIFIC));
        VisitBuilder visit = visit().device(Cases.given(granted, Cases.act(1), Map.of(), Map.of()));

        assertEquals(Reason.GRANTED, visit.from("US-CA").reason("delivery"));
        assertEquals(
                Reason.REFUSED, visit.on(Cases.TODAY.plusYears(2)).from("US-CA").reason("delivery"));
    }

    @Test
    void rejectAllCoversPurposesAddedLater() {
        Policy next = Cases.policy("2026-12")
                .effectiveFrom(LocalDate.of(2026, 12, 1))
                .purpose(Purpose.builder("new", "functional")
                        .title(Text.of("New"))
                        .build())
                .build();
        VisitBuilder visit = visit().under(Cases.policy(Cases.VERSION).build(), next)
                .device(Cases.rejectedAll(1))
                .on(LocalDate.of(2026, 12, 2));

        assertEquals(Reason.REFUSED, visit.reason("new"));
        assertEquals(Reason.REFUSED, visit.from("US-CA").reason("new"));
    }

    @Test
    void rejectAllIsAnObjectionToLegitimateInterestAndExemptPurposes() {
        VisitBuilder visit = visit().from("FR").device(Cases.rejectedAll(1));

        assertEquals(Reason.OBJECTED, visit.reason("security"));
        assertEquals(Reason.OBJECTED, visit.reason("measurement"));
        assertEquals(Reason.REFUSED, visit.reason("tax"));
    }

    @Test
    void aLaterGrantEndsARejectAllForItsPurposeOnly() {
        VisitBuilder visit = visit().device(Cases.given(
                Map.of("audience", Cases.granted(2, GrantForm.SPECIFIC), "scoring", Cases.granted(1, GrantForm.ALL)),
                Cases.act(1),
                Map.of(),
                Map.of()));

        assertEquals(Reason.GRANTED, visit.reason("audience"));
        assertEquals(Reason.GRANTED, visit.reason("scoring"));
        assertEquals(Reason.REFUSED, visit.reason("ads"));
    }

    @Test
    void aLaterRejectAllEndsAGrant() {
        GivenConsent given =
                Cases.given(Map.of("audience", Cases.granted(1, GrantForm.SPECIFIC)), Cases.act(2), Map.of(), Map.of());

        assertEquals(Reason.REFUSED, visit().device(given).reason("audience"));
    }

    @Test
    void anOptOutOfAUseCoversEveryPurposeWithThatUse() {
        VisitBuilder visit = visit().from("US-CA").device(Cases.optedOut(Use.TRACKING, 1));

        assertEquals(Reason.OPTED_OUT, visit.reason("audience"));
        assertEquals(Reason.OPTED_OUT, visit.reason("insight"));
        assertEquals(Reason.NOT_OPTED_OUT, visit.reason("ads"));
    }

    @Test
    void acceptAllDoesNotLiftAnOptOutOfAUse() {
        assertEquals(Reason.OPTED_OUT, optedOutThen("DE", Cases.granted(2, GrantForm.ALL)));
    }

    @Proves("CA-8")
    @Test
    void aLaterSpecificGrantLiftsAnOptOutOfAUseInTwoStepsWhereTheRegimeSaysSo() {
        assertEquals(Reason.GRANTED, optedOutThen("DE", Cases.granted(2, GrantForm.SPECIFIC)));
        assertEquals(Reason.OPTED_OUT, optedOutThen("US-CA", Cases.granted(2, GrantForm.SPECIFIC)));
        assertEquals(Reason.GRANTED, optedOutThen("US-CA", Cases.confirmed(2)));
    }

    @Test
    void aGrantInTheSameActDoesNotLiftAnOptOutOfAUse() {
        assertEquals(Reason.OPTED_OUT, optedOutThen("DE", Cases.confirmed(1)));
    }

    @Test
    void aGrantThatFailsDoesNotLiftAnOptOutOfAUse() {
        GivenConsent given =
                Cases.given(Map.of("audience", Cases.confirmed(2)), null, Map.of(Use.TRACKING, Cases.act(1)), Map.of());

        assertEquals(
                Reason.OPTED_OUT,
                visit().device(given).on(Cases.TODAY.plusYears(1)).reason("audience"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "FR", "BR", "?", "US-CA", "JP", "AQ"})
    void whatCannotBeReadDeniesEveryOptionalPurposeEverywhere(String place) {
        EffectiveConsent consent =
                visit().from(place).device(new Given.Unreadable("forged")).evaluated();

        consent.verdicts().forEach((purpose, verdict) -> {
            assertEquals(purpose.equals("necessary"), verdict.permitted());
            assertEquals(purpose.equals("necessary") ? Reason.REQUIRED : Reason.UNREADABLE, verdict.reason());
        });
        assertEquals(GivenConsent.EMPTY, consent.given());
    }

    @Test
    void anUnreadableAccountDeniesDespiteAGrantOfTheDevice() {
        VisitBuilder visit = visit().account(new Given.Unreadable("store is down"))
                .device(Cases.answer("audience", Cases.granted(1, GrantForm.SPECIFIC)));

        assertFalse(visit.purpose("audience").permitted());
        assertTrue(visit.purpose("audience").explain().contains("unreadable (store is down)"));
    }

    private static Reason reason(String purpose, Denial denial) {
        return visit().device(Cases.answer(purpose, Cases.denied(1, denial))).reason(purpose);
    }

    private static Reason optedOutThen(String place, Answer grant) {
        GivenConsent given = Cases.given(Map.of("audience", grant), null, Map.of(Use.TRACKING, Cases.act(1)), Map.of());
        return visit().from(place).device(given).reason("audience");
    }
}
