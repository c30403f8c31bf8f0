package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules that the versions of one policy keep together. */
final class HistoryCheck {

    private final List<Policy> versions;
    private final List<Problem> problems = new ArrayList<>();

    private HistoryCheck(List<Policy> versions) {
        this.versions = versions;
    }

    static List<Problem> problems(List<Policy> ordered) {
        HistoryCheck check = new HistoryCheck(ordered);
        if (ordered.isEmpty()) {
            check.add("policies", "there is no policy.", "Name at least one policy file.");
        }
        check.versionsDiffer();
        check.nothingComesBack("purpose", HistoryCheck::purposes, Policy::retiredPurposes);
        check.nothingComesBack("vendor", HistoryCheck::vendors, Policy::retiredVendors);
        check.tagsDiffer();
        return List.copyOf(check.problems);
    }

    private void add(String at, String message, String suggestion) {
        problems.add(Problem.at(at, message, suggestion));
    }

    private static String at(Policy policy) {
        return "policies[" + policy.version() + "]";
    }

    private void versionsDiffer() {
        Set<String> seen = new HashSet<>();
        for (Policy policy : versions) {
            if (!seen.add(policy.version())) {
                add(at(policy), "the version appears twice.", "Give each published text a version of its own.");
            }
        }
    }

    /** What is retired or was left out by a version may not be used by a later one. */
    private void nothingComesBack(
            String kind, Function<Policy, Set<String>> used, Function<Policy, Set<String>> retired) {
        Set<String> before = Set.of();
        Set<String> gone = new HashSet<>();
        for (Policy policy : versions) {
            Set<String> now = used.apply(policy);
            for (String id : now) {
                if (gone.remove(id)) {
                    add(
                            at(policy),
                            "the " + kind + " '" + id + "' was removed in an earlier version and is used again.",
                            "Give the new " + kind + " a new id, because old decisions name the old one.");
                }
            }
            before.stream().filter(id -> !now.contains(id)).forEach(gone::add);
            gone.addAll(retired.apply(policy));
            before = now;
        }
    }

    /** Ids of purposes; a category that is its own purpose keeps its meaning, so that it may come and go. */
    private static Set<String> purposes(Policy policy) {
        return policy.purposes().stream()
                .filter(purpose -> !purpose.id().equals(purpose.category()))
                .map(Purpose::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> vendors(Policy policy) {
        return policy.vendors().stream().map(Vendor::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void tagsDiffer() {
        Map<Integer, String> tags = new HashMap<>();
        for (Policy policy : versions) {
            for (Purpose purpose : policy.purposes()) {
                String other = tags.putIfAbsent(PurposeTag.of(purpose.id()), purpose.id());
                if (other != null && !other.equals(purpose.id())) {
                    add(
                            at(policy),
                            "the purposes '" + other + "' and '" + purpose.id()
                                    + "' would share a tag in the consent cookie.",
                            "Rename the newer one.");
                }
            }
        }
    }
}
