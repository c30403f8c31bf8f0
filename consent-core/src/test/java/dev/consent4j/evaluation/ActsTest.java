package dev.consent4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.contract.TestDecisions;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.NextConsent;
import dev.consent4j.decision.Source;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signals;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/** What a person does, from the act to the verdict. */
@PropertyDefaults(tries = 300)
class ActsTest {

    @Property
    @Domain(Visits.class)
    void rejectAllAndWithdrawLeaveNothingOptionalPermittedWhateverWasBefore(@ForAll Visit visit) {
        for (Action action : new Action[] {Action.REJECT_ALL, Action.WITHDRAW}) {
            Visit after = after(visit, action, everything(Choice.DENIED), false);

            Evaluator.evaluate(after)
                    .verdicts()
                    .forEach((purpose, verdict) ->
                            assertEquals(purpose.equals("necessary"), verdict.permitted(), verdict::explain));
        }
    }

    @Property
    @Domain(Visits.class)
    void anObjectionDeniesItsPurposeAndSurvivesAnAcceptAll(@ForAll Visit visit, @ForAll String purpose) {
        Visit objected = after(visit, Action.OBJECT, Map.of(purpose, Choice.DENIED), false);
        Visit accepted = after(objected, Action.ACCEPT_ALL, everything(Choice.GRANTED), false);

        assertFalse(Evaluator.evaluate(objected).allows(purpose));
        assertFalse(Evaluator.evaluate(accepted).allows(purpose));
    }

    @Property
    @Domain(Visits.class)
    void takingNotePermitsNothingMoreUnderOptIn(@ForAll Visit visit) {
        Assume.that(visit.regime().model() == Model.OPT_IN && !(visit.device() instanceof Given.Unreadable));
        EffectiveConsent before = Evaluator.evaluate(visit);
        EffectiveConsent after =
                Evaluator.evaluate(after(visit, Action.ACKNOWLEDGE, everything(Choice.GRANTED), false));

        after.verdicts()
                .forEach((purpose, verdict) ->
                        assertTrue(!verdict.permitted() || before.allows(purpose), verdict::explain));
    }

    @Test
    void acceptAllPermitsEverythingButWhatNeedsAnExplicitYesToOneWhoSaidNothingBefore() {
        Visit accepted = after(VisitBuilder.visit().build(), Action.ACCEPT_ALL, everything(Choice.GRANTED), false);
        EffectiveConsent consent = Evaluator.evaluate(accepted);

        assertEquals(
                List.of("health"),
                consent.verdicts().values().stream()
                        .filter(verdict -> !verdict.permitted())
                        .map(Verdict::name)
                        .toList());
        assertEquals(List.of("health"), consent.asked());
    }

    @Test
    void globalPrivacyControlHoldsFromTheFirstRequestUntilASpecificGrantAndAcceptAllTakesThatBackNoMore() {
        Visit first = VisitBuilder.visit().from("US-CA").gpc().build();
        assertEquals(Reason.SIGNAL_GPC, ads(first));

        Visit seen = after(first, Action.SIGNAL, Map.of(), false);
        assertEquals(Reason.SIGNAL_GPC, ads(seen));
        assertEquals(Prompt.SIGNALLED_RECENTLY, Evaluator.evaluate(seen).prompt());

        Visit accepted = after(seen, Action.ACCEPT_ALL, everything(Choice.GRANTED), true);
        assertEquals(Reason.SIGNAL_GPC, ads(accepted));

        Visit unconfirmed = after(accepted, Action.SAVE, Map.of("ads", Choice.GRANTED), false);
        assertEquals(Reason.SIGNAL_GPC, ads(unconfirmed));

        Visit confirmed = after(unconfirmed, Action.SAVE, Map.of("ads", Choice.GRANTED), true);
        assertEquals(Reason.GRANTED, ads(confirmed));

        Visit acceptedAgain = after(confirmed, Action.ACCEPT_ALL, everything(Choice.GRANTED), false);
        assertEquals(Reason.GRANTED, ads(acceptedAgain));

        Visit rejected = after(acceptedAgain, Action.REJECT_ALL, everything(Choice.DENIED), false);
        assertEquals(Reason.SIGNAL_GPC, ads(rejected));
    }

    private static Reason ads(Visit visit) {
        return Evaluator.evaluate(visit).purpose("ads").reason();
    }

    /** The visit after an act on the device today; named and in two steps if {@code confirmed}. */
    private static Visit after(Visit visit, Action action, Map<String, Choice> choices, boolean confirmed) {
        GivenConsent given = GivenConsent.orEmpty(visit.device());
        Signals signals = visit.signals();
        Decision decision = TestDecisions.decision()
                .subject(Cases.SUBJECT)
                .of(action, Source.PREFERENCES)
                .confirmed(confirmed, confirmed)
                .choices(choices)
                .under(visit.policy(), visit.jurisdiction())
                .signals(signals.active())
                .at(visit.today().atStartOfDay(ZoneOffset.UTC).toInstant())
                .build();
        GivenConsent next = NextConsent.after(given, decision, visit.policy(), visit.regime());
        return new Visit(
                visit.policies(),
                visit.jurisdiction(),
                next,
                visit.account(),
                visit.person(),
                signals,
                visit.ended(),
                visit.today());
    }

    private static Map<String, Choice> everything(Choice choice) {
        Map<String, Choice> choices = new HashMap<>();
        for (Purpose purpose : Cases.purposes()) {
            choices.put(purpose.id(), choice);
        }
        return choices;
    }
}
