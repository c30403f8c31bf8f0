package dev.consent4j.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH benchmarks with short settings; each is {@code Class.method}. */
final class MicroRun {

    private static final int WARMUPS = 5;
    private static final TimeValue WARMUP = TimeValue.milliseconds(600);

    /** Many and short, so that on a busy machine some are quiet. */
    private static final int ITERATIONS = 24;

    private static final TimeValue ITERATION = TimeValue.milliseconds(60);

    private final Map<String, Measured> measured = new TreeMap<>();

    /**
     * What one operation takes.
     *
     * @param nanos time of its thread
     * @param bytes allocated
     */
    record Measured(Samples nanos, Samples bytes) {}

    /** Measures some benchmarks, each in as many JVMs. */
    void measure(int forks, Collection<String> names) throws RunnerException {
        for (String name : names) {
            System.err.println("measuring " + name);
            Options options = new OptionsBuilder()
                    .include("\\Q" + MicroRun.class.getPackageName() + "." + name + "\\E$")
                    .forks(forks)
                    .warmupIterations(WARMUPS)
                    .warmupTime(WARMUP)
                    .measurementIterations(ITERATIONS)
                    .measurementTime(ITERATION)
                    // Compiled code is waited for, or on a busy machine the warm-up would end before it is there. A
                    // heap
                    // that grows would be charged for the kernel's first touch of each page, seven times the empty
                    // chain.
                    .jvmArgsAppend("-Xbatch", "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch")
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build();
            RunResult result = new Runner(options).runSingle();
            measured.put(name, new Measured(samples(result, MicroRun::nanos), samples(result, MicroRun::bytes)));
        }
    }

    /** What a benchmark measured before has given. */
    Measured get(String name) {
        Measured found = measured.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name + " was not measured.");
        }
        return found;
    }

    private static Samples samples(RunResult result, ToDoubleFunction<IterationResult> value) {
        List<List<Double>> forks = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            forks.add(fork.getIterationResults().stream()
                    .map(iteration -> value.applyAsDouble(iteration))
                    .toList());
        }
        return Samples.costs(forks);
    }

    private static double nanos(IterationResult iteration) {
        return iteration.getSecondaryResults().get("cpuNanos").getScore()
                / iteration.getMetadata().getAllOps();
    }

    private static double bytes(IterationResult iteration) {
        return iteration.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
    }
}
