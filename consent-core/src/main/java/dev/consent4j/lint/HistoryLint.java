package dev.consent4j.lint;

import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Practices;
import dev.consent4j.policy.Purpose;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What changed from one version to the next, and how long before. */
final class HistoryLint {

    private static final long SECONDS_A_DAY = 86_400;

    private HistoryLint() {}

    static void check(PolicyHistory policies, List<LintFinding> findings) {
        List<Policy> versions = policies.versions();
        for (int i = 1; i < versions.size(); i++) {
            step(policies, versions.get(i - 1), versions.get(i), new Findings(versions.get(i), findings));
        }
    }

    /** The promise that counts is the one people read before the change. */
    private static void step(PolicyHistory policies, Policy older, Policy newer, Findings findings) {
        Optional<Lifetime> promised = older.practices().map(Practices::noticePeriod);
        if (promised.isEmpty()) {
            return;
        }
        List<String> changed = newer.purposes().stream()
                .map(Purpose::id)
                .filter(id -> policies.changed(id, older.version(), newer)
                        || older.purpose(id).isEmpty())
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        LocalDate effective = Collections.min(newer.effectiveFrom().values());
        long days = newer.announcedOn()
                .map(announced -> ChronoUnit.DAYS.between(announced, effective))
                .orElse(0L);
        if (days * SECONDS_A_DAY < promised.get().seconds()) {
            findings.add(
                    LintRule.NOTICE_TOO_SHORT,
                    "announcedOn",
                    "Version " + older.version() + " promises " + promised.get().iso()
                            + " before a material change; there are " + days + " days for "
                            + String.join(", ", changed) + ".");
        }
    }
}
