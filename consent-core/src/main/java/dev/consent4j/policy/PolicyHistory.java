package dev.consent4j.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The versions of a site's policy, oldest first. Immutable and thread safe. */
public final class PolicyHistory {

    private final List<Policy> versions;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Changes changes;

    private PolicyHistory(List<Policy> ordered) {
        versions = ordered;
        changes = new Changes(ordered);
        for (int i = 0; i < ordered.size(); i++) {
            positions.put(ordered.get(i).version(), i);
        }
    }

    /**
     * The history made of some versions.
     *
     * @param versions at least one policy, in any order
     * @return the history, ordered by the day each applies to everybody else
     * @throws ConfigurationException if it is empty, a version appears twice, or a removed id is used again
     */
    public static PolicyHistory of(List<Policy> versions) {
        List<Policy> ordered = new ArrayList<>(versions);
        ordered.sort(Comparator.comparing(policy -> policy.effectiveFrom().otherwise()));
        List<Problem> problems = HistoryCheck.problems(ordered);
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The policy history", problems);
        }
        return new PolicyHistory(List.copyOf(ordered));
    }

    /**
     * The history of a single version.
     *
     * @param policy the version
     * @return the history
     */
    public static PolicyHistory of(Policy policy) {
        return of(List.of(policy));
    }

    /** All versions, oldest first. */
    public List<Policy> versions() {
        return versions;
    }

    /**
     * The version in force: the newest whose day has come for the visitor's audience, else the oldest.
     *
     * @param jurisdiction where the visitor is taken to be; if unknown, the earliest day of a version counts
     * @param today the day
     * @return the policy
     */
    public Policy current(Jurisdiction jurisdiction, LocalDate today) {
        for (int i = versions.size() - 1; i > 0; i--) {
            LocalDate from = versions.get(i)
                    .effectiveFrom()
                    .at(jurisdiction, (first, second) -> first.isBefore(second) ? first : second);
            if (!from.isAfter(today)) {
                return versions.get(i);
            }
        }
        return versions.get(0);
    }

    /**
     * The version with a name.
     *
     * @param version the human version
     * @return the policy, empty if the history lacks it
     */
    public Optional<Policy> find(String version) {
        Integer position = positions.get(version);
        return position == null ? Optional.empty() : Optional.of(versions.get(position));
    }

    /**
     * Whether a purpose changed materially between the version a person answered and another. A person may have
     * answered a version that is not yet, or no longer, in force for their audience.
     *
     * @param purposeId the purpose's id
     * @param since the version a person answered
     * @param now the version in force
     * @return true if it changed, or if the history lacks {@code since}
     */
    public boolean changed(String purposeId, String since, Policy now) {
        Integer from = positions.get(since);
        Integer to = positions.get(now.version());
        return from == null || to == null || changes.between(from, to, purposeId);
    }

    /**
     * What changed step by step between the version a person answered and another.
     *
     * @param since the version a person answered
     * @param now the version in force
     * @return one comparison for each version passed, in the order passed; empty if both are the same or the history
     *     lacks one
     */
    public List<PolicyDiff> steps(String since, Policy now) {
        Integer from = positions.get(since);
        Integer to = positions.get(now.version());
        List<PolicyDiff> steps = new ArrayList<>();
        if (from != null && to != null) {
            for (int i = from; i < to; i++) {
                steps.add(PolicyDiff.between(versions.get(i), versions.get(i + 1)));
            }
            for (int i = from; i > to; i--) {
                steps.add(PolicyDiff.backwards(versions.get(i), versions.get(i - 1)));
            }
        }
        return List.copyOf(steps);
    }

    /** Ids of all purposes of all versions. */
    public Set<String> purposeIds() {
        Set<String> ids = new TreeSet<>();
        versions.forEach(policy -> policy.purposes().forEach(purpose -> ids.add(purpose.id())));
        return ids;
    }

    /**
     * Every cookie declared by a version that was in force on or after a day.
     *
     * @param day the first day that counts
     * @return the declarations, those of newer versions first, without repeats
     */
    public List<Declaration> cookiesSince(LocalDate day) {
        Set<Declaration> found = new LinkedHashSet<>();
        for (int i = versions.size() - 1; i >= 0; i--) {
            boolean superseded = i + 1 < versions.size()
                    && versions.get(i + 1).effectiveFrom().values().stream().allMatch(from -> from.isBefore(day));
            if (superseded) {
                break;
            }
            versions.get(i).declarations().stream()
                    .filter(declaration -> declaration.technology() == Technology.COOKIE)
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }
}
