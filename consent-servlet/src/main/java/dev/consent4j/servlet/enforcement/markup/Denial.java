package dev.consent4j.servlet.enforcement.markup;

import java.util.LinkedHashSet;
import java.util.Set;

/** What speaks against one element, gathered while it is judged. Not thread safe. */
final class Denial {

    private final Set<String> attributes = new LinkedHashSet<>();
    private final Set<String> vendors = new LinkedHashSet<>();
    private final Set<String> purposes = new LinkedHashSet<>();
    private boolean whole;

    /** Denies the element as such. */
    void wholeFor(Iterable<String> needed) {
        whole = true;
        needed.forEach(purposes::add);
    }

    /** Denies what an attribute loads from a vendor. */
    void vendor(String vendor, Iterable<String> needed) {
        vendors.add(vendor);
        needed.forEach(purposes::add);
    }

    void rename(String attribute) {
        attributes.add(attribute);
    }

    boolean isWhole() {
        return whole;
    }

    Set<String> attributes() {
        return attributes;
    }

    Set<String> vendors() {
        return vendors;
    }

    Set<String> purposes() {
        return purposes;
    }
}
