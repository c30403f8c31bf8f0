package dev.consent4j.servlet.banner;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.page.Html;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a withdrawal cannot delete because it belongs to another site, with the ways out that its vendors offer. */
record Unreachable(Offer offer) {

    /** Technologies by which a vendor's own site comes to keep or read something. */
    private static final Set<Technology> FOREIGN =
            EnumSet.of(Technology.PIXEL, Technology.SCRIPT, Technology.EMBED, Technology.ADVERTISING_ID);

    void add(Html html) {
        List<Vendor> vendors = vendors();
        if (vendors.isEmpty()) {
            return;
        }
        Wording wording = offer.wording();
        html.open("section").with("aria-labelledby", "pc-reach");
        html.open("h2").with("id", "pc-reach").text(wording.say("reach.title")).close();
        html.line("p", "", wording.say("reach.text")).open("ul");
        for (Vendor vendor : vendors) {
            html.open("li").text(vendor.name() + ": ");
            if (vendor.optOut().isEmpty()) {
                html.text(wording.say("reach.no-link"));
            }
            new Links(html).optOut(vendor);
            html.close();
        }
        html.close().close();
    }

    List<Vendor> vendors() {
        return offer.policy().vendors().stream()
                .filter(vendor -> !vendor.optOut().isEmpty() || keepsOwn(vendor))
                .toList();
    }

    private boolean keepsOwn(Vendor vendor) {
        return offer.policy().declarations().stream()
                .anyMatch(item -> vendor.id().equals(item.vendor())
                        && (FOREIGN.contains(item.technology()) || isOnVendorsDomain(item, vendor)));
    }

    private static boolean isOnVendorsDomain(Declaration item, Vendor vendor) {
        String domain = item.domain();
        return domain != null
                && vendor.origins().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(origin -> isWithin(origin, domain));
    }

    private static boolean isWithin(String origin, String domain) {
        String host = host(origin).toLowerCase(Locale.ROOT);
        String parent = domain.toLowerCase(Locale.ROOT);
        return host.equals(parent) || host.endsWith("." + parent);
    }

    private static String host(String origin) {
        try {
            String host = URI.create(origin.replace("*.", "")).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException notAnOrigin) {
            return "";
        }
    }
}
