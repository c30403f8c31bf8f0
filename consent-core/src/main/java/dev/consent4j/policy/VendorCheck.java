package dev.consent4j.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules for vendors. */
final class VendorCheck {

    /** The fetch directives of Content Security Policy Level 3. */
    private static final List<String> DIRECTIVES = List.of(
            "default-src",
            "child-src",
            "connect-src",
            "font-src",
            "frame-src",
            "img-src",
            "manifest-src",
            "media-src",
            "object-src",
            "script-src",
            "script-src-attr",
            "script-src-elem",
            "style-src",
            "style-src-attr",
            "style-src-elem",
            "worker-src");

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern ORIGIN =
            Pattern.compile("(https?|wss?)://(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:([0-9]{1,5}|\\*))?");
    private static final Pattern OPT_OUT = Pattern.compile("(https?://\\S+|mailto:\\S+|/(?!/)\\S*)");

    private final PolicyBuilder parts;
    private final DeclaredNames names;
    private final Findings findings;

    VendorCheck(PolicyBuilder parts, DeclaredNames names, Findings findings) {
        this.parts = parts;
        this.names = names;
        this.findings = findings;
    }

    void run() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < parts.vendors.size(); i++) {
            Vendor vendor = parts.vendors.get(i);
            String path = "vendors[" + i + "]";
            if (findings.id(path + ".id", vendor.id(), Findings.MAX_ID)) {
                Integer first = seen.putIfAbsent(vendor.id(), i);
                if (first != null) {
                    findings.add(
                            path + ".id",
                            "'" + vendor.id() + "' is already the id of vendors[" + first + "].",
                            "Give each vendor an id of its own.");
                } else if (parts.retiredVendors.contains(vendor.id())) {
                    findings.add(
                            path + ".id",
                            "'" + vendor.id() + "' is retired.",
                            "Give the vendor a new id, because old decisions name the old one.");
                }
            }
            if (vendor.name().isBlank()) {
                findings.add(path + ".name", "is missing.", "Name the vendor as the visitor should read it.");
            }
            if (!vendor.country().isEmpty()
                    && !COUNTRY.matcher(vendor.country()).matches()) {
                findings.add(
                        path + ".country",
                        Problem.quoted(vendor.country()) + " is no country code.",
                        "Write two capital letters of ISO 3166, such as 'US'.");
            }
            origins(path + ".origins", vendor);
            for (int j = 0; j < vendor.optOut().size(); j++) {
                if (!OPT_OUT.matcher(vendor.optOut().get(j)).matches()) {
                    findings.add(
                            path + ".optOut[" + j + "]",
                            Problem.quoted(vendor.optOut().get(j)) + " is no link.",
                            "Write an https address.");
                }
            }
            for (int j = 0; j < vendor.purposes().size(); j++) {
                names.refersToPurpose(
                        findings,
                        path + ".purposes[" + j + "]",
                        vendor.purposes().get(j));
            }
            findings.notBlank(path + ".data", vendor.data());
        }
    }

    private void origins(String path, Vendor vendor) {
        vendor.origins().forEach((directive, origins) -> {
            if (!DIRECTIVES.contains(directive)) {
                findings.dangling(path + "." + directive, "fetch directive", directive, DIRECTIVES);
            }
            for (int j = 0; j < origins.size(); j++) {
                if (!ORIGIN.matcher(origins.get(j)).matches()) {
                    findings.add(
                            path + "." + directive + "[" + j + "]",
                            Problem.quoted(origins.get(j)) + " is no origin.",
                            "Write only scheme, host and port, such as 'https://cdn.example.org'.");
                }
            }
        });
    }
}
