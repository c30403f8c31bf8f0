package dev.consent4j.lint;

/**
 * One thing wrong with a policy.
 *
 * @param rule the rule it breaks
 * @param policyVersion the version it is in
 * @param path where it is, such as {@code purposes[audience].retention}; {@code $} for the whole
 * @param message what is wrong here
 */
public record LintFinding(LintRule rule, String policyVersion, String path, String message) {

    /** The finding as one line: severity, rule, place, what is wrong, what to do, and the clause. */
    @Override
    public String toString() {
        return rule.severity().id() + " " + rule.id() + " (" + policyVersion + ") " + path + ": " + message + " "
                + rule.fix() + " [" + rule.clause() + "]";
    }
}
