package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.enforcement.header.CachePrivacy;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a response says of its body.
 *
 * @param isPage whether a browser makes a page of it
 * @param isEncoded whether it is compressed or the like
 * @param xml whether it is XHTML
 * @param charset the encoding in which its tags can be found among its bytes, null if that takes decoding
 */
record BodyForm(
        boolean isPage,
        boolean isEncoded,
        boolean xml,
        @Nullable Charset charset) {

    /** No page. */
    static final BodyForm OTHER = new BodyForm(false, false, false, null);

    private static final String HTML = "text/html";
    private static final String XHTML = "application/xhtml+xml";
    private static final String CHARSET = "charset=";

    /** What has no body of its own, or only a part of one. */
    private static final Set<Integer> NO_PAGE = Set.of(204, 205, 206, 304);

    /** Bytes that are ASCII in these may be part of another character, so that a tag may only seem to be one. */
    private static final List<String> SHIFTING = List.of(
            "utf", "unicode", "csunicode", "ucs-2", "iso-10646", "iso-2022", "csiso2022", "hz", "x-utf", "x-iso");

    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "unicode-1-1-utf-8");

    /** Types under which browsers look for themselves what a body is (MIME Sniffing, 7). */
    private static final Set<String> UNKNOWN = Set.of("", "*/*", "unknown/unknown", "application/unknown");

    private static final List<String> OF_THE_WHOLE = List.of("Content-Digest", "Repr-Digest", "Digest", "Content-MD5");

    /** Reads the head of a response, which is then about to go out. */
    static BodyForm of(HttpServletResponse response) {
        @Nullable String type = response.getContentType();
        String named = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String media = UNKNOWN.contains(named) ? sniffed(response) : named;
        boolean xml = media.equals(XHTML);
        if (!xml && !media.equals(HTML)
                || NO_PAGE.contains(response.getStatus())
                || response.containsHeader("Content-Range")) {
            return OTHER;
        }
        @Nullable String coding = response.getHeader("Content-Encoding");
        boolean encoded = coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity");
        return new BodyForm(true, encoded, xml, charset(type));
    }

    /** A browser makes a page of what has no type, or none that says anything, if it looks like one. */
    private static String sniffed(HttpServletResponse response) {
        @Nullable String sniff = response.getHeader("X-Content-Type-Options");
        return sniff != null && sniff.strip().equalsIgnoreCase("nosniff") ? "" : HTML;
    }

    /** Where nobody says, a page says it itself, and cannot name one of the shifting encodings so. */
    private static @Nullable Charset charset(@Nullable String type) {
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(CHARSET);
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name =
                lower.substring(at + CHARSET.length()).split(";", 2)[0].strip().replace("\"", "");
        if (!UTF_8.contains(name) && SHIFTING.stream().anyMatch(name::startsWith)) {
            return null;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Takes out of a head what is not true of a page that is rewritten. */
    static void unsay(HttpServletResponse response) {
        if (response.containsHeader("Accept-Ranges")) {
            response.setHeader("Accept-Ranges", "none");
        }
        for (String field : OF_THE_WHOLE) {
            if (response.containsHeader(field)) {
                CachePrivacy.takeOut(response, field);
            }
        }
    }
}
