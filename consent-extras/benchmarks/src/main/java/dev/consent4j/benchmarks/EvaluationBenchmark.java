package dev.consent4j.benchmarks;

import dev.consent4j.cookie.ConsentCookie;
import dev.consent4j.cookie.CookieScope;
import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signals;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the value of a consent cookie to effective consent, and from a cookie's name to its verdict. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EvaluationBenchmark {

    private static final int PURPOSES = 20;
    private static final int DECLARATIONS = 2_000;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private final PolicyHistory policies = PolicyHistory.of(policy());
    private final ConsentCookie cookie =
            ConsentCookie.of("site", new CookieScope(true, null), Keyring.inMemory(new SecureRandom()), policies);
    private final GivenConsent given = given();
    private final List<String> value = List.of(value(cookie.lines(given, DAY).get(0)));
    private final EffectiveConsent effective = Evaluator.evaluate(visit(given));

    /** Budget: 3 microseconds. */
    @Benchmark
    public EffectiveConsent readsAndEvaluatesTwentyPurposes() {
        return Evaluator.evaluate(visit(cookie.read(value)));
    }

    /** The part of the above that authenticates and decodes. */
    @Benchmark
    public Given readsTwentyPurposes() {
        return cookie.read(value);
    }

    /** The part of the above that is pure. */
    @Benchmark
    public EffectiveConsent evaluatesTwentyPurposes() {
        return Evaluator.evaluate(visit(given));
    }

    /** Budget: 150 ns with 2,000 declarations. */
    @Benchmark
    public boolean findsTheVerdictOfACookieByPattern() {
        return effective.cookie("_c1234.suffix").permitted();
    }

    private Visit visit(Given device) {
        return new Visit(
                policies,
                Jurisdiction.UNKNOWN,
                device,
                Given.NONE,
                Person.UNKNOWN,
                Signals.NONE,
                GrantsEnded.NONE,
                DAY);
    }

    private static Policy policy() {
        PolicyBuilder builder = Policy.builder("2026-11").controller("Example SA", "mailto:privacy@example.org");
        for (int i = 0; i < PURPOSES; i++) {
            builder.purpose(Purpose.builder("purpose-" + i, Category.ANALYTICS).build());
        }
        for (int i = 0; i < DECLARATIONS; i++) {
            builder.declare(Declaration.cookie("_c" + i + ".*", "purpose-" + i % PURPOSES));
        }
        return builder.build();
    }

    private static GivenConsent given() {
        Act act = new Act(1, DAY, DAY.plusMonths(6), "2026-11", "strict");
        Map<String, Answer> answers = new TreeMap<>();
        for (int i = 0; i < PURPOSES; i++) {
            answers.put(
                    "purpose-" + i,
                    i % 2 == 0
                            ? new Answer.Granted(act, GrantForm.SPECIFIC, false, false, null)
                            : new Answer.Denied(act, Denial.REFUSED));
        }
        SubjectId subject = SubjectId.of(new byte[16]);
        return new GivenConsent(subject, 1, answers, null, Map.of(), Map.of(), null);
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
    }
}
