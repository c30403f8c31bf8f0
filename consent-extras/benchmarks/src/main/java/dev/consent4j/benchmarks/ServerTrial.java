package dev.consent4j.benchmarks;

import dev.consent4j.benchmarks.SiteServer.Front;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One server of each kind, each in a JVM of its own, loaded in turn by one client. A round is a slice of load on each, so
 * short that what goes on besides is the same for all.
 */
final class ServerTrial implements AutoCloseable {

    /** Requests a server answers before it is measured: until then its compiler still works, which is not paid for ever. */
    private static final int WARM_REQUESTS = 150_000;

    private static final int SLICE_REQUESTS = 4_000;

    private final ChildJvm client = ChildJvm.start(Processors.second(), LoadClient.class);
    private final Map<Front, Server> servers = new EnumMap<>(Front.class);
    private final List<Front> order = new ArrayList<>(List.of(Front.values()));

    /** A running server, and how it is loaded. */
    private record Server(ChildJvm jvm, String port, String field) {}

    /**
     * What a slice of load gave.
     *
     * @param rate requests a second
     * @param cpu nanoseconds of the server's CPU for each
     */
    record Slice(double rate, double cpu) {}

    /**
     * A slice of each server.
     *
     * @param slices what they gave
     * @param others the share of the machine's time that other processes took
     */
    record Round(Map<Front, Slice> slices, double others) {

        Slice slice(Front front) {
            return Objects.requireNonNull(slices.get(front));
        }
    }

    ServerTrial(String container) {
        for (Front front : Front.values()) {
            ChildJvm jvm = ChildJvm.start(
                    Processors.first(),
                    SiteServer.class,
                    container,
                    front.name().toLowerCase(Locale.ROOT));
            String[] said = jvm.answer().split("\t", -1);
            servers.put(front, new Server(jvm, said[0], said[1]));
        }
    }

    /** In turns too, so that a busy minute does not fall on one server. */
    void warmUp() {
        for (int answered = 0; answered < WARM_REQUESTS; answered += SLICE_REQUESTS) {
            servers.values().forEach(this::load);
        }
    }

    /** The next round, which begins with the next server, so that none always comes after the same. */
    Round round() {
        Collections.rotate(order, 1);
        long ours = ours();
        long machine = ProcessCpu.machineNanos();
        long began = System.nanoTime();
        Map<Front, Slice> slices = new EnumMap<>(Front.class);
        for (Front front : order) {
            slices.put(front, load(Objects.requireNonNull(servers.get(front))));
        }
        double others = ProcessCpu.machineNanos() - machine - (ours() - ours);
        return new Round(
                slices,
                others / (System.nanoTime() - began) / Runtime.getRuntime().availableProcessors());
    }

    private long ours() {
        long nanos = client.cpuNanos() + ProcessCpu.nanos(ProcessHandle.current());
        for (Server server : servers.values()) {
            nanos += server.jvm().cpuNanos();
        }
        return nanos;
    }

    private Slice load(Server server) {
        long before = server.jvm().cpuNanos();
        double nanos = Double.parseDouble(client.ask(server.port(), Integer.toString(SLICE_REQUESTS), server.field()));
        double cpu = server.jvm().cpuNanos() - before;
        return new Slice(SLICE_REQUESTS / nanos * 1e9, cpu / SLICE_REQUESTS);
    }

    @Override
    public void close() {
        client.close();
        servers.values().forEach(server -> server.jvm().close());
    }
}
