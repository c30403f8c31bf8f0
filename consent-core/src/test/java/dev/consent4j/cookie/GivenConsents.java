package dev.consent4j.cookie;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.ConflictAnswered;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.decision.Unrecorded;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.PurposeTag;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Policies of many purposes, and every kind of given consent for them. */
final class GivenConsents {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    static final SubjectId SUBJECT = new SubjectId("ABCDEFGHIJKLMNOPQRSTUQ");

    private GivenConsents() {}

    static PolicyHistory policy(int purposes) {
        return PolicyHistory.of(policy("2026-11", purposes));
    }

    static Policy policy(String version, int purposes) {
        return policy(version, purposes, Set.of());
    }

    static Policy policy(String version, int purposes, Set<Use> uses) {
        PolicyBuilder builder = Policy.builder(version).controller("Example SA", "mailto:privacy@example.org");
        purposes(purposes)
                .forEach(id -> builder.purpose(Purpose.builder(id, "marketing")
                        .title(Text.of(id))
                        .description(Text.of(id))
                        .uses(uses)
                        .build()));
        return builder.build();
    }

    static List<String> purposes(int count) {
        Set<Integer> tags = new HashSet<>();
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "purpose-" + i)
                .filter(id -> tags.add(PurposeTag.of(id)))
                .limit(count)
                .toList();
    }

    static Act act(int number) {
        return act(number, "2026-11", "gdpr");
    }

    static Act act(int number, String version, String regime) {
        LocalDate day = TODAY.plusDays(number);
        return new Act(number, day, day.plusMonths(6), version, regime);
    }

    /** Purposes answered in a number of acts, in turn; every second one granted. */
    static GivenConsent answered(int purposes, int acts, String version, String regime) {
        Map<String, Answer> answers = new TreeMap<>();
        List<String> ids = purposes(purposes);
        for (int i = 0; i < purposes; i++) {
            Act act = act(i % acts + 1, version, regime);
            answers.put(
                    ids.get(i),
                    i / acts % 2 == 0
                            ? new Answer.Granted(act, GrantForm.SPECIFIC, false, false, null)
                            : new Answer.Denied(act, Denial.REFUSED));
        }
        return new GivenConsent(SUBJECT, acts, answers, null, Map.of(), Map.of(), null);
    }

    static Arbitrary<GivenConsent> any(int purposes) {
        Arbitrary<Map<String, Answer>> answers =
                Arbitraries.maps(Arbitraries.of(purposes(purposes)), answers()).ofMaxSize(purposes);
        return Combinators.combine(
                        ids().map(SubjectId::of).injectNull(0.3),
                        Arbitraries.integers().between(0, Act.MAX_NUMBER),
                        answers,
                        acts().injectNull(0.5),
                        Arbitraries.maps(Arbitraries.of(Use.class), acts()),
                        Arbitraries.maps(Arbitraries.of(Signal.class), acts()),
                        unrecorded().injectNull(0.7),
                        conflicts())
                .as(GivenConsent::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<List<ConflictAnswered>> conflicts() {
        return Combinators.combine(Arbitraries.integers().between(0, Act.MAX_NUMBER), Arbitraries.integers())
                .as(ConflictAnswered::new)
                .list()
                .ofMaxSize(ConflictAnswered.MAX_ON_DEVICE);
    }

    private static Arbitrary<Answer> answers() {
        Arbitrary<Answer.Denied> denied =
                Combinators.combine(acts(), Arbitraries.of(Denial.class)).as(Answer.Denied::new);
        Arbitrary<Answer.Granted> granted = Combinators.combine(
                        acts(),
                        Arbitraries.of(GrantForm.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        denied.injectNull(0.5))
                .as(Answer.Granted::new);
        return Arbitraries.oneOf(denied, granted);
    }

    private static Arbitrary<Act> acts() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, Act.MAX_NUMBER),
                        Arbitraries.integers().between(0, 20_000),
                        Arbitraries.integers().between(0, 800),
                        Arbitraries.of("2026-11", "2025.1", "v1", "a-version-of-24-characte", "1"),
                        Arbitraries.of("gdpr", "ccpa", "strict", "joined"))
                .as((number, day, life, version, regime) -> {
                    LocalDate start = LocalDate.of(2020, 1, 1).plusDays(day);
                    return new Act(number, start, start.plusDays(life), version, regime);
                });
    }

    private static Arbitrary<Unrecorded> unrecorded() {
        return Combinators.combine(
                        ids().map(DecisionId::of),
                        Arbitraries.longs().between(0, 0xffff_ffffL).map(Instant::ofEpochSecond),
                        Arbitraries.of(Action.class),
                        Arbitraries.of(Source.class),
                        Arbitraries.integers().between(0, Act.MAX_NUMBER))
                .as(Unrecorded::new);
    }

    private static Arbitrary<byte[]> ids() {
        return Arbitraries.bytes().array(byte[].class).ofSize(16);
    }
}
