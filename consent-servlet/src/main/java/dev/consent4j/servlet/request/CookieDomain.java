package dev.consent4j.servlet.request;

import java.util.Locale;

/** Which hosts a cookie's domain reaches (RFC 6265bis, 5.1.3). */
public final class CookieDomain {

    private CookieDomain() {}

    /**
     * Whether a host may set and delete cookies of a domain.
     *
     * @param host a host name or address without port, in any case
     * @param domain a domain attribute without leading dot, in any case
     * @return true if they are the same, or the host is a name below the domain
     */
    public static boolean matches(String host, String domain) {
        String name = host.toLowerCase(Locale.ROOT);
        String wanted = domain.toLowerCase(Locale.ROOT);
        return !wanted.isEmpty() && (name.equals(wanted) || name.endsWith("." + wanted) && !isAddress(name));
    }

    /**
     * Whether a host is an address, which has no parent domains.
     *
     * @param host a host name or address without port
     * @return true for an IPv4 or IPv6 address
     */
    public static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }
}
