package dev.consent4j.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules for vendors. */
final class VendorCheck {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
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
            new OriginsCheck(findings).run(path + ".origins", vendor.origins());
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
}
