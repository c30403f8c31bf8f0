package dev.consent4j.cookie;

import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the consent cookies are valid.
 *
 * @param secure whether the site is reached by HTTPS, whatever the last hop was
 * @param domain parent domain the cookies are shared across, in lower case without leading dot; null for one host
 */
public record CookieScope(boolean secure, @Nullable String domain) {

    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int MAX_DOMAIN = 253;
    private static final String PREFIX = "__Host-";

    /**
     * Refuses a domain that is no host name.
     *
     * @throws ConfigurationException if it is none
     */
    public CookieScope {
        if (domain != null
                && (domain.length() > MAX_DOMAIN || !DOMAIN.matcher(domain).matches())) {
            throw new ConfigurationException(
                    "The scope of the consent cookie",
                    List.of(Problem.at(
                            "domain",
                            "'" + domain + "' is no host name.",
                            "Write it in lower case without scheme, port or leading dot, such as 'example.org'.")));
        }
    }

    /** A browser holds to one host, over HTTPS, what has the prefix (RFC 6265bis, 4.1.3.2). */
    String named(String name) {
        return secure && domain == null ? PREFIX + name : name;
    }

    String attributes() {
        return "; Path=/" + (domain == null ? "" : "; Domain=" + domain) + "; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }
}
