package dev.consent4j.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long the thread of an iteration was running. JMH measures elapsed time; on a machine with other work that includes
 * the others' turns. This time divided by the number of operations is what one took itself.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long cpuAtStart;
    private long timeAtStart;

    /** Nanoseconds the thread was running, from before the first operation to after the last. */
    public long cpuNanos;

    /** The same as a share of the time that passed, in thousandths; 1,000 on an idle machine. */
    public long cpuShare;

    /** Called by JMH in the measuring thread. */
    @Setup(Level.Iteration)
    public void start() {
        timeAtStart = System.nanoTime();
        cpuAtStart = threads.getCurrentThreadCpuTime();
    }

    /** Called by JMH in the measuring thread. */
    @TearDown(Level.Iteration)
    public void stop() {
        cpuNanos = threads.getCurrentThreadCpuTime() - cpuAtStart;
        cpuShare = Math.round(1_000.0 * cpuNanos / (System.nanoTime() - timeAtStart));
    }
}
