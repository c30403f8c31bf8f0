package dev.consent4j.servlet.enforcement;

import dev.consent4j.policy.Category;
import dev.consent4j.policy.MaskedName;
import dev.consent4j.servlet.enforcement.cookie.SetCookieLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of cookies that no policy declares, once per name. Names that differ only in digits or hexadecimal parts count
 * as one, and at most {@value #MAX_NAMES} are remembered; what comes after is not told, so that clients cannot fill a log.
 * Thread safe.
 */
final class UndeclaredCookies {

    static final int MAX_NAMES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(UndeclaredCookies.class);
    private static final int MAX_SHOWN = 64;
    private static final int MAX_EXPLANATION = 1_000;
    private static final int MIN_PREFIX = 3;

    /** Characters of a name that is too short to tell a person. */
    private static final int MAX_PLAIN = 8;

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Set<String> toldIncoming = ConcurrentHashMap.newKeySet();
    private final Set<String> seenIncoming = ConcurrentHashMap.newKeySet();

    /** An application set one. */
    void outgoing(String site, String policy, SetCookieLine line, Instant now, UnaryOperator<String> explanation) {
        String pattern = pattern(line.name());
        if (first(told, "out " + site + ' ' + pattern)) {
            LOG.warn(
                    "The application sets the cookie {}, which policy {} of site {} does not declare: withheld in enforce"
                            + " mode, passed in report mode ({}). To declare it, add this to \"cookies\" and correct the"
                            + " category: {}",
                    shown(pattern),
                    policy,
                    site,
                    shown(explanation.apply(pattern), MAX_EXPLANATION),
                    declaration(line, now));
        }
    }

    /** An application set one without a name. */
    void nameless(String site) {
        if (first(told, "nameless " + site)) {
            LOG.warn(
                    "The application of site {} sets a cookie without a name, which no policy can declare: withheld in"
                            + " enforce mode, passed in report mode. Give it a name.",
                    site);
        }
    }

    /** A browser brought one; its name may hold what is nobody's business in a log, so the pattern is explained. */
    void incoming(String site, String policy, String name, boolean hidden, UnaryOperator<String> explanation) {
        if (toldIncoming.size() >= MAX_NAMES || !isNewIncoming(site + ' ' + name)) {
            return;
        }
        String pattern = pattern(name);
        if (first(toldIncoming, site + ' ' + pattern)) {
            LOG.warn(
                    "Browsers bring the cookie {}, which policy {} of site {} does not declare: {} the application. ({})",
                    shown(pattern),
                    policy,
                    site,
                    hidden ? "hidden from" : "left visible to",
                    shown(explanation.apply(pattern), MAX_EXPLANATION));
        }
    }

    /** A declared cookie is let through in report mode although it is denied. */
    void letThrough(String site, String name, String explanation) {
        if (first(told, "denied " + site + ' ' + pattern(name))) {
            LOG.warn(
                    "Report mode of site {} lets a denied cookie through: {}",
                    site,
                    shown(explanation, MAX_EXPLANATION));
        }
    }

    /** An application set a cookie that passes in no mode, whatever a policy declares. */
    void refused(String site, String name, String explanation) {
        if (first(told, "refused " + site + ' ' + pattern(name))) {
            LOG.warn("Site {} withholds a cookie of the application: {}", site, shown(explanation, MAX_EXPLANATION));
        }
    }

    /** Whether a name is new as it stands; the same few come with every request, and are not made a pattern again. */
    private boolean isNewIncoming(String key) {
        return !seenIncoming.contains(key) && (seenIncoming.size() >= MAX_NAMES || seenIncoming.add(key));
    }

    /** What browsers bring is counted apart, so that made-up names do not silence what an application does. */
    private static boolean first(Set<String> known, String key) {
        return known.size() < MAX_NAMES && known.add(key);
    }

    /** What of a name a log may hold. */
    static String pattern(String name) {
        return MaskedName.of(name);
    }

    /** The JSON object a policy's {@code cookies} array needs; a pattern only where it says enough. */
    static String declaration(SetCookieLine line, Instant now) {
        String pattern = pattern(line.name());
        boolean usable = pattern.indexOf('*') >= MIN_PREFIX;
        boolean tells = line.name().length() > MAX_PLAIN;
        StringBuilder json = new StringBuilder("{ ");
        member(json, usable ? "pattern" : "name", usable || tells ? pattern : line.name());
        member(json, "category", Category.FUNCTIONAL);
        if (!line.domain().isEmpty()) {
            member(json, "domain", line.domain());
        }
        if (!line.path().isEmpty() && !line.path().equals("/")) {
            member(json, "path", line.path());
        }
        lifetime(line, now).ifPresent(maxAge -> member(json, "maxAge", maxAge));
        json.setLength(json.length() - 2);
        return json.append(" }").toString();
    }

    private static Optional<String> lifetime(SetCookieLine line, Instant now) {
        long seconds = line.maxAge()
                .orElseGet(() -> line.expires()
                        .map(end -> Duration.between(now, end).toSeconds())
                        .orElse(0L));
        long bounded = Math.min(seconds, Duration.ofDays(400).toSeconds());
        if (bounded <= 0) {
            return Optional.empty();
        }
        return Optional.of(bounded % DAY == 0 ? "P" + bounded / DAY + 'D' : "PT" + bounded + 'S');
    }

    private static void member(StringBuilder json, String key, String value) {
        json.append('"').append(key).append("\": \"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append("\", ");
    }

    private static String shown(String name) {
        return "'" + shown(name, MAX_SHOWN) + "'";
    }

    /** What a log line may safely hold of a text from outside. */
    private static String shown(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(most).forEach(c -> shown.append(c < ' ' || c > '~' ? '?' : (char) c));
        return shown.toString();
    }
}
