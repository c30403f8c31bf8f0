package dev.consent4j.benchmarks;

import dev.consent4j.decision.Given;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.signal.Signals;
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

/** The pure part of {@link ColdBenchmark}, and the look-up of a cookie's name among 2,000 declarations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EvaluationBenchmark {

    private final Scene scene = new Scene();
    private final Given given = scene.given(0);
    private final EffectiveConsent effective = Evaluator.evaluate(visit());

    /** From given consent to a verdict for each of twenty purposes. */
    @Benchmark
    public EffectiveConsent evaluatesTwentyPurposes(CpuTime cpu) {
        return Evaluator.evaluate(visit());
    }

    /** From a cookie's name to its verdict. */
    @Benchmark
    public boolean findsTheVerdictOfACookieByPattern(CpuTime cpu) {
        return effective.cookie(Scene.GRANTED).permitted();
    }

    private Visit visit() {
        return new Visit(
                scene.site().site().policies(),
                Jurisdiction.UNKNOWN,
                given,
                Given.NONE,
                Person.UNKNOWN,
                Signals.NONE,
                GrantsEnded.NONE,
                scene.site().today());
    }
}
