package dev.consent4j.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a filter that stands where it cannot do its work. No container lists its filters in their order, so that a
 * filter before ours is told of when its first cookie shows, among the first requests. Thread safe.
 */
final class FilterOrder {

    /** Requests that are looked at, so that the look costs nothing for long. */
    static final int LOOKS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(FilterOrder.class);
    private static final int MAX_SHOWN = 64;

    private final AtomicInteger looksLeft = new AtomicInteger(LOOKS);

    /** At the start: registered once, and for every path. */
    void check(ServletContext context, @Nullable String name) {
        List<String> ours = names(context, true);
        if (ours.size() > 1) {
            LOG.warn(
                    "The consent filter is registered {} times, as {}: one is enough, the others do nothing. Remove them,"
                            + " or map one of them only.",
                    ours.size(),
                    ours);
        }
        @Nullable FilterRegistration own = name == null ? null : context.getFilterRegistration(name);
        if (own != null
                && !own.getUrlPatternMappings().contains("/*")
                && own.getServletNameMappings().isEmpty()) {
            LOG.warn(
                    "The consent filter is mapped to {} only: cookies set on other paths pass ungated. Map it to \"/*\".",
                    own.getUrlPatternMappings());
        }
    }

    /** On the first dispatch of a request: nothing may have set a cookie yet. */
    void check(HttpServletRequest request, HttpServletResponse response) {
        if (looksLeft.get() <= 0 || looksLeft.getAndDecrement() <= 0) {
            return;
        }
        Collection<String> early = response.getHeaders("Set-Cookie");
        if (early != null && !early.isEmpty()) {
            looksLeft.set(0);
            LOG.warn(
                    "A filter before the consent filter sets the cookie {}, which passes ungated. It is one of {}: map the"
                            + " consent filter before it, by calling addTo before it is registered, or by the first"
                            + " filter-mapping. Told once.",
                    nameIn(early.iterator().next()),
                    others(request));
        }
    }

    private static String nameIn(String line) {
        int equals = line.indexOf('=');
        String name = line.substring(0, Math.min(equals < 0 ? line.length() : equals, MAX_SHOWN));
        return name.replaceAll("[^!-~]", "?");
    }

    /** A context that was handed to a library's listener names no filters (Servlet 6.1, 4.4). */
    private static List<String> others(HttpServletRequest request) {
        try {
            return names(request.getServletContext(), false);
        } catch (RuntimeException unnamed) {
            return List.of();
        }
    }

    /** The names of the filters that are ours, or of those that are not. */
    private static List<String> names(@Nullable ServletContext context, boolean ours) {
        Map<String, ? extends FilterRegistration> registrations =
                context == null ? Map.of() : context.getFilterRegistrations();
        TreeSet<String> names = new TreeSet<>();
        registrations.forEach((name, registration) -> {
            if (ConsentFilter.class.getName().equals(registration.getClassName()) == ours) {
                names.add(name);
            }
        });
        return List.copyOf(names);
    }
}
