package dev.consent4j.servlet.enforcement.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.servlet.request.CookieDomain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What we read in a Set-Cookie value is what browsers keep (web-platform-tests, cookies). */
@Tag("vectors")
class WebPlatformCookieTest {

    private static final String HOST = "home.example";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** A bare LF cannot be carried by HTTP; browsers differ from their own specification there. */
    private static final String NOT_HTTP = "wpt-cookies-value-value-html-13";

    @TestFactory
    Stream<DynamicTest> keepsWhatABrowserKeeps() throws IOException {
        JsonNode vectors = new ObjectMapper()
                .readTree(Path.of(System.getProperty("consent4j.vectors"), "cookies-wpt.json")
                        .toFile())
                .get("vectors");
        return StreamSupport.stream(vectors.spliterator(), false)
                .filter(vector -> !vector.get("id").asText().equals(NOT_HTTP))
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("id").asText() + " " + vector.get("name").asText(), () -> check(vector)));
    }

    private static void check(JsonNode vector) {
        List<SetCookieLine> jar = new ArrayList<>();
        for (JsonNode text : vector.get("cookie")) {
            SetCookieLine line = SetCookieLine.read(text.asText());
            if (!line.isDropped() && (line.domain().isEmpty() || CookieDomain.matches(HOST, line.domain()))) {
                jar.removeIf(stored -> stored.name().equals(line.name()));
                if (!line.deletes(NOW)) {
                    jar.add(line);
                }
            }
        }
        assertEquals(
                vector.get("expectedCookieHeader").asText(),
                jar.stream()
                        .map(line -> line.name().isEmpty() ? line.value() : line.name() + "=" + line.value())
                        .collect(Collectors.joining("; ")));
    }
}
