package dev.consent4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CPU time of processes. What Java tells counts in hundredths of a second, too coarse for a slice; where Linux tells
 * more, that is taken.
 */
final class ProcessCpu {

    private static final Path MACHINE = Path.of("/proc/stat");

    /** Of a line of {@code /proc/stat}: the fields of time that somebody worked; the others are idle or told twice. */
    private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7, 8);

    /** Linux tells the machine's time in these. */
    private static final long TICK_NANOS = 10_000_000;

    private ProcessCpu() {}

    /** Nanoseconds the living threads of a process were running. */
    static long nanos(ProcessHandle process) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return threads.mapToLong(ProcessCpu::threadNanos).sum();
        } catch (IOException elsewhere) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        }
    }

    /** Nought for a thread that has ended meanwhile. */
    private static long threadNanos(Path thread) {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Nanoseconds all processes of the machine were running, and whatever else kept it busy; 0 where nobody tells. */
    static long machineNanos() {
        try (Stream<String> lines = Files.lines(MACHINE)) {
            String[] fields = lines.findFirst().orElse("").split("\\s+", -1);
            return TICK_NANOS
                    * BUSY.stream().mapToLong(at -> Long.parseLong(fields[at])).sum();
        } catch (IOException untold) {
            return 0;
        }
    }
}
