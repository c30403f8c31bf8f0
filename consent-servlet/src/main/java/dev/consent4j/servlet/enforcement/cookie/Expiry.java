package dev.consent4j.servlet.enforcement.cookie;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.servlet.request.CookieDomain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what any policy version of the last 400 days declared and is denied now, on its declared domain, path and
 * partition (RFC 6265bis, 5.7: only the same name, domain and path reach a stored cookie). A version that is not in force
 * anywhere yet has declared nothing. Immutable and thread safe.
 */
public final class Expiry {

    /** Days a browser keeps a cookie at most, so that older versions cannot have left one. */
    public static final int DAYS = 400;

    /** Fields written on one response at most; what is left over goes on a later request that brings it. */
    public static final int MAX_LINES = 60;

    /** Characters of those fields at most, well below the 8 KiB containers allow a response's head. */
    public static final int MAX_CHARACTERS = 5_000;

    private static final String ENDED = "=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=";

    private final LocalDate day;
    private final List<Policy> versions;
    private final Set<Declaration> declared;

    private Expiry(LocalDate day, List<Policy> versions, Set<Declaration> declared) {
        this.day = day;
        this.versions = versions;
        this.declared = declared;
    }

    /**
     * What may be on devices on a day.
     *
     * @param policies the site's versions
     * @param today the day
     * @return the expiry for that day
     */
    public static Expiry of(PolicyHistory policies, LocalDate today) {
        List<Policy> known = policies.versions().stream()
                .filter(policy -> policy.equals(policies.versions().get(0))
                        || policy.effectiveFrom().values().stream().anyMatch(from -> !from.isAfter(today)))
                .toList();
        return new Expiry(
                today, known, new LinkedHashSet<>(PolicyHistory.of(known).cookiesSince(today.minusDays(DAYS))));
    }

    /** The day it holds for. */
    public LocalDate day() {
        return day;
    }

    /**
     * Whether a cookie that a request brings is to be deleted.
     *
     * @param name its name
     * @param consent the answer now
     * @return true if some version declared it and it is not permitted now, for a reason that lasts
     */
    public boolean ends(String name, EffectiveConsent consent) {
        return !CookieGate.rule(name, consent).passes()
                && !CookieGate.isDeniedForNow(name, consent)
                && !declarations(name).isEmpty();
    }

    /**
     * The fields that delete cookies by name.
     *
     * @param names names of cookies that {@link #ends end}
     * @param host the host as the visitor sees it; what it cannot reach is left out
     * @param secure whether the visitor sees the site over https
     * @return raw {@code Set-Cookie} values, without repeats
     */
    public List<String> lines(Collection<String> names, String host, boolean secure) {
        Lines lines = new Lines(host, secure);
        for (String name : names) {
            declarations(name).forEach(declaration -> lines.add(name, declaration));
        }
        return lines.values();
    }

    /**
     * The fields that delete, after an answer, both the cookies a request brought and every exact name that is denied
     * now, because a cookie of a deeper path is not sent to the choices page.
     *
     * @param brought names of cookies the request brought that {@link #ends end}
     * @param consent the answer now
     * @param host the host as the visitor sees it
     * @param secure whether the visitor sees the site over https
     * @return raw {@code Set-Cookie} values, those of brought cookies first
     */
    public List<String> linesAfterAnswer(
            Collection<String> brought, EffectiveConsent consent, String host, boolean secure) {
        Set<String> names = new LinkedHashSet<>(brought);
        for (Declaration declaration : declared) {
            if (!declaration.isPattern() && ends(declaration.name(), consent)) {
                names.add(declaration.name());
            }
        }
        return lines(names, host, secure);
    }

    private Set<Declaration> declarations(String name) {
        Set<Declaration> found = new LinkedHashSet<>();
        for (int i = versions.size() - 1; i >= 0; i--) {
            for (Declaration declaration : versions.get(i).cookies().find(name)) {
                if (declared.contains(declaration)) {
                    found.add(declaration);
                }
            }
        }
        return found;
    }

    /**
     * The field that deletes one cookie.
     *
     * @param name its name
     * @param domain its domain attribute, null for host-only
     * @param path its path attribute
     * @param partitioned whether it is partitioned
     * @param secure whether the visitor sees the site over https
     * @return the raw value
     */
    static String line(String name, @Nullable String domain, String path, boolean partitioned, boolean secure) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean hostPrefix = lower.startsWith("__host-");
        boolean httpPrefix = lower.startsWith("__http-") || lower.startsWith("__host-http-");
        StringBuilder line = new StringBuilder(name).append(ENDED).append(hostPrefix ? "/" : path);
        if (domain != null && !hostPrefix) {
            line.append("; Domain=").append(domain);
        }
        if (secure || partitioned || hostPrefix || httpPrefix || lower.startsWith("__secure-")) {
            // Within another site's page, browsers drop a field without SameSite=None, and would keep the cookie.
            line.append("; Secure; SameSite=None");
        }
        if (httpPrefix) {
            line.append("; HttpOnly");
        }
        return partitioned ? line.append("; Partitioned").toString() : line.toString();
    }

    /** Whether a name can be written into a field without breaking it. */
    static boolean isSendable(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c <= '~' && c != ';' && c != '=');
    }

    /** Collects fields up to the bounds. */
    private static final class Lines {

        private final String host;
        private final boolean secure;
        private final Set<String> values = new LinkedHashSet<>();
        private int room = MAX_CHARACTERS;

        Lines(String host, boolean secure) {
            this.host = host;
            this.secure = secure;
        }

        void add(String name, Declaration declaration) {
            String domain = declaration.domain();
            if (isSendable(name) && (domain == null || CookieDomain.matches(host, domain))) {
                String line = line(name, domain, declaration.path(), declaration.partitioned(), secure);
                if (values.size() < MAX_LINES && line.length() <= room && values.add(line)) {
                    room -= line.length();
                }
            }
        }

        List<String> values() {
            return new ArrayList<>(values);
        }
    }
}
