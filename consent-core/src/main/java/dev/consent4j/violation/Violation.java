package dev.consent4j.violation;

import dev.consent4j.policy.FetchDirective;
import dev.consent4j.policy.Named;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is kept of a reported violation: nothing about who sent it, nothing of an address but its origin or its pattern.
 *
 * @param directive the violated fetch directive
 * @param blocked the origin that was blocked, or one of {@code inline}, {@code eval}, {@code data}, {@code blob}
 * @param route the page's path with ids replaced by {@code *}
 */
public record Violation(FetchDirective directive, String blocked, String route) {

    /** What browsers call that which has no origin. */
    private static final Map<String, String> WORDS = Map.of(
            "inline", "inline",
            "eval", "eval",
            "wasm-eval", "eval",
            "data", "data",
            "blob", "blob");

    /** Characters of each part of a report that are looked at. */
    private static final int LOOKED_AT = 4_096;

    /**
     * Reduces a report.
     *
     * @param report what a browser sent
     * @param own whether a host, in lower case and without port, is one of the site's
     * @return the violation; empty if the page is none of the site's, the directive is no fetch directive, or what was
     *     blocked is neither of the web nor of the page, such as a browser extension
     */
    public static Optional<Violation> of(ViolationReport report, Predicate<String> own) {
        String document = start(report.document());
        return WebOrigin.of(document)
                .filter(page -> own.test(page.host()))
                .flatMap(page -> directive(start(report.directive()).strip())
                        .flatMap(directive -> blocked(start(report.blocked()).strip())
                                .map(blocked ->
                                        new Violation(directive, blocked, RoutePattern.of(WebOrigin.rest(document))))));
    }

    /** This violation on any route. */
    Violation anywhere() {
        return new Violation(directive, blocked, RoutePattern.ANY);
    }

    private static String start(String text) {
        return text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
    }

    private static Optional<FetchDirective> directive(String reported) {
        int end = reported.indexOf(' ');
        String name = end < 0 ? reported : reported.substring(0, end);
        return Named.find(FetchDirective.class, name.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> blocked(String reported) {
        int colon = reported.indexOf(':');
        String word = (colon < 0 ? reported : reported.substring(0, colon)).toLowerCase(Locale.ROOT);
        String known = WORDS.get(word);
        return known != null ? Optional.of(known) : WebOrigin.of(reported).map(WebOrigin::toString);
    }

    /** The origin that was blocked, empty for what has none. */
    Optional<WebOrigin> origin() {
        return WebOrigin.of(blocked);
    }
}
