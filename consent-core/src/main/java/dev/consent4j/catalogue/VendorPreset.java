package dev.consent4j.catalogue;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service many sites use, as its own documentation describes it: a start for a declaration, to be checked against the
 * contract and the account in use. It names no transfer mechanism, because that is between a site and its vendor.
 *
 * @param vendor the vendor
 * @param category id of the preset category it belongs to
 * @param uses the uses a signal may stop
 * @param declarations the cookies it sets
 */
public record VendorPreset(Vendor vendor, String category, Set<Use> uses, List<Declaration> declarations) {

    /** Takes immutable copies. */
    public VendorPreset {
        uses = Collections.unmodifiableSet(new TreeSet<>(uses));
        declarations = List.copyOf(declarations);
    }
}
