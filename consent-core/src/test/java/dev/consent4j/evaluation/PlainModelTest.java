package dev.consent4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.Purpose;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The evaluator against {@link PlainModel} on random visits: half of them the same in every build, half new ones whose
 * seed is printed. {@code -Dconsent4j.visits=100000} sets how many, {@code -Dconsent4j.seed} repeats the new ones.
 */
class PlainModelTest {

    private static final int VISITS = Integer.getInteger("consent4j.visits", 100_000);
    private static final int VISITS_PER_SITE = 200;
    private static final long FIXED = 20_261_122;

    private final Map<Reason, Integer> told = new EnumMap<>(Reason.class);

    @Test
    void theEvaluatorFindsWhatThePlainModelFinds() {
        everyVisit(VISITS, this::compare);

        assertTrue(told.keySet().containsAll(EnumSet.complementOf(EnumSet.of(Reason.UNDECLARED))), told::toString);
    }

    @Test
    void whetherToAskKeepsRuleEight() {
        everyVisit(VISITS / 10, PlainModelTest::asks);
    }

    private static void everyVisit(int visits, Consumer<Visit> test) {
        long fresh = Long.getLong("consent4j.seed", new SplittableRandom().nextLong());
        System.out.println("random visits: -Dconsent4j.seed=" + fresh);
        for (long start : List.of(FIXED, fresh)) {
            SplittableRandom seeds = new SplittableRandom(start);
            for (int site = 0; site < visits / VISITS_PER_SITE / 2; site++) {
                RandomVisits random = new RandomVisits(new Dice(seeds.nextLong()));
                for (int i = 0; i < VISITS_PER_SITE; i++) {
                    test.accept(random.visit());
                }
            }
        }
    }

    private void compare(Visit visit) {
        EffectiveConsent consent = Evaluator.evaluate(visit);
        for (Purpose purpose : visit.policy().purposes()) {
            PlainModel model = new PlainModel(visit, purpose);
            Reason expected = model.reason();
            Reason found = consent.reasonAt(visit.policy().position(purpose.id()));
            if (expected != found) {
                throw different(expected, found, consent, purpose);
            }
            Optional<Reason> failed = model.failure();
            told.merge(expected, 1, Integer::sum);
            failed.ifPresent(reason -> told.merge(reason, 1, Integer::sum));
            if (found.compareTo(Reason.GRANTED) >= 0) {
                Optional<Reason> beside = consent.purpose(purpose.id()).beaten().stream()
                        .map(Finding::reason)
                        .filter(Reason::isFailedGrant)
                        .findFirst();
                if (!failed.equals(beside)) {
                    throw different(failed, beside, consent, purpose);
                }
            }
        }
    }

    private static AssertionError different(Object expected, Object found, EffectiveConsent consent, Purpose purpose) {
        return new AssertionError("expected " + expected + ", found " + found + ": "
                + consent.purpose(purpose.id()).explain() + "\n" + purpose + "\n" + consent.visit() + "\n"
                + consent.regime());
    }

    private static void asks(Visit visit) {
        EffectiveConsent consent = Evaluator.evaluate(visit);
        Prompt prompt = consent.prompt();
        List<Given> all = List.of(visit.device(), visit.account());
        boolean unreadable =
                all.stream().anyMatch(each -> each instanceof Given.Unreadable unread && !unread.temporary());
        List<GivenConsent> given = all.stream().map(GivenConsent::orEmpty).toList();
        Supplier<String> visited = () -> prompt + " " + visit + " " + consent.regime() + consent.verdicts();

        assertEquals(unreadable, prompt == Prompt.ASK_UNREADABLE, visited);
        if (prompt == Prompt.ASK_FIRST || prompt == Prompt.ASK_AGAIN) {
            given.forEach(each -> {
                Act rejectAll = each.rejectAll();
                assertFalse(rejectAll != null && waits(visit, rejectAll), visited);
                assertTrue(each.optOuts().values().stream().noneMatch(act -> waits(visit, act)), visited);
            });
        }
        if (prompt == Prompt.ASK_FIRST) {
            given.forEach(each ->
                    assertTrue(each.rejectAll() == null && each.answers().isEmpty(), visited));
        }
        if (prompt == Prompt.TELL_CONFLICT) {
            assertTrue(
                    consent.verdicts().values().stream()
                            .filter(verdict -> !verdict.permitted())
                            .anyMatch(verdict -> given.stream()
                                    .map(each -> each.answers().get(verdict.name()))
                                    .anyMatch(Answer.Granted.class::isInstance)),
                    visited);
            consent.asked().stream()
                    .filter(id -> consent.purpose(id).reason().isDenial())
                    .map(id -> new PlainModel(visit, visit.policy().purpose(id).orElseThrow()))
                    .forEach(model -> assertFalse(model.isToldAlready(), visited));
        }
        if (prompt == Prompt.SIGNALLED_RECENTLY) {
            assertTrue(
                    !visit.signals().active().isEmpty()
                            || given.stream()
                                    .flatMap(each -> each.signals().values().stream())
                                    .anyMatch(act -> waits(visit, act)),
                    visited);
        }
    }

    private static boolean waits(Visit visit, Act act) {
        return visit.today().isBefore(act.day().plus(visit.regime().renewAfterRefusal()));
    }
}
