package dev.consent4j.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures the budget of the library with short settings and prints it as a table. Measuring is no test: it ends with 0
 * whatever the table says.
 */
public final class Budget {

    private static final List<String> PARTS = List.of("filter", "cold", "gate", "attack", "server");

    /** Load average above which other work disturbs. */
    private static final double BUSY = 1;

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private final RequestBudget requests = new RequestBudget();
    private final ServerBudget servers = new ServerBudget();
    private final List<Line> budgeted = new ArrayList<>();
    private final List<Line> beside = new ArrayList<>();

    private Budget() {}

    /**
     * Measures.
     *
     * @param parts {@code filter}, {@code cold}, {@code gate}, {@code attack}, {@code server}; all if none is named
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] parts) throws RunnerException {
        Set<String> wanted = new TreeSet<>(parts.length == 0 ? PARTS : List.of(parts));
        if (!PARTS.containsAll(wanted)) {
            System.err.println("The parts are " + String.join(", ", PARTS) + "; without any all are measured.");
            System.exit(2);
        }
        long began = System.nanoTime();
        double loadBefore = load();
        Budget budget = new Budget();
        budget.measure(wanted);
        budget.print();
        double loadAfter = load();
        System.out.printf(
                Locale.ROOT,
                "%n%s%nLoad average %.2f before, %.2f after; %d s.%s%n",
                machine(),
                loadBefore,
                loadAfter,
                (System.nanoTime() - began) / 1_000_000_000,
                loadBefore > BUSY ? " Other work was going on: repeat this on a quiet machine." : "");
    }

    private void measure(Set<String> parts) throws RunnerException {
        if (parts.contains("filter")) {
            requests.filter();
        }
        if (parts.contains("cold")) {
            requests.cold();
        }
        if (parts.contains("gate")) {
            requests.gate();
        }
        if (parts.contains("attack")) {
            requests.attack();
            budgeted.addAll(FloodBudget.measure());
        }
        if (parts.contains("server")) {
            servers.compare("jetty");
            servers.compare("tomcat");
        }
        budgeted.addAll(0, requests.budgeted());
        budgeted.addAll(servers.budgeted());
        beside.addAll(requests.beside());
        beside.addAll(servers.beside());
    }

    private void print() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("name", "measured", "budget", "ratio", "ok"));
        lines.addAll(budgeted);
        lines.addAll(beside);
        int name = width(lines.stream().map(Line::name));
        int measured = width(lines.stream().map(Line::measured));
        int limit = width(lines.stream().map(Line::budget));
        String format = "%-" + name + "s | %-" + measured + "s | %-" + limit + "s | %6s | %s%n";
        System.out.println();
        for (Line line : lines) {
            System.out.printf(format, line.name(), line.measured(), line.budget(), line.ratio(), line.ok());
        }
        System.out.print("""

                In brackets: 95 % of a bootstrap over JVMs and the measurements in each. Nanoseconds: time the measuring
                thread was running, lower quartile of the measurements, since other work only adds; "over" is the
                difference of two. Servers: median of the ratios of neighbouring slices, of the quietest rounds. Lines without a budget are told
                beside; those of one thread are from one JVM. A question mark: the interval holds the budget.
                """);
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(1);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors%s; %s %s (%s), %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                Processors.canBeChosen() ? " (server on the first half, load on the second)" : "",
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                System.getProperty("java.vendor"),
                ManagementFactory.getGarbageCollectorMXBeans().get(0).getName());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException unknown) {
            return System.getProperty("os.arch");
        }
    }
}
