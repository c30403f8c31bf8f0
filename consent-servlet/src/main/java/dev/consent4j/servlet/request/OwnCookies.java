package dev.consent4j.servlet.request;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code Set-Cookie} fields the library itself puts on one response: the consent cookies, and the ending of others.
 * Written as raw fields, because containers drop attributes of their cookie objects. Used by one request only.
 */
public final class OwnCookies {

    private static final String FIELD = "Set-Cookie";

    private final Map<String, String> lines = new LinkedHashMap<>();

    /** Starts with none. */
    public OwnCookies() {}

    /** The fields on the response, in the order first written. */
    public List<String> lines() {
        return List.copyOf(lines.values());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /**
     * Writes fields, each in place of an earlier one of ours for the same cookie. A committed response stays as it is.
     *
     * @param original the response as the container gave it
     * @param values raw values
     */
    public void write(HttpServletResponse original, Collection<String> values) {
        List<String> replaced = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (String value : values) {
            String before = lines.put(identity(value), value);
            if (before == null) {
                added.add(value);
            } else if (!before.equals(value)) {
                replaced.add(before);
                added.add(value);
            }
        }
        if (!replaced.isEmpty()) {
            List<String> kept = new ArrayList<>(original.getHeaders(FIELD));
            kept.removeAll(replaced);
            kept.addAll(added);
            original.setHeader(FIELD, kept.get(0));
            added = kept.subList(1, kept.size());
        }
        added.forEach(value -> original.addHeader(FIELD, value));
    }

    /**
     * Writes the fields again that something has cleared from the response.
     *
     * @param original the response as the container gave it
     */
    public void writeMissing(HttpServletResponse original) {
        if (!lines.isEmpty()) {
            Collection<String> present = original.getHeaders(FIELD);
            lines.values().stream()
                    .filter(value -> !present.contains(value))
                    .forEach(value -> original.addHeader(FIELD, value));
        }
    }

    /**
     * Whether a field is one of ours.
     *
     * @param value a raw value
     * @return true if the library wrote it
     */
    public boolean contains(String value) {
        return lines.containsValue(value);
    }

    /** Name, domain, path and partition make a cookie; value and lifetime do not. */
    private static String identity(String line) {
        int equals = line.indexOf('=');
        StringBuilder identity = new StringBuilder(line.substring(0, Math.max(equals, 0)));
        for (String attribute : line.split("; ", -1)) {
            if (attribute.startsWith("Domain=") || attribute.startsWith("Path=") || attribute.equals("Partitioned")) {
                identity.append(';').append(attribute);
            }
        }
        return identity.toString();
    }
}
