package dev.consent4j.lint;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every finding about a policy, errors first, in the order of its parts.
 *
 * @param findings the findings
 */
public record LintReport(List<LintFinding> findings) {

    /** Takes an immutable copy, errors first. */
    public LintReport {
        List<LintFinding> given = findings;
        findings = java.util.Arrays.stream(Severity.values())
                .flatMap(severity -> given.stream().filter(each -> each.rule().severity() == severity))
                .toList();
    }

    /** The findings that are errors. */
    public List<LintFinding> errors() {
        return findings.stream()
                .filter(finding -> finding.rule().severity() == Severity.ERROR)
                .toList();
    }

    /** The rules that found something. */
    public Set<LintRule> rules() {
        return findings.stream().map(LintFinding::rule).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * This report without the findings of some rules, such as those a team has accepted in writing.
     *
     * @param accepted ids of rules
     * @return the report
     * @throws IllegalArgumentException if an id is none, so that a misspelled acceptance is not silent
     */
    public LintReport without(Set<String> accepted) {
        Set<LintRule> rules = accepted.stream().map(LintRule::named).collect(Collectors.toSet());
        return new LintReport(findings.stream()
                .filter(finding -> !rules.contains(finding.rule()))
                .toList());
    }

    /**
     * Fails a build on what was found: for an application's own tests.
     *
     * @throws AssertionError listing every error, if there is one
     */
    public void mustHaveNoErrors() {
        if (!errors().isEmpty()) {
            throw new AssertionError(new LintReport(errors()).toString());
        }
    }

    /** One line for each finding, and a last one that counts them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> text.append(finding).append('\n'));
        int errors = errors().size();
        return text.append(errors)
                .append(errors == 1 ? " error, " : " errors, ")
                .append(findings.size() - errors)
                .append(findings.size() - errors == 1 ? " warning" : " warnings")
                .toString();
    }
}
