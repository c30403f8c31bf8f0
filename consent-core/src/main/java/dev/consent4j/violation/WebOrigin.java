package dev.consent4j.violation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of an address.
 *
 * @param scheme {@code http}, {@code https}, {@code ws} or {@code wss}
 * @param host the host in lower case
 * @param port the port, also where the address leaves it out
 */
record WebOrigin(String scheme, String host, int port) {

    private static final int LONGEST_HOST = 253;
    private static final int MAX_PORT = 65_535;
    private static final Map<String, Integer> PORTS = Map.of("http", 80, "ws", 80, "https", 443, "wss", 443);
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|wss?)://([^/?#\\\\]*)(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("([a-z0-9_.-]+|\\[[0-9a-f:.]+])(?::([0-9]{0,5}))?");

    /** The origin of an address, without user information; empty if it is no web address. */
    static Optional<WebOrigin> of(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        String authority = matcher.group(2).toLowerCase(Locale.ROOT);
        Matcher parts = AUTHORITY.matcher(authority.substring(authority.lastIndexOf('@') + 1));
        if (!parts.matches() || parts.group(1).length() > LONGEST_HOST) {
            return Optional.empty();
        }
        String digits = parts.group(2);
        int port = digits == null || digits.isEmpty() ? PORTS.getOrDefault(scheme, 0) : Integer.parseInt(digits);
        return port > MAX_PORT ? Optional.empty() : Optional.of(new WebOrigin(scheme, parts.group(1), port));
    }

    /** What follows the origin in a web address, empty if it is none. */
    static String rest(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches() ? matcher.group(3) : "";
    }

    /**
     * Whether a host source of a policy allows this (CSP 3, 6.7.2): a scheme may be upgraded, {@code *.} stands for
     * subdomains, {@code *} for any port.
     *
     * @param source scheme, host and port
     */
    boolean matches(String source) {
        String wanted = source.toLowerCase(Locale.ROOT);
        int schemeEnd = wanted.indexOf("://");
        String rest = wanted.substring(schemeEnd + 3);
        int colon = rest.lastIndexOf(':');
        String sourceScheme = wanted.substring(0, Math.max(schemeEnd, 0));
        return allowsScheme(sourceScheme)
                && allowsHost(colon < 0 ? rest : rest.substring(0, colon))
                && allowsPort(colon < 0 ? "" : rest.substring(colon + 1));
    }

    private boolean allowsScheme(String wanted) {
        return wanted.equals(scheme)
                || wanted.equals("http") && scheme.equals("https")
                || wanted.equals("wss") && scheme.equals("https")
                || wanted.equals("ws") && !scheme.equals("ws");
    }

    private boolean allowsHost(String wanted) {
        return wanted.startsWith("*.") ? host.endsWith(wanted.substring(1)) : host.equals(wanted);
    }

    private boolean allowsPort(String wanted) {
        if (wanted.equals("*")) {
            return true;
        }
        boolean usual = port == PORTS.getOrDefault(scheme, 0);
        return wanted.isEmpty()
                ? usual
                : wanted.equals(String.valueOf(port)) || wanted.equals("80") && usual && secure();
    }

    private boolean secure() {
        return scheme.equals("https") || scheme.equals("wss");
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port == PORTS.getOrDefault(scheme, 0) ? "" : ":" + port);
    }
}
