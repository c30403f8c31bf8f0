package dev.consent4j.policy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for purposes. */
final class PurposeCheck {

    private final PolicyBuilder parts;
    private final DeclaredNames names;
    private final Findings findings;

    PurposeCheck(PolicyBuilder parts, DeclaredNames names, Findings findings) {
        this.parts = parts;
        this.names = names;
        this.findings = findings;
    }

    void run() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < parts.purposes.size(); i++) {
            Purpose purpose = parts.purposes.get(i);
            String path = "purposes[" + i + "]";
            if (findings.id(path + ".id", purpose.id(), Findings.MAX_ID)) {
                unique(path + ".id", purpose, seen.putIfAbsent(purpose.id(), i));
            }
            category(path + ".category", purpose);
            findings.wording(path + ".title", purpose.title());
            findings.wording(path + ".description", purpose.description());
            findings.places(path + ".legalBasis", purpose.legalBasis());
            findings.notBlank(path + ".data", purpose.data());
            findings.notBlank(path + ".recipients", purpose.recipients());
            findings.lifetime(path + ".retention", purpose.retention(), true);
            necessity(path, purpose);
            findings.wording(path + ".justification", purpose.justification());
            exemption(path + ".exemption", purpose);
        }
    }

    private void unique(String path, Purpose purpose, @Nullable Integer first) {
        String id = purpose.id();
        if (first != null) {
            findings.add(
                    path,
                    "'" + id + "' is already the id of purposes[" + first + "].",
                    "Give each purpose an id of its own.");
        } else if (parts.retiredPurposes.contains(id)) {
            findings.add(
                    path,
                    "'" + id + "' is retired.",
                    "Give the purpose a new id, because old decisions name the old one.");
        } else if (names.categories().containsKey(id) && !purpose.category().equals(id)) {
            findings.add(
                    path,
                    "'" + id + "' is the id of a category this purpose is not in.",
                    "Give the purpose another id.");
        }
    }

    private void category(String path, Purpose purpose) {
        if (purpose.category().isEmpty()) {
            findings.add(path, "is missing.", "Name the category it belongs to.");
        } else if (!names.categories().containsKey(purpose.category())) {
            findings.dangling(
                    path, "category", purpose.category(), names.categories().keySet());
        }
    }

    /** What is strictly necessary cannot be something a person may stop, and must say why it is necessary. */
    private void necessity(String path, Purpose purpose) {
        Category category = names.categories().get(purpose.category());
        boolean inRequired = category != null && category.required();
        if (!purpose.required() && !inRequired) {
            return;
        }
        String stoppable = String.join(", ", PolicyText.ids(purpose.uses()));
        boolean unexplained = !inRequired && purpose.justification().isEmpty();
        if (!stoppable.isEmpty()) {
            findings.add(
                    path + ".uses",
                    "a required purpose declares a use a signal may stop: " + stoppable + ".",
                    inRequired
                            ? "Take the use out, or move the purpose to another category."
                            : "Take the use out" + (unexplained ? " and say why it is necessary" : "")
                                    + ", or let the visitor choose.");
        } else if (unexplained) {
            findings.add(
                    path + ".justification",
                    "a required purpose outside a required category does not say why it is necessary.",
                    "Add a justification, or let the visitor choose.");
        }
    }

    private void exemption(String path, Purpose purpose) {
        Exemption exemption = purpose.exemption();
        if (exemption != null) {
            findings.id(path + ".kind", exemption.kind(), Findings.MAX_ID);
        } else if (purpose.legalBasis().values().contains(LegalBasis.EXEMPT)) {
            findings.add(
                    path,
                    "the purpose rests on an exemption whose conditions it does not declare.",
                    "Add 'exemption' with its kind and conditions, or name another legal basis.");
        }
    }
}
