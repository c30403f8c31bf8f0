package dev.consent4j.lint;

import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges policies. Pure, thread safe. */
public final class PolicyLint {

    private PolicyLint() {}

    /**
     * Judges the newest version of a policy, and what changed on the way to it.
     *
     * @param policies the versions
     * @param today the day on which regimes and dates are judged
     * @return every finding
     */
    public static LintReport check(PolicyHistory policies, LocalDate today) {
        return check(policies, today, Set.of());
    }

    /**
     * Judges the newest version of a policy, what changed on the way to it, and whether it declares what was seen.
     *
     * @param policies the versions
     * @param today the day on which regimes and dates are judged
     * @param seen names of cookies that the site sets or browsers bring, as the gate reports them
     * @return every finding
     */
    public static LintReport check(PolicyHistory policies, LocalDate today, Set<String> seen) {
        List<LintFinding> findings = new ArrayList<>();
        List<Policy> versions = policies.versions();
        Policy newest = versions.get(versions.size() - 1);
        Findings of = new Findings(newest, findings);
        TextLint.check(newest, of);
        PurposeLint.check(newest, of);
        VendorLint.check(newest, of);
        RegimeLint.check(newest, of, today);
        SignalLint.check(newest, of);
        DeclarationLint.check(newest, of, seen);
        newest.practices().ifPresent(practices -> PracticesLint.check(newest, practices, of));
        HistoryLint.check(policies, findings);
        return new LintReport(findings);
    }
}
