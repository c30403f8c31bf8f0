package dev.consent4j.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.conformance.Proves;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every request of the shared vectors, told apart as the specifications of the two signals say. */
@Tag("vectors")
class SignalVectorsTest {

    @Proves({"GPC-1", "DNT-1"})
    @TestFactory
    Stream<DynamicTest> readsEveryVector() throws IOException {
        JsonNode vectors = new ObjectMapper()
                .readTree(Path.of(System.getProperty("consent4j.vectors"), "signals.json")
                        .toFile())
                .get("vectors");
        assertTrue(vectors.size() >= 21);
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").textValue(), () -> check(vector)));
    }

    private static void check(JsonNode vector) {
        Signals signals = Signals.parse(fields(vector, "Sec-GPC"), fields(vector, "DNT"), List.of());
        if (vector.has("gpc")) {
            // The draft is silent about fields folded into one line; the reading that protects is taken.
            assertEquals(vector.get("gpc").isNull() || vector.get("gpc").booleanValue(), signals.gpc());
        }
        if (vector.has("dnt")) {
            JsonNode dnt = vector.get("dnt");
            DntField unset = DntField.UNSET;
            DntField sent = dnt.booleanValue() ? DntField.DO_NOT_TRACK : DntField.ALLOWS;
            assertEquals(dnt.isNull() ? unset : sent, signals.dnt());
        }
    }

    private static List<String> fields(JsonNode vector, String name) {
        List<String> values = new ArrayList<>();
        vector.get("headers").forEach(header -> {
            if (header.get(0).textValue().equalsIgnoreCase(name)) {
                values.add(header.get(1).textValue());
            }
        });
        return values;
    }
}
