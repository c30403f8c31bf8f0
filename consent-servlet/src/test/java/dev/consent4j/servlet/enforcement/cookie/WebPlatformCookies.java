package dev.consent4j.servlet.enforcement.cookie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.servlet.request.CookieDomain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the web platform's tests of cookies.
 *
 * @param id its id
 * @param name what it shows
 * @param lines values of Set-Cookie, in order
 * @param kept what a browser sends back, empty for nothing
 */
public record WebPlatformCookies(String id, String name, List<String> lines, String kept) {

    private static final String HOST = "home.example";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** Every case. */
    public static List<WebPlatformCookies> all() {
        List<WebPlatformCookies> all = new ArrayList<>();
        for (JsonNode vector : read().get("vectors")) {
            List<String> lines = new ArrayList<>();
            vector.get("cookie").forEach(line -> lines.add(line.asText()));
            all.add(new WebPlatformCookies(
                    vector.get("id").asText(),
                    vector.get("name").asText(),
                    lines,
                    vector.get("expectedCookieHeader").asText()));
        }
        return all;
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of(System.getProperty("consent4j.vectors"), "cookies-wpt.json")
                            .toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public String title() {
        return id + " " + name;
    }

    /** A bare LF cannot be carried by HTTP; browsers differ from their own specification there. */
    public boolean isNoHttp() {
        return lines.stream().anyMatch(line -> line.indexOf('\n') >= 0);
    }

    /** What a browser keeps of lines, as we read them. */
    public static List<SetCookieLine> jar(List<String> lines) {
        List<SetCookieLine> jar = new ArrayList<>();
        for (String text : lines) {
            SetCookieLine line = SetCookieLine.read(text);
            if (!line.isDropped() && (line.domain().isEmpty() || CookieDomain.matches(HOST, line.domain()))) {
                jar.removeIf(stored -> stored.name().equals(line.name()));
                if (!line.deletes(NOW)) {
                    jar.add(line);
                }
            }
        }
        return jar;
    }

    /** The Cookie field of a jar. */
    public static String header(List<SetCookieLine> jar) {
        return jar.stream()
                .map(line -> line.name().isEmpty() ? line.value() : line.name() + "=" + line.value())
                .collect(Collectors.joining("; "));
    }
}
