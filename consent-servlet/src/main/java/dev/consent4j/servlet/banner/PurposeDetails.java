package dev.consent4j.servlet.banner;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a policy says about one purpose: basis, data, period, recipients, partners and items on the device. */
record PurposeDetails(Offer offer, Purpose purpose) {

    void add(Html html) {
        Wording wording = offer.wording();
        html.open("details");
        html.open("summary").text(wording.say("choices.details"));
        html.open("span")
                .with("class", "pc-hidden")
                .text(": " + offer.title(purpose))
                .close();
        html.close();
        html.open("dl").with("class", "pc-facts");
        facts(html);
        html.close();
        List<Vendor> vendors = vendors();
        if (!vendors.isEmpty()) {
            vendorTable(html, vendors);
        }
        List<Declaration> items = offer.policy().declarations().stream()
                .filter(declaration -> declaration.purpose().equals(purpose.id()))
                .toList();
        if (!items.isEmpty()) {
            itemTable(html, items);
        }
        html.close();
    }

    private void facts(Html html) {
        Wording wording = offer.wording();
        fact(html, "detail.basis", basis());
        if (!purpose.justification().isEmpty()) {
            html.line("dt", "", wording.say("detail.why"));
            wording.add(html, "dd", "", purpose.justification(), "");
        }
        List<String> data = new ArrayList<>(purpose.data());
        String kind = wording.say("kind." + purpose.dataKind().id());
        if (!kind.isEmpty()) {
            data.add(0, kind);
        }
        fact(html, "detail.data", String.join("; ", data));
        fact(html, "detail.source", purpose.dataSource() == null ? "" : purpose.dataSource());
        Lifetime retention = purpose.retention();
        fact(
                html,
                "detail.retention",
                retention == null ? wording.say("detail.retention.unstated") : wording.lifetime(retention));
        fact(html, "detail.recipients", String.join("; ", purpose.recipients()));
        if (purpose.aggregateOnly()) {
            fact(html, "detail.data", wording.say("detail.aggregate"));
        }
        if (!purpose.automatedDecisions().isEmpty()) {
            html.line("dt", "", wording.say("detail.automated"));
            wording.add(html, "dd", "", purpose.automatedDecisions(), "");
        }
        if (!purpose.required() && offer.isStoppedByGpc(purpose)) {
            fact(html, "detail.signals", wording.say("detail.signals.gpc"));
        }
    }

    private String basis() {
        LegalBasis basis = offer.basisInForce(purpose);
        String words = offer.wording().say("basis." + basis.id());
        if (!purpose.required()) {
            return words;
        }
        String required = offer.wording().say("basis.required");
        return basis == LegalBasis.CONTRACT || basis == LegalBasis.LEGAL_OBLIGATION
                ? required + "; " + words
                : required;
    }

    private void fact(Html html, String key, String value) {
        if (!value.isBlank()) {
            html.line("dt", "", offer.wording().say(key)).line("dd", "", value);
        }
    }

    private List<Vendor> vendors() {
        return offer.policy().vendors().stream()
                .filter(vendor -> vendor.purposes().contains(purpose.id())
                        || offer.policy().declarations().stream()
                                .anyMatch(declaration -> declaration.purpose().equals(purpose.id())
                                        && vendor.id().equals(declaration.vendor())))
                .toList();
    }

    private void vendorTable(Html html, List<Vendor> vendors) {
        Wording wording = offer.wording();
        openTable(
                html,
                "detail.vendors",
                "detail.vendor",
                "detail.data",
                "detail.vendor.country",
                "detail.vendor.opt-out");
        for (Vendor vendor : vendors) {
            html.open("tr").line("td", "", vendor.name()).line("td", "", orNone(String.join("; ", vendor.data())));
            String safeguard = wording.say("transfer." + vendor.transfer().id());
            html.line(
                    "td",
                    "",
                    vendor.country().isEmpty() ? orNone("") : wording.country(vendor.country()) + ", " + safeguard);
            html.open("td");
            if (vendor.optOut().isEmpty()) {
                html.text(orNone(""));
            }
            new Links(html).optOut(vendor);
            html.close().close();
        }
        Table.close(html);
    }

    private void itemTable(Html html, List<Declaration> items) {
        Wording wording = offer.wording();
        openTable(html, "detail.items", "detail.item", "detail.item.kind", "detail.item.by", "detail.item.lifetime");
        for (Declaration item : items) {
            html.open("tr").open("td").line("code", "", item.name());
            if (!item.description().isEmpty()) {
                html.empty("br");
                wording.add(html, "span", "pc-quiet", item.description(), "");
            }
            html.close();
            html.line("td", "", wording.say("technology." + item.technology().id()));
            html.line("td", "", user(item));
            Lifetime life = item.maxAge();
            html.line("td", "", life == null ? wording.say("detail.item.session") : wording.lifetime(life));
            html.close();
        }
        Table.close(html);
    }

    private String user(Declaration item) {
        return Optional.ofNullable(item.vendor())
                .flatMap(offer.policy()::vendor)
                .map(Vendor::name)
                .orElseGet(() -> offer.wording().say("detail.item.site"));
    }

    private String orNone(String value) {
        return value.isBlank() ? offer.wording().say("detail.vendor.none") : value;
    }

    private void openTable(Html html, String caption, String... columns) {
        Wording wording = offer.wording();
        Table.open(
                html,
                wording.say(caption),
                Arrays.stream(columns).map(key -> wording.say(key)).toList());
    }
}
