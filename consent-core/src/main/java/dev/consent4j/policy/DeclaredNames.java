package dev.consent4j.policy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What may be referred to within one policy. */
final class DeclaredNames {

    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final Set<String> purposes = new LinkedHashSet<>();
    private final Set<String> referable = new LinkedHashSet<>();
    private final Set<String> vendors = new LinkedHashSet<>();
    private final Set<String> regimes = new TreeSet<>(Regimes.ids());

    DeclaredNames(PolicyBuilder parts) {
        Category.presets().forEach(category -> categories.put(category.id(), category));
        parts.categories.forEach(category -> categories.put(category.id(), category));
        Set<String> divided = new TreeSet<>();
        for (Purpose purpose : parts.purposes) {
            purposes.add(purpose.id());
            divided.add(purpose.category());
        }
        referable.addAll(purposes);
        categories.values().stream()
                .filter(category -> category.required() || !divided.contains(category.id()))
                .forEach(category -> referable.add(category.id()));
        parts.vendors.forEach(vendor -> vendors.add(vendor.id()));
        parts.regimes.forEach(regime -> regimes.add(regime.id()));
    }

    /** Categories by id, the presets included. */
    Map<String, Category> categories() {
        return categories;
    }

    /** Ids of declared purposes. */
    Set<String> purposes() {
        return purposes;
    }

    /** What stands where a purpose is referred to: a purpose, or a category that is its own single purpose. */
    Set<String> referable() {
        return referable;
    }

    Set<String> vendors() {
        return vendors;
    }

    /** Ids of regimes, the built-in ones included. */
    Set<String> regimes() {
        return regimes;
    }

    /** Reports a reference to no purpose. */
    void refersToPurpose(Findings findings, String path, String name) {
        if (referable.contains(name)) {
            return;
        }
        if (categories.containsKey(name)) {
            findings.add(
                    path,
                    "the category '" + name + "' has purposes of its own, so it cannot be referred to itself.",
                    "Name one of its purposes.");
        } else {
            findings.dangling(path, "purpose or category", name, referable);
        }
    }
}
