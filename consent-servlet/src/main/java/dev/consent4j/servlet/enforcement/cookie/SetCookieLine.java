package dev.consent4j.servlet.enforcement.cookie;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The value of one {@code Set-Cookie} field, read the way a browser reads it (RFC 6265bis, 5.6). Total: every text has a
 * reading.
 *
 * @param name the cookie's name, empty for a nameless cookie
 * @param value the cookie's value
 * @param attributes everything from the first semicolon on
 */
public record SetCookieLine(String name, String value, String attributes) {

    /** Characters of name and value together that a browser stores at most. */
    public static final int MAX_PAIR = 4_096;

    private static final int MAX_ATTRIBUTE = 1_024;
    private static final int DELETE = 0x7f;
    private static final int LATIN = 0xff;

    /**
     * Reads a field's value.
     *
     * @param line the value
     * @return the reading
     */
    public static SetCookieLine read(String line) {
        int semicolon = line.indexOf(';');
        int end = semicolon < 0 ? line.length() : semicolon;
        int equals = line.indexOf('=');
        String attributes = semicolon < 0 ? "" : line.substring(semicolon);
        return equals < 0 || equals >= end
                ? new SetCookieLine("", trimmed(line, 0, end), attributes)
                : new SetCookieLine(trimmed(line, 0, equals), trimmed(line, equals + 1, end), attributes);
    }

    /**
     * Whether a browser drops the line whole: nothing before the first semicolon, too long, or control characters.
     */
    public boolean isDropped() {
        int length = name.length() + value.length();
        return length == 0 || length > MAX_PAIR || hasControl(name) || hasControl(value) || hasControl(attributes);
    }

    /**
     * Whether the name reaches the browser as it stands here. Containers turn control characters and characters beyond
     * Latin-1 into blanks or other letters, each in its own way, so such a name cannot be judged. In a nameless cookie
     * the text up to its first equals sign counts, since the browser will send that as a name.
     */
    public boolean isLegible() {
        int end = name.isEmpty() ? value.indexOf('=') : name.length();
        String text = name.isEmpty() ? value : name;
        for (int i = 0; i < (end < 0 ? text.length() : end); i++) {
            char c = text.charAt(i);
            if (isControl(c) || c > LATIN) {
                return false;
            }
        }
        return true;
    }

    /** The last {@code Domain} in lower case, without one leading dot; empty for a host-only cookie. */
    public String domain() {
        String domain = attribute("domain").orElse("");
        return (domain.startsWith(".") ? domain.substring(1) : domain).toLowerCase(java.util.Locale.ROOT);
    }

    /** The last {@code Path}; empty where the browser takes the default path of the request. */
    public String path() {
        return attribute("path").filter(path -> path.startsWith("/")).orElse("");
    }

    /** The last valid {@code Max-Age} in seconds, empty if there is none; values beyond a long are its bounds. */
    public OptionalLong maxAge() {
        OptionalLong last = OptionalLong.empty();
        Attributes reader = new Attributes(attributes);
        while (reader.next()) {
            if (reader.isNamed("max-age") && isNumber(reader.value())) {
                last = OptionalLong.of(number(reader.value()));
            }
        }
        return last;
    }

    /** The last valid {@code Expires}, empty if there is none. */
    public Optional<Instant> expires() {
        Optional<Instant> last = Optional.empty();
        Attributes reader = new Attributes(attributes);
        while (reader.next()) {
            if (reader.isNamed("expires")) {
                Optional<Instant> read = CookieDate.parse(reader.value());
                last = read.isPresent() ? read : last;
            }
        }
        return last;
    }

    /** Whether {@code Secure} is among the attributes. */
    public boolean isSecure() {
        return attribute("secure").isPresent();
    }

    /**
     * Whether the line deletes the cookie: {@code Max-Age} of zero or less, which beats {@code Expires}, or {@code
     * Expires} in the past.
     *
     * @param now the time
     * @return true if nothing is left of the cookie
     */
    public boolean deletes(Instant now) {
        if (attributes.isEmpty()) {
            return false;
        }
        OptionalLong maxAge = maxAge();
        return maxAge.isPresent()
                ? maxAge.getAsLong() <= 0
                : expires().filter(expiry -> !expiry.isAfter(now)).isPresent();
    }

    private Optional<String> attribute(String wanted) {
        Optional<String> last = Optional.empty();
        Attributes reader = new Attributes(attributes);
        while (reader.next()) {
            if (reader.isNamed(wanted)) {
                last = Optional.of(reader.value());
            }
        }
        return last;
    }

    private static boolean isNumber(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        for (int i = digits; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > digits;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException beyond) {
            return text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Trims what some container turns into a blank, not only what a browser calls one. */
    static String trimmed(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == DELETE;
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(SetCookieLine::isControl);
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\t' || c == DELETE;
    }

    /** Walks over the attributes in order. */
    private static final class Attributes {

        private final String text;
        private int at;
        private String name = "";
        private String value = "";

        Attributes(String text) {
            this.text = text;
        }

        /** Moves to the next attribute whose value is not too long to count. */
        boolean next() {
            while (at < text.length()) {
                int from = at + 1;
                int semicolon = text.indexOf(';', from);
                int end = semicolon < 0 ? text.length() : semicolon;
                int equals = text.indexOf('=', from);
                boolean valued = equals >= 0 && equals < end;
                name = trimmed(text, from, valued ? equals : end);
                value = valued ? trimmed(text, equals + 1, end) : "";
                at = end;
                if (value.length() <= MAX_ATTRIBUTE) {
                    return true;
                }
            }
            return false;
        }

        boolean isNamed(String wanted) {
            return name.equalsIgnoreCase(wanted);
        }

        String value() {
            return value;
        }
    }
}
