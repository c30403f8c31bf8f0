package dev.consent4j.servlet.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Every row of a container, played once in this JVM. */
final class DoorMatrix {

    private static final int THREADS = 8;
    private static final Map<Container, Map<DoorRow, DoorRow.Seen>> PLAYED = new EnumMap<>(Container.class);

    private DoorMatrix() {}

    /** What each row showed. */
    static synchronized Map<DoorRow, DoorRow.Seen> of(Container container) throws Exception {
        Map<DoorRow, DoorRow.Seen> seen = PLAYED.get(container);
        if (seen == null) {
            seen = new LinkedHashMap<>();
            for (Setup setup : Setup.values()) {
                play(container, setup, seen);
            }
            PLAYED.put(container, seen);
        }
        return seen;
    }

    private static void play(Container container, Setup setup, Map<DoorRow, DoorRow.Seen> seen) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (RunningContainer running = container.start(setup.trial())) {
            String accepted = accepted(running.port());
            List<DoorRow> rows = DoorRow.of(container, setup);
            List<Callable<DoorRow.Seen>> plays = new ArrayList<>();
            rows.forEach(row -> plays.add(() -> row.play(running.port(), accepted)));
            List<Future<DoorRow.Seen>> played = pool.invokeAll(plays);
            for (int i = 0; i < rows.size(); i++) {
                seen.put(rows.get(i), played.get(i).get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** The consent cookie of somebody who accepted everything. */
    static String accepted(int port) throws IOException {
        String body = RawExchange.get(port, DoorsTrial.ACCEPTED).body();
        int start = body.indexOf("consent=");
        return body.substring(start, body.indexOf('\n', start));
    }
}
