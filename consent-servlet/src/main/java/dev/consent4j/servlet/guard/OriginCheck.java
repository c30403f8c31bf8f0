package dev.consent4j.servlet.guard;

import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests of the site's own pages from forged ones by what only a browser can set: {@code Sec-Fetch-Site} (Fetch
 * Metadata), else {@code Origin} (RFC 6454, 7). Thread safe.
 */
public final class OriginCheck {

    private OriginCheck() {}

    /** Where a request that writes provably comes from. */
    public sealed interface Origin {}

    /** From a page of the site. */
    public record SameOrigin() implements Origin {}

    /** From elsewhere: refuse it. */
    public record CrossOrigin() implements Origin {}

    /** The browser says nothing: ask with a one-time token. */
    public record Unproven() implements Origin {}

    /**
     * Checks a request that writes.
     *
     * @param request the request
     * @param visitor who makes it
     * @return {@link SameOrigin} only if the browser says so; an {@code Origin} of {@code null}, which a
     *     strict referrer policy causes, proves nothing
     */
    public static Origin check(HttpServletRequest request, Visitor visitor) {
        List<String> sites = fields(request, "Sec-Fetch-Site");
        if (!sites.isEmpty()) {
            return sites.stream().allMatch("same-origin"::equals) ? new SameOrigin() : new CrossOrigin();
        }
        List<String> origins = fields(request, "Origin");
        if (origins.isEmpty() || origins.equals(List.of("null"))) {
            return new Unproven();
        }
        List<String> own = visitor.site().site().origins();
        List<String> accepted = own.isEmpty() ? List.of(visitor.origin()) : own;
        return origins.stream().allMatch(origin -> accepted.contains(origin.toLowerCase(Locale.ROOT)))
                ? new SameOrigin()
                : new CrossOrigin();
    }

    private static List<String> fields(HttpServletRequest request, String name) {
        @Nullable Enumeration<String> values = request.getHeaders(name);
        return values == null
                ? List.of()
                : Collections.list(values).stream().map(String::strip).toList();
    }
}
