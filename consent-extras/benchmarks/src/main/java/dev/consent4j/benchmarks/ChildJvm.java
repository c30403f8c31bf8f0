package dev.consent4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JVM of its own with the classes of this one. It answers one line to each line it is sent, and ends when its input
 * does, so that it never outlives this one.
 */
final class ChildJvm implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final Process process;
    private final BufferedReader answers;

    private ChildJvm(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a main class; the command begins with what chooses its {@link Processors}. */
    static ChildJvm start(List<String> processors, Class<?> main, String... arguments) {
        return start(processors, "256m", main, arguments);
    }

    /** Starts a main class on any processors, with a heap of this size and no more. */
    static ChildJvm withHeap(String heap, Class<?> main, String... arguments) {
        return start(List.of(), heap, main, arguments);
    }

    private static ChildJvm start(List<String> processors, String heap, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(processors);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildJvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next line it says. */
    String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("The child JVM has ended: " + process.info());
            }
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends words and returns the answer. */
    String ask(String... words) {
        try {
            process.getOutputStream().write((String.join("\t", words) + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return answer();
    }

    /** Nanoseconds of CPU all its threads have used. */
    long cpuNanos() {
        return ProcessCpu.nanos(process.toHandle());
    }

    /** The numbers in an answer. */
    static List<Double> numbers(String answer) {
        return Stream.of(answer.split("\t", -1)).map(Double::valueOf).toList();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
