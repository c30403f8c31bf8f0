package dev.consent4j.cli;

import dev.consent4j.json.PolicyJson;
import dev.consent4j.lint.LintFinding;
import dev.consent4j.lint.LintReport;
import dev.consent4j.lint.PolicyLint;
import dev.consent4j.policy.CanonicalJson;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges policy files.
 *
 * @param options the arguments
 * @param today the day on which they are judged
 * @param out where the findings go
 */
record LintCommand(LintOptions options, LocalDate today, PrintStream out) {

    private static final int MAX_NAMES_FILE = 1024 * 1024;

    int run() {
        LintReport report = accepted(PolicyLint.check(policies(), today, seen()));
        if (options.json()) {
            out.println(CanonicalJson.write(members(report)));
        } else {
            out.println(report);
        }
        return report.errors().isEmpty() ? Main.OK : Main.FINDINGS;
    }

    private PolicyHistory policies() {
        List<Policy> versions = new ArrayList<>();
        try {
            for (String file : options.files()) {
                String text = new String(Options.bytes(file, PolicyJson.MAX_LENGTH), StandardCharsets.UTF_8);
                versions.add(PolicyJson.read(Options.shown(file), text));
            }
            return PolicyHistory.of(versions);
        } catch (ConfigurationException refused) {
            throw new UnusableException(String.valueOf(refused.getMessage()));
        }
    }

    private Set<String> seen() {
        String file = options.seen();
        return file == null
                ? Set.of()
                : new String(Options.bytes(file, MAX_NAMES_FILE), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
    }

    private LintReport accepted(LintReport report) {
        try {
            return report.without(options.accepted());
        } catch (IllegalArgumentException noRule) {
            throw new UnusableException("--accept: " + Options.shown(String.valueOf(noRule.getMessage())));
        }
    }

    private static Map<String, Object> members(LintReport report) {
        List<Object> findings = new ArrayList<>();
        for (LintFinding finding : report.findings()) {
            findings.add(new TreeMap<>(Map.of(
                    "rule", finding.rule().id(),
                    "severity", finding.rule().severity().id(),
                    "policy", finding.policyVersion(),
                    "path", finding.path(),
                    "message", finding.message(),
                    "fix", finding.rule().fix(),
                    "clause", finding.rule().clause())));
        }
        return new TreeMap<>(Map.of(
                "clean",
                report.errors().isEmpty(),
                "errors",
                (long) report.errors().size(),
                "findings",
                findings));
    }
}
