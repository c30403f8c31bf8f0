package dev.consent4j.lint;

import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;

/** Third parties: what for, where, and why data may go there. */
final class VendorLint {

    private VendorLint() {}

    static void check(Policy policy, Findings findings) {
        for (Vendor vendor : policy.vendors()) {
            String path = "vendors[" + vendor.id() + "]";
            boolean declared = policy.declarations().stream()
                    .anyMatch(declaration -> vendor.id().equals(declaration.vendor()));
            if (vendor.purposes().isEmpty() && !declared) {
                findings.add(LintRule.VENDOR_WITHOUT_PURPOSE, path + ".purposes", "It serves no purpose.");
            }
            if (vendor.transfer() == Transfer.PRIVACY_SHIELD) {
                findings.add(
                        LintRule.TRANSFER_INVALID,
                        path + ".transfer",
                        "The Privacy Shield was annulled on 16 July 2020.");
            }
            if (vendor.country().isEmpty()) {
                findings.add(
                        LintRule.VENDOR_WITHOUT_COUNTRY, path + ".country", "It is not said where it processes data.");
            } else if (vendor.transfer() == Transfer.NONE
                    && Places.anyOptIn(policy)
                    && !Jurisdiction.parse(vendor.country()).names().contains(Jurisdiction.EEA)) {
                findings.add(
                        LintRule.TRANSFER_WITHOUT_MECHANISM,
                        path + ".transfer",
                        "Data goes to " + vendor.country() + " and nothing says why it may.");
            }
        }
    }
}
