package dev.consent4j.lint;

import dev.consent4j.policy.Policy;
import java.util.List;

/** Where the rules put what they find about one version. */
final class Findings {

    private final Policy policy;
    private final List<LintFinding> findings;

    Findings(Policy policy, List<LintFinding> findings) {
        this.policy = policy;
        this.findings = findings;
    }

    void add(LintRule rule, String path, String message) {
        findings.add(new LintFinding(rule, policy.version(), path, message));
    }
}
