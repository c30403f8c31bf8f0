package dev.consent4j.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures the budget of the library with short settings and prints it as a table. Measuring is no test: it ends with 0
 * whatever the table says.
 */
public final class Budget {

    /** What is measured when nothing is named. */
    private static final List<String> PARTS = List.of("filter", "cold", "gate", "attack", "server");

    /** What is measured only when it is named: it starts database servers. */
    private static final List<String> ASKED_FOR = List.of("ledger", "sqlite", "million", "c15t");

    /** Load average above which other work disturbs. */
    private static final double BUSY = 1;

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private final RequestBudget requests = new RequestBudget();
    private final ServerBudget servers = new ServerBudget();
    private final LedgerBudget ledgers = new LedgerBudget();
    private final List<Line> budgeted = new ArrayList<>();
    private final List<Line> beside = new ArrayList<>();

    private Budget() {}

    /**
     * Measures.
     *
     * @param parts {@code filter}, {@code cold}, {@code gate}, {@code attack}, {@code server}, which are all if none is
     *     named; {@code ledger}, {@code sqlite}, {@code million} or {@code million=ENTRIES}, {@code c15t=FOLDER}
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] parts) throws RunnerException {
        Map<String, String> wanted = new TreeMap<>();
        for (String part : parts.length == 0 ? PARTS : List.of(parts)) {
            String[] words = part.split("=", 2);
            wanted.put(words[0], words.length == 1 ? "" : words[1]);
        }
        if (!Stream.concat(PARTS.stream(), ASKED_FOR.stream()).toList().containsAll(wanted.keySet())) {
            System.err.println("The parts are " + String.join(", ", PARTS)
                    + "; without any these are measured. Those that have to be named are "
                    + String.join(", ", ASKED_FOR)
                    + ".");
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

    private void measure(Map<String, String> parts) throws RunnerException {
        if (parts.containsKey("filter")) {
            requests.filter();
        }
        if (parts.containsKey("cold")) {
            requests.cold();
        }
        if (parts.containsKey("gate")) {
            requests.gate();
        }
        if (parts.containsKey("attack")) {
            requests.attack();
            budgeted.addAll(FloodBudget.measure());
        }
        if (parts.containsKey("server")) {
            servers.compare("jetty");
            servers.compare("tomcat");
        }
        if (parts.containsKey("ledger")) {
            ledgers.postgres();
        }
        if (parts.containsKey("sqlite")) {
            ledgers.sqlite();
        }
        if (parts.containsKey("c15t")) {
            PeerBudget peer = new PeerBudget(Path.of(parts.get("c15t")));
            peer.measure();
            budgeted.addAll(peer.budgeted());
            beside.addAll(peer.beside());
        }
        if (parts.containsKey("million")) {
            String entries = parts.get("million");
            MillionBudget million =
                    new MillionBudget(entries.isEmpty() ? MillionBudget.ENTRIES : Integer.parseInt(entries));
            million.measure();
            budgeted.addAll(million.budgeted());
            beside.addAll(million.beside());
        }
        budgeted.addAll(0, requests.budgeted());
        budgeted.addAll(servers.budgeted());
        budgeted.addAll(ledgers.budgeted());
        beside.addAll(requests.beside());
        beside.addAll(servers.beside());
        beside.addAll(ledgers.beside());
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
