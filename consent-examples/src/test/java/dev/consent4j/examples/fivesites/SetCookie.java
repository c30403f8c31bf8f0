package dev.consent4j.examples.fivesites;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One Set-Cookie line as a browser reads it (RFC 6265, 5.2). */
record SetCookie(String name, String value, String domain, String path, boolean deletes, String line) {

    static SetCookie parse(String line) {
        String[] parts = line.split(";");
        int equals = parts[0].indexOf('=');
        String domain = "";
        String path = "";
        Boolean byAge = null;
        boolean byDate = false;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            int at = part.indexOf('=');
            String attribute = (at < 0 ? part : part.substring(0, at)).toLowerCase(Locale.ROOT);
            String value = at < 0 ? "" : part.substring(at + 1).strip();
            switch (attribute) {
                case "domain" -> domain = value.startsWith(".") ? value.substring(1) : value;
                case "path" -> path = value;
                case "max-age" -> byAge = Long.parseLong(value) <= 0;
                case "expires" ->
                    byDate = ZonedDateTime.parse(value.replace('-', ' '), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .isBefore(Instant.now());
                default -> {
                    // Secure, HttpOnly, SameSite and Partitioned do not matter over one connection.
                }
            }
        }
        return new SetCookie(
                equals < 0 ? "" : parts[0].substring(0, equals).strip(),
                parts[0].substring(equals + 1).strip(),
                domain.toLowerCase(Locale.ROOT),
                path.startsWith("/") ? path : "",
                byAge != null ? byAge : byDate,
                line);
    }
}
