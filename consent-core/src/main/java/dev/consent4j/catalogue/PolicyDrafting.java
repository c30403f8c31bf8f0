package dev.consent4j.catalogue;

import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Vendor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes one draft; used once. */
final class PolicyDrafting {

    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("essential", Category.NECESSARY),
            Map.entry("strictly necessary", Category.NECESSARY),
            Map.entry("necessary", Category.NECESSARY),
            Map.entry("security", Category.NECESSARY),
            Map.entry("functional", Category.FUNCTIONAL),
            Map.entry("functionality", Category.FUNCTIONAL),
            Map.entry("preferences", Category.FUNCTIONAL),
            Map.entry("personalization", Category.FUNCTIONAL),
            Map.entry("performance", Category.ANALYTICS),
            Map.entry("statistics", Category.ANALYTICS),
            Map.entry("analytics", Category.ANALYTICS),
            Map.entry("advertising", Category.MARKETING),
            Map.entry("targeting", Category.MARKETING),
            Map.entry("marketing", Category.MARKETING));

    private final Policy start;
    private final CookieCatalog catalog;
    private final Map<String, Declaration> declarations = new LinkedHashMap<>();
    private final Map<String, Vendor> vendors = new LinkedHashMap<>();
    private final List<String> toCheck = new ArrayList<>();

    PolicyDrafting(Policy start, CookieCatalog catalog) {
        this.start = start;
        this.catalog = catalog;
        start.declarations().forEach(declaration -> declarations.put(declaration.name(), declaration));
        start.vendors().forEach(vendor -> vendors.put(vendor.id(), vendor));
    }

    PolicyDraft draft(Collection<TableRow> table, Set<String> seen) {
        table.forEach(this::row);
        Policy declared = build();
        for (String name : new TreeSet<>(seen)) {
            if (declared.cookies().find(name).isEmpty()) {
                seen(name);
            }
        }
        return new PolicyDraft(build(), toCheck);
    }

    private Policy build() {
        return start.toBuilder()
                .declarations(List.copyOf(declarations.values()))
                .vendors(List.copyOf(vendors.values()))
                .build();
    }

    private void row(TableRow row) {
        String name = pattern(row.name());
        if (name.isEmpty() || name.equals("*")) {
            toCheck.add("'" + row.name() + "': a row without a name was left out");
            return;
        }
        if (declarations.containsKey(name)) {
            toCheck.add("'" + name + "' stands in the table twice; the first row counts");
            return;
        }
        RetentionReader.Reading life = RetentionReader.read(row.expires());
        if (!life.plain()) {
            toCheck.add("'" + name + "': '" + row.expires() + "' is not plainly a lifetime");
        }
        declarations.put(
                name,
                new Declaration(
                        Technology.COOKIE,
                        name,
                        purpose(name, category(name, row.category())),
                        vendor(row.vendor()),
                        null,
                        "/",
                        lasting(life.retention()),
                        false,
                        "",
                        row.description().isBlank()
                                ? Text.NONE
                                : Text.of(row.description().strip())));
    }

    /** Square brackets, as in {@code ga_[random number]}, and stars stand for anything. */
    private static String pattern(String name) {
        return name.strip().replaceAll("\\[[^\\]]*]|<[^>]*>", "*").replaceAll("\\*+", "*");
    }

    private String category(String name, String stated) {
        String category = CATEGORIES.get(stated.strip().toLowerCase(Locale.ROOT));
        Optional<Suggestion> known = catalog.suggest(name.replace("*", ""));
        if (category == null) {
            String suggested =
                    known.map(suggestion -> suggestion.entry().category()).orElse(Category.MARKETING);
            toCheck.add("'" + name + "': '" + stated + "' is no category known here; taken as '" + suggested + "'");
            return suggested;
        }
        if (category.equals(Category.NECESSARY)) {
            toCheck.add("'" + name + "': justify why the site cannot work without it");
        }
        known.filter(suggestion ->
                        CatalogReader.strictness(suggestion.entry().category()) > CatalogReader.strictness(category))
                .ifPresent(suggestion -> toCheck.add("'" + name + "': the table says '" + category
                        + "', the catalogue '" + suggestion.entry().category() + "'"));
        return category;
    }

    private @Nullable String vendor(String name) {
        String id = name.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        if (id.isEmpty()) {
            return null;
        }
        String shortId = id.length() > 40 ? id.substring(0, 40).replaceAll("-$", "") : id;
        vendors.computeIfAbsent(shortId, made -> {
            toCheck.add("vendor '" + made + "': name its country, transfer mechanism and opt-out");
            return Vendor.of(made, name.strip());
        });
        return shortId;
    }

    private Declaration placed(Declaration cookie) {
        return new Declaration(
                cookie.technology(),
                cookie.name(),
                purpose(cookie.name(), cookie.purpose()),
                cookie.vendor(),
                cookie.domain(),
                cookie.path(),
                cookie.maxAge(),
                cookie.partitioned(),
                cookie.setBefore(),
                cookie.description());
    }

    /** A category that has purposes of its own cannot be referred to; the first of them is as good as any. */
    private String purpose(String name, String category) {
        List<Purpose> purposes = start.purposesNamed(category);
        if (purposes.isEmpty() || purposes.get(0).id().equals(category) || category.equals(Category.NECESSARY)) {
            return category;
        }
        toCheck.add("'" + name + "': which purpose of '" + category + "' it serves; taken as '"
                + purposes.get(0).id() + "'");
        return purposes.get(0).id();
    }

    private void seen(String name) {
        Optional<VendorPreset> preset = VendorPresets.setting(name);
        if (preset.isPresent()) {
            preset.get().declarations().forEach(cookie -> declarations.putIfAbsent(cookie.name(), placed(cookie)));
            vendors.putIfAbsent(preset.get().vendor().id(), preset.get().vendor());
            toCheck.add("'" + name + "' was seen: taken as a cookie of "
                    + preset.get().vendor().name() + "; check the account in use and name a transfer mechanism");
            return;
        }
        Optional<Suggestion> suggestion = catalog.suggest(name);
        if (suggestion.isEmpty()) {
            toCheck.add("'" + name + "' was seen and nobody knows it: declare it, or stop setting it");
            return;
        }
        declarations.put(name, placed(suggestion.get().declaration(name)));
        toCheck.add("'" + name + "' was seen: the catalogue knows it as '"
                + suggestion.get().entry().category() + "' of "
                + suggestion.get().entry().service()
                + (suggestion.get().otherCategories().isEmpty()
                        ? ""
                        : ", elsewhere as " + suggestion.get().otherCategories()));
    }

    private static @Nullable Lifetime lasting(Retention retention) {
        return retention instanceof Retention.Lasting lasting && lasting.life().seconds() > 0 ? lasting.life() : null;
    }
}
