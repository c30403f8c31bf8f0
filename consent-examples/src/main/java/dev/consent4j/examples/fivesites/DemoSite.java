package dev.consent4j.examples.fivesites;

import java.util.List;
import java.util.Optional;

/**
 * One of the five sites: its pages, written as if consent did not exist.
 *
 * @param id id of the site and name of its policy file
 * @param name what the site calls itself
 * @param claim what it is, in a few words
 * @param pages its pages, the home page first
 */
record DemoSite(String id, String name, String claim, List<DemoPage> pages) {

    /** The five, in the order the index shows them. */
    static List<DemoSite> all() {
        return List.of(ImsSite.site(), ActiveConversionSite.site(), JmirSite.site(), ImoSite.site(), ImgbinSite.site());
    }

    /** Its host name. */
    String host() {
        return id + ".localhost";
    }

    Optional<DemoPage> page(String path) {
        return pages.stream().filter(page -> page.path().equals(path)).findFirst();
    }

    /** Whether a page embeds a vendor. */
    boolean embeds(String vendor) {
        return pages.stream()
                .flatMap(page -> page.embeds().stream())
                .anyMatch(embed -> embed.vendor().equals(vendor));
    }

    /** The site of a host name without port. */
    static Optional<DemoSite> at(List<DemoSite> sites, String host) {
        return sites.stream().filter(site -> site.host().equals(host)).findFirst();
    }
}
