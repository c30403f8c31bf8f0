package dev.consent4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signal;
import dev.consent4j.signal.Signals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;

/** Rule 9: total, deterministic, monotone. */
@PropertyDefaults(tries = 300)
@Domain(Visits.class)
@Domain(RandomSites.class)
class EvaluatorPropertiesTest {

    @Proves("P-4")
    @Property
    void everyVisitHasAnAnswer(@ForAll Visit visit) {
        EffectiveConsent consent = Evaluator.evaluate(visit);

        assertEquals(visit.policy().purposes().size(), consent.verdicts().size());
        consent.verdicts().forEach((purpose, verdict) -> {
            assertEquals(purpose, verdict.name());
            assertFalse(verdict.won().reason().isFailedGrant());
            assertFalse(verdict.explain().isBlank());
        });
        assertFalse(consent.prompt().id().isBlank());
    }

    @Property
    void equalVisitsHaveEqualAnswers(@ForAll Visit visit) {
        EffectiveConsent first = Evaluator.evaluate(visit);
        EffectiveConsent second = Evaluator.evaluate(visit);

        assertEquals(first.verdicts(), second.verdicts());
        assertEquals(first.prompt(), second.prompt());
    }

    @Property
    void whoWinsIsTheSameWithAndWithoutWhatItBeats(@ForAll Visit visit) {
        EffectiveConsent consent = Evaluator.evaluate(visit);

        consent.verdicts().forEach((purpose, verdict) -> {
            assertEquals(verdict.reason(), consent.reasonAt(visit.policy().position(purpose)), verdict::explain);
            assertEquals(verdict.permitted(), consent.allows(purpose));
            assertEquals(verdict, consent.purpose(purpose));
        });
        assertEquals(Reason.UNDECLARED, consent.reasonAt(visit.policy().position("no-purpose")));
        assertEquals(Reason.UNDECLARED, consent.reasonAt(consent.verdicts().size()));
    }

    @Property
    void whatIsRequiredIsAlwaysPermitted(@ForAll Visit visit) {
        assertTrue(Evaluator.evaluate(visit).allows("necessary"));
    }

    @Property
    void whatBeatsOthersStandsEarlierAmongTheRules(@ForAll Visit visit) {
        Evaluator.evaluate(visit)
                .verdicts()
                .values()
                .forEach(verdict -> verdict.beaten().stream()
                        .filter(beaten -> !beaten.reason().isFailedGrant())
                        .filter(beaten -> !beaten.detail().contains("lifted")
                                && !beaten.detail().contains("answered since"))
                        .forEach(beaten ->
                                assertTrue(verdict.reason().compareTo(beaten.reason()) <= 0, verdict::explain)));
    }

    @Proves("P-5")
    @Property
    void somethingUnreadablePermitsNothingOptional(@ForAll Visit visit) {
        for (Visit unreadable : List.of(
                device(visit, new Given.Unreadable("forged")), account(visit, new Given.Unreadable("forged")))) {
            EffectiveConsent consent = Evaluator.evaluate(unreadable);
            consent.verdicts()
                    .forEach((purpose, verdict) -> assertEquals(
                            unreadable.policy().purpose(purpose).orElseThrow().required(), verdict.permitted()));
            assertEquals(Prompt.ASK_UNREADABLE, consent.prompt());
        }
    }

    @Property
    void whatCannotBeReadNowPermitsNothingOptionalAndAsksNobodyForIt(@ForAll Visit visit) {
        EffectiveConsent consent = Evaluator.evaluate(account(visit, new Given.Unreadable("down", true)));
        consent.verdicts()
                .forEach((purpose, verdict) -> assertEquals(
                        visit.policy().purpose(purpose).orElseThrow().required(), verdict.permitted()));
        if (!(visit.device() instanceof Given.Unreadable)) {
            assertFalse(consent.prompt() == Prompt.ASK_UNREADABLE);
        }
    }

    @Property
    void turningAGrantIntoADenialNeverPermitsMore(@ForAll Visit visit, @ForAll String purpose, @ForAll Denial denial) {
        UnaryOperator<GivenConsent> turned = given -> {
            Map<String, Answer> answers = new TreeMap<>(given.answers());
            answers.replaceAll((id, answer) -> id.equals(purpose) ? new Answer.Denied(answer.act(), denial) : answer);
            return copy(given, given.acts(), answers, given.rejectAll(), given.optOuts(), given.signals());
        };
        assertNoMore(visit, eachGiven(visit, turned));
    }

    @Property
    void anotherDenialNeverPermitsMore(@ForAll Visit visit, @ForAll String purpose, @ForAll Denial denial) {
        assertNoMore(visit, eachGiven(visit, given -> {
            Map<String, Answer> answers = new TreeMap<>(given.answers());
            answers.put(purpose, new Answer.Denied(next(visit, given), denial));
            return copy(given, given.acts() + 1, answers, given.rejectAll(), given.optOuts(), given.signals());
        }));
    }

    @Property
    void aRejectAllNeverPermitsMore(@ForAll Visit visit) {
        assertNoMore(
                visit,
                eachGiven(
                        visit,
                        given -> copy(
                                given,
                                given.acts() + 1,
                                given.answers(),
                                next(visit, given),
                                given.optOuts(),
                                given.signals())));
    }

    @Property
    void anOptOutNeverPermitsMore(@ForAll Visit visit, @ForAll Use use) {
        assertNoMore(visit, eachGiven(visit, given -> {
            Map<Use, Act> optOuts = new HashMap<>(given.optOuts());
            optOuts.put(use, next(visit, given));
            return copy(given, given.acts() + 1, given.answers(), given.rejectAll(), optOuts, given.signals());
        }));
    }

    @Proves("P-3")
    @Property
    void aSignalSeenNeverPermitsMore(@ForAll Visit visit, @ForAll Signal signal) {
        assertNoMore(visit, eachGiven(visit, given -> {
            Map<Signal, Act> signals = new HashMap<>(given.signals());
            signals.putIfAbsent(signal, next(visit, given));
            return copy(given, given.acts() + 1, given.answers(), given.rejectAll(), given.optOuts(), signals);
        }));
    }

    @Proves("P-3")
    @Property
    void aSignalSentNeverPermitsMore(@ForAll Visit visit) {
        assertNoMore(
                visit,
                List.of(
                        sending(visit, new Signals(true, visit.signals().dnt(), List.of())),
                        sending(visit, new Signals(visit.signals().gpc(), DntField.DO_NOT_TRACK, List.of()))));
    }

    @Property
    void anObjectionARestrictionOrOneGuardianLessNeverPermitsMore(@ForAll Visit visit, @ForAll String purpose) {
        Person person = visit.person();
        Set<String> fewer = new HashSet<>(person.guardianActs());
        fewer.remove(purpose);
        assertNoMore(
                visit,
                List.of(
                        person(
                                visit,
                                new Person(
                                        person.age(),
                                        person.guardianActs(),
                                        person.restricted(),
                                        with(person.objections(), purpose))),
                        person(
                                visit,
                                new Person(
                                        person.age(),
                                        person.guardianActs(),
                                        with(person.restricted(), purpose),
                                        person.objections())),
                        person(visit, new Person(person.age(), fewer, person.restricted(), person.objections()))));
    }

    @Property
    void aLowerAgeNeverPermitsMore(@ForAll Visit visit, @ForAll int less) {
        int age = visit.person().age().orElse(30) - less;
        Person younger = new Person(
                OptionalInt.of(age),
                visit.person().guardianActs(),
                visit.person().restricted(),
                visit.person().objections());

        assertNoMore(visit, List.of(person(visit, younger)));
    }

    @Property
    void anEndingNeverPermitsMore(@ForAll Visit visit) {
        GrantsEnded before = visit.ended();
        List<GrantsEnded.OfVersion> more = new ArrayList<>(before.byVersion());
        more.add(new GrantsEnded.OfVersion(Cases.VERSION, Cases.TODAY.minusYears(9), Cases.TODAY.plusYears(9)));
        GrantsEnded all = new GrantsEnded(before.bySubject(), more, before.marked(), before.complete());
        assertNoMore(visit, List.of(ended(visit, all)));
    }

    @Property
    void notKnowingWhatWasEndedOnlyTakesAway(@ForAll Visit visit) {
        Visit doubt = ended(visit, visit.ended().andPerhapsMore());
        EffectiveConsent before = Evaluator.evaluate(visit);

        Evaluator.evaluate(doubt).verdicts().forEach((purpose, verdict) -> {
            assertFalse(verdict.reason() == Reason.GRANTED, verdict::explain);
            if (verdict.reason() != before.purpose(purpose).reason()) {
                assertEquals(Reason.UNCONFIRMED, verdict.reason(), verdict::explain);
                assertTrue(before.allows(purpose), verdict::explain);
            }
        });
    }

    @Proves("P-3")
    @Property
    void acceptAllNeverLiftsASignal(@ForAll Visit visit) {
        Visit accepted = account(
                device(visit, accepted(GivenConsent.orEmpty(visit.device()))),
                visit.account() instanceof GivenConsent given ? accepted(given) : visit.account());
        EffectiveConsent consent = Evaluator.evaluate(sending(accepted, new Signals(true, DntField.UNSET, List.of())));

        consent.policy().purposes().stream()
                .filter(purpose -> !Collections.disjoint(purpose.uses(), Regime.GPC_USES))
                .forEach(purpose -> assertFalse(consent.allows(purpose.id()), purpose.id()));
    }

    private static GivenConsent accepted(GivenConsent given) {
        Map<String, Answer> answers = new TreeMap<>();
        Act act = new Act(given.acts() + 1, Cases.TODAY, Cases.TODAY.plusYears(1), Cases.VERSION, "gdpr");
        Cases.purposes()
                .forEach(
                        purpose -> answers.put(purpose.id(), new Answer.Granted(act, GrantForm.ALL, true, true, null)));
        return copy(given, act.number(), answers, null, Map.of(), given.signals());
    }

    private static void assertNoMore(Visit before, List<Visit> after) {
        EffectiveConsent first = Evaluator.evaluate(before);
        for (Visit visit : after) {
            Evaluator.evaluate(visit)
                    .verdicts()
                    .forEach((purpose, verdict) -> assertTrue(
                            !verdict.permitted() || first.allows(purpose),
                            () -> first.purpose(purpose).explain() + " became " + verdict.explain()));
        }
    }

    /** The visit with the change on the device, and with the change on the account, as far as they bring anything. */
    private static List<Visit> eachGiven(Visit visit, UnaryOperator<GivenConsent> change) {
        Visit onDevice = visit.device() instanceof GivenConsent given ? device(visit, change.apply(given)) : visit;
        Visit onAccount = visit.account() instanceof GivenConsent given ? account(visit, change.apply(given)) : visit;
        return List.of(onDevice, onAccount);
    }

    private static Act next(Visit visit, GivenConsent given) {
        return new Act(given.acts() + 1, visit.today(), visit.today().plusYears(1), Cases.VERSION, "gdpr");
    }

    private static GivenConsent copy(
            GivenConsent given,
            int acts,
            Map<String, Answer> answers,
            Act rejectAll,
            Map<Use, Act> optOuts,
            Map<Signal, Act> signals) {
        return new GivenConsent(given.subject(), acts, answers, rejectAll, optOuts, signals, null);
    }

    private static Set<String> with(Set<String> set, String element) {
        Set<String> larger = new HashSet<>(set);
        larger.add(element);
        return larger;
    }

    private static Visit device(Visit visit, Given device) {
        return copy(visit, device, visit.account(), visit.person(), visit.signals(), visit.ended());
    }

    private static Visit account(Visit visit, Given account) {
        return copy(visit, visit.device(), account, visit.person(), visit.signals(), visit.ended());
    }

    private static Visit person(Visit visit, Person person) {
        return copy(visit, visit.device(), visit.account(), person, visit.signals(), visit.ended());
    }

    private static Visit sending(Visit visit, Signals signals) {
        return copy(visit, visit.device(), visit.account(), visit.person(), signals, visit.ended());
    }

    private static Visit ended(Visit visit, GrantsEnded ended) {
        return copy(visit, visit.device(), visit.account(), visit.person(), visit.signals(), ended);
    }

    private static Visit copy(
            Visit visit, Given device, Given account, Person person, Signals signals, GrantsEnded ended) {
        return new Visit(
                visit.policies(), visit.jurisdiction(), device, account, person, signals, ended, visit.today());
    }
}
