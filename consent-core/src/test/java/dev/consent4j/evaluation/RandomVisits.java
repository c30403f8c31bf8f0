package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.ConflictAnswered;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.EndedSubjects;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signal;
import dev.consent4j.signal.Signals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Visits to a site under a random history, most of whose days and acts lie at a border where something changes. */
final class RandomVisits {

    private static final List<String> FROM =
            List.of("DE", "FR", "AT", "US-CA", "US-TX", "US", "BR", "JP", "GB", "CH", "AQ", "?");
    private static final SubjectId OTHER = new SubjectId("BBCDEFGHIJKLMNOPQRSTUQ");

    private final Dice dice;
    private final PolicyHistory policies;
    private LocalDate today = Cases.TODAY;
    private Regime regime = Regimes.STRICT;

    RandomVisits(Dice dice) {
        this(dice, new RandomPolicies(dice).history());
    }

    RandomVisits(Dice dice, PolicyHistory policies) {
        this.dice = dice;
        this.policies = policies;
    }

    Visit visit() {
        Jurisdiction place = Jurisdiction.parse(dice.of(FROM));
        today = dice.onceIn(3) ? dice.around(someVersionsDay()) : Cases.TODAY.plusDays(dice.between(-400, 800));
        regime = policies.current(place, today).regimeIn(place, today);
        return new Visit(
                policies,
                place,
                dice.onceIn(12) ? Given.NONE : given(),
                dice.onceIn(3) ? given() : Given.NONE,
                person(),
                Signals.of(dice.onceIn(4), dice.onceIn(4) ? DntField.DO_NOT_TRACK : dice.any(DntField.values())),
                endings(),
                today);
    }

    private LocalDate someVersionsDay() {
        Policy version = dice.of(policies.versions());
        return dice.of(version.effectiveFrom().values());
    }

    private Given given() {
        if (dice.onceIn(25)) {
            return dice.onceIn(2) ? GivenConsent.EMPTY : new Given.Unreadable("truncated", dice.onceIn(2));
        }
        List<Act> acts = acts();
        Map<String, Answer> answers = new HashMap<>();
        dice.some(RandomPolicies.PURPOSES, 2).forEach(id -> answers.put(id, answer(acts)));
        Map<Use, Act> optOuts = new HashMap<>();
        dice.some(List.of(Use.values()), 9).forEach(use -> optOuts.put(use, dice.of(acts)));
        Map<Signal, Act> signals = new HashMap<>();
        dice.some(List.of(Signal.values()), 6).forEach(signal -> signals.put(signal, dice.of(acts)));
        return new GivenConsent(
                dice.onceIn(4) ? null : dice.any(Cases.SUBJECT, Cases.SUBJECT, OTHER),
                acts.size(),
                answers,
                dice.onceIn(5) ? dice.of(acts) : null,
                optOuts,
                signals,
                null,
                dice.onceIn(3) ? conflicts(acts.size()) : List.of());
    }

    /** Of few decisions, so that device and account often know of the same one. */
    private List<ConflictAnswered> conflicts(int acts) {
        List<ConflictAnswered> conflicts = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            conflicts.add(new ConflictAnswered(dice.between(1, acts), dice.between(1, 3)));
        }
        return conflicts;
    }

    /** One to six acts; days follow their numbers, except once in four times. */
    private List<Act> acts() {
        List<LocalDate> days = new ArrayList<>();
        for (int i = dice.between(1, 6); i > 0; i--) {
            days.add(day());
        }
        if (!dice.onceIn(4)) {
            days.sort(null);
        }
        List<Act> acts = new ArrayList<>();
        for (LocalDate day : days) {
            LocalDate until = dice.onceIn(4) ? dice.around(today) : day.plusDays(dice.any(0, 180, 365, 400, 900));
            String version = dice.onceIn(12)
                    ? "lost"
                    : dice.onceIn(2)
                            ? dice.of(policies.versions()).version()
                            : policies.current(Jurisdiction.UNKNOWN, day).version();
            acts.add(new Act(acts.size() + 1, day, until, version, dice.any("gdpr", "ccpa", "own-one", "")));
        }
        return acts;
    }

    private LocalDate day() {
        if (dice.onceIn(4)) {
            return dice.around(today.minus(dice.any(regime.renewAfter(), regime.renewAfterRefusal())));
        }
        return today.minusDays(dice.onceIn(2) ? dice.between(0, 3) : dice.between(-2, 500));
    }

    private Answer answer(List<Act> acts) {
        Answer.Denied denied = new Answer.Denied(dice.of(acts), dice.any(Denial.values()));
        if (dice.onceIn(4)) {
            return denied;
        }
        GrantForm form = dice.onceIn(3) ? dice.any(GrantForm.values()) : dice.any(GrantForm.SPECIFIC, GrantForm.ALL);
        return new Answer.Granted(dice.of(acts), form, dice.onceIn(2), dice.onceIn(2), dice.onceIn(3) ? denied : null);
    }

    private Person person() {
        OptionalInt age = dice.onceIn(3)
                ? OptionalInt.of(dice.onceIn(2) ? regime.minimumAge() + dice.between(-1, 1) : dice.between(9, 20))
                : OptionalInt.empty();
        return new Person(
                age,
                dice.some(RandomPolicies.PURPOSES, 4),
                dice.some(RandomPolicies.PURPOSES, 20),
                dice.some(RandomPolicies.PURPOSES, 20));
    }

    private GrantsEnded endings() {
        if (!dice.onceIn(4)) {
            return dice.onceIn(9) ? GrantsEnded.NONE.andPerhapsMore() : GrantsEnded.NONE;
        }
        LocalDate first = day();
        EndedSubjects marked = dice.onceIn(4)
                ? subject -> subject.equals(OTHER) ? new EndedSubjects.Ended(today, dice.onceIn(2)) : null
                : EndedSubjects.NONE;
        return new GrantsEnded(
                List.of(new GrantsEnded.OfSubject(dice.any(Cases.SUBJECT, OTHER), dice.between(0, 6))),
                List.of(new GrantsEnded.OfVersion(
                        dice.of(RandomPolicies.VERSIONS), first, first.plusDays(dice.between(0, 200)))),
                marked,
                !dice.onceIn(9));
    }
}
