package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every header of the signal vectors, sent to a site as the bytes they are. */
@Tag("vectors")
class SignalVectorsTest {

    private static final DemoSite SITE = Demo.site("jmir");

    @TempDir
    static Path data;

    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.in(data);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @TestFactory
    List<DynamicTest> everyHeaderIsReadAsTheSpecificationsSay() throws Exception {
        JsonNode vectors = new ObjectMapper()
                .readTree(Path.of(System.getProperty("consent4j.vectors"), "signals.json")
                        .toFile())
                .get("vectors");
        List<DynamicTest> tests = new ArrayList<>();
        vectors.forEach(vector ->
                tests.add(DynamicTest.dynamicTest(vector.get("id").asText(), () -> isReadAsExpected(vector))));
        return tests;
    }

    private static void isReadAsExpected(JsonNode vector) {
        StringBuilder request =
                new StringBuilder("GET / HTTP/1.1\r\nHost: " + SITE.host() + "\r\nConnection: close\r\n");
        vector.get("headers")
                .forEach(header -> request.append(header.get(0).asText())
                        .append(": ")
                        .append(header.get(1).asText())
                        .append("\r\n"));
        Reply reply = Browser.raw(demo.port(), request + "\r\n");
        assertEquals(200, reply.status());
        if (vector.hasNonNull("gpc")) {
            assertEquals(vector.get("gpc").asBoolean(), reply.body().contains("journal-marketing: denied, signal-gpc"));
        }
        if (vector.has("dnt")) {
            assertEquals(vector.get("dnt").asBoolean(), reply.body().contains("usage-log: denied, signal-dnt"));
        }
    }
}
