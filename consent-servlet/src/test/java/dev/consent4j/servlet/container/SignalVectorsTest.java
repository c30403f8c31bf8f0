package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every header field of the signal vectors, through every container: what is sent is what takes away. */
@Tag("vectors")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalVectorsTest {

    private final Map<Container, RunningContainer> containers = new EnumMap<>(Container.class);

    @BeforeAll
    void start() throws Exception {
        for (Container container : Container.values()) {
            containers.put(container, container.start(SignalsTrial.class));
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (RunningContainer container : containers.values()) {
            container.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> whatABrowserSaysIsHeard() throws Exception {
        JsonNode vectors = new ObjectMapper()
                .readTree(Path.of(System.getProperty("consent4j.vectors"), "signals.json")
                        .toFile())
                .get("vectors");
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asText(), () -> check(vector)));
    }

    private void check(JsonNode vector) throws Exception {
        List<String> headers = new ArrayList<>();
        vector.get("headers")
                .forEach(header -> headers.add(
                        header.get(0).asText() + ": " + header.get(1).asText()));
        // A field that an intermediary folded counts: the reading that takes more away.
        boolean gpc =
                vector.path("gpc").asBoolean() || vector.get("id").asText().equals("gpc-combined");
        boolean dnt = vector.path("dnt").asBoolean();
        List<String> active = new ArrayList<>();
        if (gpc) {
            active.add("GPC");
        }
        if (dnt) {
            active.add("DNT");
        }
        String expected = active + " " + (gpc ? "SIGNAL_GPC" : "UNDECIDED") + " " + (dnt ? "SIGNAL_DNT" : "UNDECIDED");
        for (RunningContainer container : containers.values()) {
            String body = RawExchange.get(container.port(), "/", headers.toArray(String[]::new))
                    .body();
            assertTrue(body.contains("heard " + expected + "\n"), body);
        }
    }
}
