package dev.consent4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processors this process may use, in halves: one for servers, one for who loads them. Where they cannot be chosen,
 * everything runs on all.
 */
final class Processors {

    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private static final List<Integer> OURS = allowed();

    private Processors() {}

    /** Whether a process can be held to some processors here. */
    static boolean canBeChosen() {
        return OURS.size() > 1 && Files.isExecutable(TASKSET);
    }

    /** What a command begins with that is to run on the first half; empty where that cannot be chosen. */
    static List<String> first() {
        return command(OURS.subList(0, OURS.size() / 2));
    }

    /** What a command begins with that is to run on the second half; empty where that cannot be chosen. */
    static List<String> second() {
        return command(OURS.subList(OURS.size() / 2, OURS.size()));
    }

    private static List<String> command(List<Integer> processors) {
        return canBeChosen()
                ? List.of(
                        TASKSET.toString(),
                        "-c",
                        processors.stream().map(String::valueOf).collect(Collectors.joining(",")))
                : List.of();
    }

    /** From a list such as {@code 0-3,8}. */
    private static List<Integer> allowed() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(ALLOWED))
                    .flatMap(line ->
                            Stream.of(line.substring(ALLOWED.length()).strip().split(",", -1)))
                    .flatMap(Processors::range)
                    .toList();
        } catch (IOException | NumberFormatException unknown) {
            return List.of();
        }
    }

    private static Stream<Integer> range(String text) {
        String[] ends = text.split("-", 2);
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                .boxed();
    }
}
