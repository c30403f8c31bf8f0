package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.EndedSubjects;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signal;
import dev.consent4j.signal.Signals;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Visits of every kind: from anywhere, by anybody, with any history on device and account; and what changes them. */
final class Visits extends DomainContextBase {

    private static final PolicyHistory POLICIES = PolicyHistory.of(List.of(
            Cases.policy("2025-01").controller("Former SA", "").build(),
            Cases.policy(Cases.VERSION).effectiveFrom(Cases.TODAY.minusYears(1)).build()));

    private static final List<String> PURPOSES =
            Cases.purposes().stream().map(Purpose::id).toList();

    @Provide
    Arbitrary<String> purposes() {
        return Arbitraries.of(PURPOSES);
    }

    @Provide
    Arbitrary<Denial> denials() {
        return Arbitraries.of(Denial.class);
    }

    @Provide
    Arbitrary<Use> uses() {
        return Arbitraries.of(Use.class);
    }

    @Provide
    Arbitrary<Signal> signals() {
        return Arbitraries.of(Signal.class);
    }

    @Provide
    Arbitrary<Integer> years() {
        return Arbitraries.integers().between(0, 30);
    }

    @Provide
    Arbitrary<Visit> visits() {
        return Combinators.combine(
                        Arbitraries.of("DE", "FR", "BR", "?", "US-CA", "JP", "AQ")
                                .map(Jurisdiction::parse),
                        given(),
                        Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(Given.NONE)), Tuple.of(1, given())),
                        people(),
                        Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(DntField.class))
                                .as((gpc, dnt) -> new Signals(gpc, dnt, List.of())),
                        endings(),
                        Arbitraries.integers().between(3, 400))
                .as((place, device, account, person, signals, ended, days) ->
                        new Visit(POLICIES, place, device, account, person, signals, ended, Cases.TODAY.plusDays(days)))
                .withoutEdgeCases();
    }

    private static Arbitrary<Given> given() {
        Arbitrary<Given> consents = Combinators.combine(
                        Arbitraries.maps(Arbitraries.of(PURPOSES), answers()).ofMaxSize(PURPOSES.size()),
                        acts().injectNull(0.7),
                        Arbitraries.maps(Arbitraries.of(Use.class), acts()).ofMaxSize(2),
                        Arbitraries.maps(Arbitraries.of(Signal.class), acts()))
                .as(Cases::given);
        return Arbitraries.frequencyOf(
                Tuple.of(8, consents),
                Tuple.of(1, Arbitraries.just(Given.NONE)),
                Tuple.of(1, Arbitraries.just(new Given.Unreadable("truncated"))));
    }

    private static Arbitrary<Answer> answers() {
        Arbitrary<Answer.Denied> denied =
                Combinators.combine(acts(), Arbitraries.of(Denial.class)).as(Answer.Denied::new);
        Arbitrary<Answer> granted = Combinators.combine(
                        acts(),
                        Arbitraries.of(GrantForm.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        denied.injectNull(0.6))
                .as(Answer.Granted::new);
        return Arbitraries.frequencyOf(Tuple.of(3, granted), net.jqwik.api.Tuple.of(1, denied));
    }

    /** Few numbers and days, so that acts often coincide; none is later than the visit. */
    private static Arbitrary<Act> acts() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(-3, 3),
                        Arbitraries.of(0, 10, 200, 500),
                        Arbitraries.of(Cases.VERSION, Cases.VERSION, Cases.VERSION, "2025-01", "lost"))
                .as((number, day, life, version) ->
                        new Act(number, Cases.TODAY.plusDays(day), Cases.TODAY.plusDays(day + life), version, "gdpr"));
    }

    private static Arbitrary<Person> people() {
        Arbitrary<Set<String>> some = Arbitraries.of(PURPOSES).set().ofMaxSize(2);
        return Combinators.combine(
                        Arbitraries.integers()
                                .between(10, 20)
                                .map(OptionalInt::of)
                                .injectNull(0.6),
                        some,
                        some,
                        some)
                .as((age, guardian, restricted, objections) ->
                        new Person(age == null ? OptionalInt.empty() : age, guardian, restricted, objections));
    }

    private static Arbitrary<GrantsEnded> endings() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5).list().ofMaxSize(1),
                        Arbitraries.integers().between(-3, 3).list().ofMaxSize(1),
                        Arbitraries.of(true, true, true, false))
                .as((acts, days, complete) -> new GrantsEnded(
                        acts.stream()
                                .map(act -> new GrantsEnded.OfSubject(Cases.SUBJECT, act))
                                .toList(),
                        days.stream()
                                .map(day -> new GrantsEnded.OfVersion(
                                        Cases.VERSION, Cases.TODAY.plusDays(day), Cases.TODAY.plusDays(day + 1)))
                                .toList(),
                        EndedSubjects.NONE,
                        complete));
    }
}
