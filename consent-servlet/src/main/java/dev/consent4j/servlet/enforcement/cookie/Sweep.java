package dev.consent4j.servlet.enforcement.cookie;

import dev.consent4j.servlet.request.CookieDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes cookies that no policy declares, whose domain and path therefore have to be guessed: a request tells only names
 * (RFC 6265bis, 5.8.3). Pure.
 *
 * <p>Guessed are the host alone, its own domain and each parent domain down to one that is known to belong to the site,
 * each with the root path and every prefix of the request's path, the likeliest first for all names. This deviates from
 * RFC 6265bis, 4.1.1, by which a response has one field for each name; browsers process each, because each has another
 * scope. Partitioned cookies are not reached.
 */
public final class Sweep {

    /** Fields written on one response at most. */
    public static final int MAX_LINES = 20;

    /** Characters of those fields at most. */
    public static final int MAX_CHARACTERS = 4_096;

    private Sweep() {}

    /**
     * The fields that delete cookies by name alone.
     *
     * @param names names of cookies a request brought
     * @param host the host as the visitor sees it, without port
     * @param known names of hosts and domains of the site, which are therefore no public suffix
     * @param path the request's path as sent, from the host's root
     * @param secure whether the visitor sees the site over https
     * @return raw {@code Set-Cookie} values, at most {@value #MAX_LINES} with {@value #MAX_CHARACTERS} characters
     */
    public static List<String> lines(
            Collection<String> names, String host, Collection<String> known, String path, boolean secure) {
        Set<String> lines = new LinkedHashSet<>();
        int room = MAX_CHARACTERS;
        for (String prefix : paths(path)) {
            for (@Nullable String domain : domains(host, known)) {
                for (String name : names) {
                    String line = Expiry.line(name, domain, prefix, false, secure);
                    if (lines.size() == MAX_LINES) {
                        return List.copyOf(lines);
                    }
                    if (Expiry.isSendable(name) && line.length() <= room && lines.add(line)) {
                        room -= line.length();
                    }
                }
            }
        }
        return new ArrayList<>(lines);
    }

    /** The host alone, then its own domain, then its parents; never a single label, nor a domain of an address. */
    private static List<@Nullable String> domains(String host, Collection<String> known) {
        List<@Nullable String> domains = new ArrayList<>();
        domains.add(null);
        String domain = host.toLowerCase(Locale.ROOT);
        while (domain.indexOf('.') > 0 && !CookieDomain.isAddress(domain) && isWithin(domain, known, host)) {
            domains.add(domain);
            domain = domain.substring(domain.indexOf('.') + 1);
        }
        return domains;
    }

    private static boolean isWithin(String domain, Collection<String> known, String host) {
        return domain.equalsIgnoreCase(host)
                || known.stream().anyMatch(each -> each.indexOf('.') > 0 && CookieDomain.matches(domain, each));
    }

    /** The root, and each prefix that a cookie of the path may have been set with, with its slash and without. */
    private static List<String> paths(String path) {
        List<String> paths = new ArrayList<>();
        paths.add("/");
        int end = end(path);
        for (int i = 1; i < end; i++) {
            if (path.charAt(i) == '/') {
                paths.add(path.substring(0, i));
                paths.add(path.substring(0, i + 1));
            }
        }
        if (end > 1 && path.charAt(end - 1) != '/') {
            paths.add(path.substring(0, end));
        }
        return paths;
    }

    /** Where a path ends that a field can carry. */
    private static int end(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) > ' ' && path.charAt(end) < 0x7f && path.charAt(end) != ';') {
            end++;
        }
        return path.startsWith("/") ? end : 0;
    }
}
