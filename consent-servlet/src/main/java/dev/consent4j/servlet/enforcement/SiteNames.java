package dev.consent4j.servlet.enforcement;

import dev.consent4j.Site;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.request.Visitor;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What is known to belong to a site, so that it is no public suffix: its hosts, the hosts of its origins, the domain it
 * shares its consent cookie under, and the domains its policies declare cookies for.
 */
final class SiteNames {

    private SiteNames() {}

    static Set<String> of(Visitor visitor) {
        Site site = visitor.site().site();
        Set<String> names = new LinkedHashSet<>(site.hosts());
        site.origins()
                .forEach(origin -> names.add(String.valueOf(URI.create(origin).getHost())));
        if (site.cookieDomain() != null) {
            names.add(site.cookieDomain());
        }
        for (Policy policy : site.policies().versions()) {
            policy.declarations().stream()
                    .map(Declaration::domain)
                    .filter(Objects::nonNull)
                    .forEach(names::add);
        }
        return names;
    }
}
