package dev.consent4j.servlet.banner;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.page.Html;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a withdrawal cannot delete because it belongs to another site, with the ways out that its vendors offer.
 *
 * @param offer what is put to the visitor
 * @param foreign the declared cookies that no response of the site can delete
 */
record Unreachable(Offer offer, List<Declaration> foreign) {

    /** Technologies by which a vendor's own site comes to keep or read something. */
    private static final Set<Technology> FOREIGN =
            EnumSet.of(Technology.PIXEL, Technology.SCRIPT, Technology.EMBED, Technology.ADVERTISING_ID);

    /** What tells renderings of one offer apart: sites with the same policy have different hosts. */
    static String variant(List<Declaration> foreign) {
        return foreign.stream()
                .map(cookie -> cookie.name() + "@" + cookie.domain())
                .collect(Collectors.joining(" "));
    }

    void add(Html html) {
        List<Vendor> vendors = vendors();
        List<Declaration> ofNobody =
                foreign.stream().filter(cookie -> cookie.vendor() == null).toList();
        if (vendors.isEmpty() && ofNobody.isEmpty()) {
            return;
        }
        Wording wording = offer.wording();
        html.open("section").with("aria-labelledby", "pc-reach");
        html.open("h2").with("id", "pc-reach").text(wording.say("reach.title")).close();
        html.line("p", "", wording.say("reach.text")).open("ul");
        for (Vendor vendor : vendors) {
            html.open("li").text(vendor.name() + ": ");
            cookies(vendor).forEach(cookie -> html.text(name(cookie) + "; "));
            if (vendor.optOut().isEmpty()) {
                html.text(wording.say("reach.no-link"));
            }
            new Links(html).optOut(vendor);
            html.close();
        }
        for (Declaration cookie : ofNobody) {
            html.line("li", "", name(cookie) + "; " + wording.say("reach.no-link"));
        }
        html.close().close();
    }

    private String name(Declaration cookie) {
        return offer.wording().say("reach.cookie", cookie.name(), String.valueOf(cookie.domain()));
    }

    List<Vendor> vendors() {
        return offer.policy().vendors().stream()
                .filter(vendor -> !vendor.optOut().isEmpty()
                        || !cookies(vendor).isEmpty()
                        || offer.policy().declarations().stream()
                                .anyMatch(item -> FOREIGN.contains(item.technology())
                                        && vendor.id().equals(item.vendor())))
                .toList();
    }

    private List<Declaration> cookies(Vendor vendor) {
        return foreign.stream()
                .filter(cookie -> Objects.equals(cookie.vendor(), vendor.id()))
                .toList();
    }
}
