package dev.consent4j.violation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings of one site, bounded. Not thread safe. */
final class SiteFindings {

    /** Findings of one site, at most. */
    static final int MAX_FINDINGS = 500;

    /** Routes told apart for what was blocked under one directive. */
    static final int MAX_ROUTES = 50;

    private static final Comparator<ViolationFinding> WEAKEST_FIRST =
            Comparator.comparingLong(ViolationFinding::count).thenComparing(ViolationFinding::last);

    private final Map<Violation, ViolationFinding> all = new LinkedHashMap<>();
    private final Map<Violation, ViolationFinding> unsaved = new LinkedHashMap<>();
    private long dropped;

    void add(Violation violation, LocalDate day) {
        Violation told =
                all.containsKey(violation) || routes(violation) < MAX_ROUTES ? violation : violation.anywhere();
        if (!all.containsKey(told) && all.size() >= MAX_FINDINGS) {
            removeWeakest();
            dropped++;
        }
        ViolationFinding once = ViolationFinding.first(told, day);
        unsaved.merge(told, once, ViolationFinding::and);
        merge(once);
    }

    private long routes(Violation violation) {
        return all.keySet().stream()
                .filter(known -> known.anywhere().equals(violation.anywhere()))
                .count();
    }

    private void merge(ViolationFinding finding) {
        all.merge(finding.violation(), finding, ViolationFinding::and);
    }

    /** What was seen once gives way, so that a flood of inventions does not drive out what pages do again and again. */
    private void removeWeakest() {
        all.values().stream()
                .min(WEAKEST_FIRST)
                .map(ViolationFinding::violation)
                .ifPresent(weakest -> {
                    all.remove(weakest);
                    unsaved.remove(weakest);
                });
    }

    /** Puts what was saved, by whomever, under what is not saved yet. */
    void rebase(Collection<ViolationFinding> saved) {
        all.clear();
        saved.forEach(this::merge);
        unsaved.values().forEach(this::merge);
        while (all.size() > MAX_FINDINGS) {
            removeWeakest();
        }
    }

    /** Forgets what was not seen since a day. */
    void forgetBefore(LocalDate day) {
        all.values().removeIf(finding -> finding.last().isBefore(day));
        unsaved.values().removeIf(finding -> finding.last().isBefore(day));
    }

    boolean hasUnsaved() {
        return !unsaved.isEmpty();
    }

    void saved() {
        unsaved.clear();
    }

    List<ViolationFinding> newestFirst() {
        List<ViolationFinding> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparing(ViolationFinding::last)
                .thenComparingLong(ViolationFinding::count)
                .reversed());
        return sorted;
    }

    /** How many findings gave way since the start. */
    long dropped() {
        return dropped;
    }
}
