package dev.consent4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A server with the filter and the same server without, each in a JVM of its own, loaded in turn. Each slice with is
 * divided by its neighbour without, so that what changes on the machine in minutes changes both. Several pairs of JVMs,
 * because no two JVMs compile the same code alike.
 */
final class ServerBudget {

    private static final int JVM_PAIRS = 3;
    private static final int SLICE_PAIRS = 8;
    private static final long SLICE_MILLIS = 1_200;

    /** Requests a server answers before it is measured; on a busy machine time would say little. */
    private static final double WARM_REQUESTS = 60_000;

    private static final double THROUGHPUT = 0.97;
    private static final double CPU = 1.03;

    private final List<Line> budgeted = new ArrayList<>();
    private final List<Line> beside = new ArrayList<>();

    /** What a slice of load gave: requests a second, and nanoseconds of CPU for each. */
    private record Slice(double rate, double cpu) {}

    /** A running server, and how it is loaded. */
    private record Server(ChildJvm jvm, ChildJvm client, String port, String field) implements AutoCloseable {

        static Server start(ChildJvm client, String container, String filter) {
            ChildJvm jvm = ChildJvm.start(Processors.first(), SiteServer.class, container, filter);
            String[] said = jvm.answer().split("\t", -1);
            return new Server(jvm, client, said[0], said[1]);
        }

        void warmUp() {
            double answered = 0;
            while (answered < WARM_REQUESTS) {
                answered += load().rate() * SLICE_MILLIS / 1_000;
            }
        }

        Slice load() {
            double before = Double.parseDouble(jvm.ask("cpu"));
            List<Double> requestsAndNanos = ChildJvm.numbers(client.ask(port, Long.toString(SLICE_MILLIS), field));
            double cpu = Double.parseDouble(jvm.ask("cpu")) - before;
            double requests = requestsAndNanos.get(0);
            return new Slice(requests / requestsAndNanos.get(1) * 1e9, cpu / requests);
        }

        @Override
        public void close() {
            jvm.close();
        }
    }

    /** Measures a container, {@code jetty} or {@code tomcat}. */
    void compare(String container) {
        List<List<Double>> rates = new ArrayList<>();
        List<List<Double>> cpus = new ArrayList<>();
        List<List<Double>> plain = new ArrayList<>();
        List<List<Double>> plainCpu = new ArrayList<>();
        for (int i = 0; i < JVM_PAIRS; i++) {
            System.err.println("measuring " + container + ", pair " + (i + 1) + " of " + JVM_PAIRS);
            List<Slice> with = new ArrayList<>();
            List<Slice> without = new ArrayList<>();
            load(container, with, without);
            rates.add(ratios(with, without, true));
            cpus.add(ratios(with, without, false));
            plain.add(without.stream().map(Slice::rate).toList());
            plainCpu.add(without.stream().map(slice -> slice.cpu() / 1_000).toList());
        }
        String pairs = JVM_PAIRS * SLICE_PAIRS + " pairs";
        budgeted.add(Line.atLeast(
                container + ", throughput with / without, " + pairs,
                Samples.even(rates).estimate(),
                "",
                THROUGHPUT,
                String.format(Locale.ROOT, "%.2f", THROUGHPUT)));
        budgeted.add(Line.atMost(
                container + ", process CPU per request with / without",
                Samples.even(cpus).estimate(),
                "",
                CPU,
                String.format(Locale.ROOT, "%.2f", CPU)));
        beside.add(Line.beside(
                container + " without, requests a second", Samples.even(plain).estimate(), ""));
        beside.add(Line.beside(
                container + " without, process CPU per request",
                Samples.even(plainCpu).estimate(),
                "us"));
    }

    /** The client has processors of its own, or a dearer request would be paid from the client's share. */
    private static void load(String container, List<Slice> with, List<Slice> without) {
        try (ChildJvm client = ChildJvm.start(Processors.second(), LoadClient.class);
                Server filtered = Server.start(client, container, "with");
                Server bare = Server.start(client, container, "without")) {
            filtered.warmUp();
            bare.warmUp();
            for (int i = 0; i < SLICE_PAIRS; i++) {
                // Turned round each time, so that neither always comes after the other.
                if (i % 2 == 0) {
                    with.add(filtered.load());
                    without.add(bare.load());
                } else {
                    without.add(bare.load());
                    with.add(filtered.load());
                }
            }
        }
    }

    private static List<Double> ratios(List<Slice> with, List<Slice> without, boolean rate) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            Slice above = with.get(i);
            Slice below = without.get(i);
            ratios.add(rate ? above.rate() / below.rate() : above.cpu() / below.cpu());
        }
        return ratios;
    }

    List<Line> budgeted() {
        return budgeted;
    }

    List<Line> beside() {
        return beside;
    }
}
