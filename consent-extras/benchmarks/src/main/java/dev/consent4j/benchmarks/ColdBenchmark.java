package dev.consent4j.benchmarks;

import dev.consent4j.decision.Given;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.signal.Signals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Consent cookies that were never seen before, so that no cache helps; the code itself is warm. When all visitors have
 * come once the site is started anew, which forgets them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ColdBenchmark {

    /** More than come in several short iterations, so that starting anew is off the clock, and in few of them at all. */
    private static final int VISITORS = 60_000;

    private final Scene scene = new Scene();
    private final StubRequest request = new StubRequest();
    private final StubResponse response = new StubResponse();
    private final Application idle = new Application((asked, answer) -> {});
    private final byte[] rest = Scene.bytes(scene.field(0, Scene.GRANTED));
    private final int from = scene.field(0, Scene.GRANTED).indexOf('=') + 1;
    private final byte[][] values = new byte[VISITORS][];
    private int visitor;

    /** Makes the visitors. */
    public ColdBenchmark() {
        for (int i = 0; i < VISITORS; i++) {
            values[i] = Scene.bytes(scene.value(i));
        }
    }

    /** Starts the site anew when few new visitors are left. */
    @Setup(Level.Iteration)
    public void renew() {
        if (visitor > VISITORS / 2) {
            forget();
        }
    }

    private void forget() {
        scene.forget();
        visitor = 0;
    }

    /** Budget: 3 microseconds. */
    @Benchmark
    public EffectiveConsent decodesAuthenticatesAndEvaluates(CpuTime cpu) {
        return scene.site().evaluate(read(), Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE);
    }

    /** The part of the above that decodes and authenticates. */
    @Benchmark
    public Given decodesAndAuthenticates(CpuTime cpu) {
        return read();
    }

    /** The same as part of a request, with everything else the filter does. */
    @Benchmark
    public Application passesTheFilter(CpuTime cpu) {
        byte[] value = next();
        System.arraycopy(value, 0, rest, from, value.length);
        return idle.through(scene.filter(), request.next(rest), response);
    }

    private Given read() {
        return scene.site().cookie().read(List.of(new String(next(), StandardCharsets.ISO_8859_1)));
    }

    private byte[] next() {
        if (visitor == VISITORS) {
            forget();
        }
        return values[visitor++];
    }
}
