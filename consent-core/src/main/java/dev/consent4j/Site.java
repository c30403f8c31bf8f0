package dev.consent4j;

import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that share a policy history, a ledger and keys.
 *
 * @param id lower case letters, digits and hyphens; names the ledger and never changes
 * @param hosts host names in lower case, without port; empty for the only site of an application, which any host reaches
 * @param origins the site's origins as visitors see them, such as {@code https://example.org}; empty to take the
 *     request's own, which is right only without a proxy
 * @param policies the versions of its policy
 * @param cookieDomain parent domain the consent cookie is shared on; null for this host only
 */
public record Site(
        String id,
        Set<String> hosts,
        List<String> origins,
        PolicyHistory policies,
        @Nullable String cookieDomain) {

    /** Takes immutable copies, hosts and origins in lower case. */
    public Site {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        origins =
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * The only site of an application: any host, the request's own origin.
     *
     * @param id the site's id
     * @param policy its policy
     * @return the site
     */
    public static Site of(String id, Policy policy) {
        return new Site(id, Set.of(), List.of(), PolicyHistory.of(policy), null);
    }

    /**
     * The only site of an application, with several versions of its policy; each comes into force by itself on its day.
     *
     * @param id the site's id
     * @param policies the versions
     * @return the site
     */
    public static Site of(String id, PolicyHistory policies) {
        return new Site(id, Set.of(), List.of(), policies, null);
    }

    /**
     * This site, reached under some hosts only.
     *
     * @param names host names without port
     * @return the site
     */
    public Site hosts(String... names) {
        return new Site(id, Set.of(names), origins, policies, cookieDomain);
    }

    /**
     * This site, seen by visitors under some origins; needed behind a proxy that ends TLS.
     *
     * @param values origins such as {@code https://example.org}
     * @return the site
     */
    public Site origins(String... values) {
        return new Site(id, hosts, List.of(values), policies, cookieDomain);
    }

    /**
     * This site, sharing its consent cookie below a parent domain.
     *
     * @param domain such as {@code example.org}
     * @return the site
     */
    public Site cookieDomain(String domain) {
        return new Site(id, hosts, origins, policies, domain);
    }

    /** Whether visitors reach the site over https, as its origins say. */
    public boolean isSecure() {
        return origins.stream().anyMatch(origin -> origin.startsWith("https://"));
    }
}
