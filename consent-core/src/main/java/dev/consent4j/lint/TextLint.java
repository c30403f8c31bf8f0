package dev.consent4j.lint;

import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Text;
import java.util.List;

/** Who speaks, and in which languages. */
final class TextLint {

    private final Policy policy;
    private final Findings findings;

    private TextLint(Policy policy, Findings findings) {
        this.policy = policy;
        this.findings = findings;
    }

    static void check(Policy policy, Findings findings) {
        if (policy.controller().contact().isEmpty()) {
            findings.add(LintRule.MISSING_CONTACT, "controller.contact", "Nobody can be reached.");
        }
        TextLint lint = new TextLint(policy, findings);
        policy.notices().forEach((surface, text) -> lint.languages("notices." + surface, text));
        policy.categories().forEach(category -> {
            lint.languages("categories[" + category.id() + "].title", category.title());
            lint.languages("categories[" + category.id() + "].description", category.description());
        });
        policy.purposes().forEach(purpose -> {
            lint.languages("purposes[" + purpose.id() + "].title", purpose.title());
            lint.languages("purposes[" + purpose.id() + "].description", purpose.description());
            lint.languages("purposes[" + purpose.id() + "].justification", purpose.justification());
            lint.languages("purposes[" + purpose.id() + "].automatedDecisions", purpose.automatedDecisions());
        });
    }

    /** Wording given without a language counts for the only language a policy speaks, and for none of several. */
    private void languages(String path, Text text) {
        if (text.isEmpty()) {
            return;
        }
        List<String> missing = policy.languages().stream()
                .filter(language -> !text.byLanguage().containsKey(language))
                .toList();
        boolean plain = text.byLanguage().containsKey("") && policy.languages().size() == 1;
        if (!missing.isEmpty() && !plain) {
            findings.add(LintRule.UNTRANSLATED, path, "There is no wording in " + String.join(", ", missing) + ".");
        }
    }
}
