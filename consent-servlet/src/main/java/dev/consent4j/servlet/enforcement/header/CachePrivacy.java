package dev.consent4j.servlet.enforcement.header;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps a response that depends on consent out of shared caches, and from being reused without asking (RFC 9111, 5.2.2):
 * {@code Cache-Control: private, no-cache}, and nothing that lets a cache decide otherwise. What the application says is
 * only ever narrowed: {@code no-store} stays.
 */
public final class CachePrivacy {

    /** The field that says who may store a response. */
    public static final String CACHE_CONTROL = "Cache-Control";

    private static final String EXPIRES = "Expires";

    /** How the fields that speak to one kind of cache end (RFC 9213, 2.1). */
    private static final String TARGETED = "-cache-control";

    /** Validators and expiry would let a stale body come back; surrogates, such as nginx, obey their own field alone. */
    private static final Set<String> TAKEN_OUT =
            caseless(EXPIRES, "ETag", "Last-Modified", "Surrogate-Control", "X-Accel-Expires", "Edge-Control");

    private static final Set<String> WIDENING = Set.of(
            "public", "s-maxage", "private", "no-cache", "immutable", "stale-while-revalidate", "stale-if-error");

    private CachePrivacy() {}

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }

    /**
     * Whether a private response goes without a field.
     *
     * @param header the field's name, in any case
     * @return true for validators, {@code Expires} and the surrogates' own cache controls (RFC 9213)
     */
    public static boolean takesOut(String header) {
        int before = header.length() - TARGETED.length();
        return TAKEN_OUT.contains(header)
                || before >= 0 && header.regionMatches(true, before, TARGETED, 0, TARGETED.length());
    }

    /**
     * The value of {@code Cache-Control} on a private response.
     *
     * @param values what the application says, none or several values
     * @return the narrowed value, beginning {@code private, no-cache}
     */
    public static String narrowed(Iterable<String> values) {
        Set<String> directives = caseless("private", "no-cache");
        List<String> kept = new ArrayList<>(List.of("private", "no-cache"));
        for (String value : values) {
            for (String directive : directives(value)) {
                int equals = directive.indexOf('=');
                String name = (equals < 0 ? directive : directive.substring(0, equals)).strip();
                if (!name.isEmpty() && !WIDENING.contains(name.toLowerCase(Locale.ROOT)) && directives.add(directive)) {
                    kept.add(directive);
                }
            }
        }
        return String.join(", ", kept);
    }

    /**
     * Makes a response private that may already say otherwise.
     *
     * @param original the response as the container gave it, not committed
     */
    public static void apply(HttpServletResponse original) {
        original.setHeader(CACHE_CONTROL, narrowed(original.getHeaders(CACHE_CONTROL)));
        for (String header : List.copyOf(original.getHeaderNames())) {
            if (takesOut(header)) {
                takeOut(original, header);
            }
        }
    }

    /**
     * Takes a field out of a response. Containers before Servlet 6.1 need not remove a header set to null; there it stays,
     * saying nothing.
     *
     * @param original the response as the container gave it, not committed
     * @param header the field's name
     */
    public static void takeOut(HttpServletResponse original, String header) {
        original.setHeader(header, null);
        if (original.containsHeader(header)) {
            original.setHeader(header, header.equalsIgnoreCase(EXPIRES) ? "0" : "");
        }
    }

    /** Directives between commas that are not inside quotes. */
    private static List<String> directives(String value) {
        List<String> directives = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == ',' && !quoted) {
                directives.add(value.substring(start, i).strip());
                start = i + 1;
            } else if (value.charAt(i) == '"') {
                quoted = !quoted;
            } else if (value.charAt(i) == '\\' && quoted && i + 1 < value.length()) {
                i++;
            }
        }
        return directives;
    }
}
