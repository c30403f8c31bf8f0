package dev.consent4j.policy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules a policy must keep to be evaluated; each part has a class of its own. */
final class PolicyValidation {

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern CONTACT =
            Pattern.compile("(mailto:[^\\s@]+@[^\\s@]+|tel:\\S+|https?://\\S+|/(?!/)\\S*)");
    private static final Pattern LINK = Pattern.compile("(https?://\\S+|/(?!/)\\S*)");
    private static final List<String> SURFACES = List.of("banner", "choices");

    private final PolicyBuilder parts;
    private final Findings findings = new Findings();

    private PolicyValidation(PolicyBuilder parts) {
        this.parts = parts;
    }

    static List<Problem> problems(PolicyBuilder parts) {
        PolicyValidation validation = new PolicyValidation(parts);
        DeclaredNames names = new DeclaredNames(parts);
        validation.version();
        validation.dates();
        validation.copyEdit();
        validation.controller();
        validation.languages();
        validation.wording();
        validation.categories();
        new PurposeCheck(parts, names, validation.findings).run();
        new VendorCheck(parts, names, validation.findings).run();
        new OriginsCheck(validation.findings).run("origins", parts.origins);
        new DeclarationCheck(parts, names, validation.findings).run();
        new RegimeCheck(parts, names, validation.findings).run();
        validation.retired(names);
        validation.findings.lifetime("evidence", parts.evidence, false);
        validation.practices(names);
        validation.residue();
        validation.tags();
        return validation.findings.problems();
    }

    private void residue() {
        if (parts.residue.length() > PolicyBuilder.MAX_RESIDUE) {
            findings.add(
                    "residue",
                    "has " + parts.residue.length() + " characters.",
                    "Use at most " + PolicyBuilder.MAX_RESIDUE + "; it is part of every erasure.");
        }
        if (!parts.evidenceReason.isEmpty() && parts.evidence == null) {
            findings.add("evidenceReason", "is given, but no 'evidence'.", "Add 'evidence', such as \"P3Y\".");
        }
    }

    private void version() {
        if (parts.version.isEmpty()) {
            findings.add("version", "is missing.", "Name the version, such as '2026-11'.");
        } else if (parts.version.length() > PolicyBuilder.MAX_VERSION) {
            findings.add(
                    "version",
                    "has " + parts.version.length() + " characters.",
                    "Use at most " + PolicyBuilder.MAX_VERSION + ", because it travels in the consent cookie.");
        } else if (!VERSION.matcher(parts.version).matches()) {
            findings.add(
                    "version",
                    Problem.quoted(parts.version) + " holds other characters than letters, digits, '.', '_' and '-'.",
                    "Write it like '2026-11' or 'v3.1'.");
        }
    }

    private void dates() {
        findings.places("effectiveFrom", parts.effectiveFrom);
        LocalDate announced = parts.announcedOn;
        if (announced != null && parts.effectiveFrom.values().stream().anyMatch(from -> from.isBefore(announced))) {
            findings.add(
                    "announcedOn",
                    "the policy is announced on " + announced + ", after it takes effect.",
                    "Set 'effectiveFrom' to that day or a later one.");
        }
    }

    private void practices(DeclaredNames names) {
        Practices practices = parts.practices;
        if (practices == null) {
            return;
        }
        findings.lifetime("practices.noticePeriod", practices.noticePeriod(), false);
        for (int i = 0; i < practices.unnamedVendors().size(); i++) {
            String vendor = practices.unnamedVendors().get(i);
            if (!names.vendors().contains(vendor)) {
                findings.add(
                        "practices.unnamedVendors[" + i + "]",
                        "there is no vendor " + Problem.quoted(vendor) + ".",
                        Nearest.suggestion(vendor, names.vendors(), "Declare it under 'vendors'."));
            }
        }
    }

    private void copyEdit() {
        CopyEdit edit = parts.copyEdit;
        if (edit != null && edit.name().isBlank()) {
            findings.add("copyEdit.name", "is missing.", "Name who vouches that the meaning is the same.");
        }
        if (edit != null && edit.reason().isBlank()) {
            findings.add("copyEdit.reason", "is missing.", "Say why the meaning is the same.");
        }
    }

    private void controller() {
        if (parts.controller.name().isBlank()) {
            findings.add("controller.name", "is missing.", "Name who is responsible, such as 'Example SA'.");
        }
        contact("contact", parts.controller.contact());
        contact("dataProtectionOfficer", parts.controller.dataProtectionOfficer());
        contact("complaints", parts.controller.complaints());
        parts.controller.storedIn().stream()
                .filter(code -> !COUNTRY.matcher(code).matches())
                .forEach(code -> findings.add(
                        "controller.storedIn",
                        Problem.quoted(code) + " is no country.",
                        "Write its two letters, such as 'DE'."));
    }

    private void contact(String member, String contact) {
        if (!contact.isEmpty() && !CONTACT.matcher(contact).matches()) {
            findings.add(
                    "controller." + member,
                    Problem.quoted(contact) + " is no link.",
                    contact.contains("@") && !contact.contains(":")
                            ? "Write 'mailto:" + contact.strip() + "'."
                            : "Write a 'mailto:', 'tel:' or 'https:' link, or a path of the site.");
        }
    }

    private void languages() {
        if (parts.languages.isEmpty()) {
            findings.add("languages", "names no language.", "Name at least one, such as 'en'.");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < parts.languages.size(); i++) {
            String tag = parts.languages.get(i);
            findings.language("languages[" + i + "]", tag);
            if (!seen.add(tag)) {
                findings.add("languages[" + i + "]", "'" + tag + "' is named twice.", "Leave one out.");
            }
        }
    }

    private void wording() {
        String link = parts.link;
        if (link != null && !LINK.matcher(link).matches()) {
            findings.add(
                    "link",
                    Problem.quoted(link) + " is no link.",
                    "Write a path of the site, such as '/privacy-policy', or an https address.");
        }
        parts.notices.forEach((surface, text) -> {
            String path = "notices." + surface;
            if (!SURFACES.contains(surface)) {
                findings.dangling(path, "surface", surface, SURFACES);
            }
            findings.wording(path, text);
        });
    }

    private void categories() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < parts.categories.size(); i++) {
            Category category = parts.categories.get(i);
            String path = "categories[" + i + "]";
            if (findings.id(path + ".id", category.id(), Findings.MAX_ID)) {
                Integer first = seen.putIfAbsent(category.id(), i);
                if (first != null) {
                    findings.add(
                            path + ".id",
                            "'" + category.id() + "' is already the id of categories[" + first + "].",
                            "Give each category an id of its own.");
                }
            }
            findings.wording(path + ".title", category.title());
            findings.wording(path + ".description", category.description());
            if (category.id().equals(Category.NECESSARY) && !category.required()) {
                findings.add(
                        path + ".required",
                        "the category 'necessary' can be refused.",
                        "Set it to true, or use another category.");
            }
        }
    }

    private void retired(DeclaredNames names) {
        for (String id : parts.retiredPurposes) {
            if (findings.id("retired.purposes", id, Findings.MAX_ID) && isImplied(id, names)) {
                findings.add(
                        "retired.purposes",
                        "'" + id + "' is retired, and is the purpose of a category in use.",
                        "Use another category, because old decisions name this one.");
            }
        }
        parts.retiredVendors.forEach(id -> findings.id("retired.vendors", id, Findings.MAX_ID));
    }

    /** Whether a category in use is a purpose of that id without the policy saying so. */
    private boolean isImplied(String id, DeclaredNames names) {
        return !names.purposes().contains(id)
                && names.categories().containsKey(id)
                && names.referable().contains(id)
                && parts.categoriesInUse().contains(id);
    }

    /** Two purposes with one tag could not be told apart in the consent cookie. */
    private void tags() {
        Map<Integer, String> seen = new HashMap<>();
        Category.presets().forEach(preset -> seen.put(PurposeTag.of(preset.id()), preset.id()));
        parts.categories.forEach(category -> seen.put(PurposeTag.of(category.id()), category.id()));
        for (int i = 0; i < parts.purposes.size(); i++) {
            String id = parts.purposes.get(i).id();
            String other = seen.putIfAbsent(PurposeTag.of(id), id);
            if (other != null && !other.equals(id)) {
                findings.add(
                        "purposes[" + i + "].id",
                        "'" + id + "' and '" + other + "' would share a tag in the consent cookie.",
                        "Rename one of them.");
            }
        }
    }
}
