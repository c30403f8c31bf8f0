package dev.consent4j.violation;

import java.time.LocalDate;

/**
 * Equal violations, counted.
 *
 * @param violation what was violated, where
 * @param count how many reports there were, at least
 * @param first day of the first one
 * @param last day of the last one
 */
public record ViolationFinding(Violation violation, long count, LocalDate first, LocalDate last) {

    static ViolationFinding first(Violation violation, LocalDate day) {
        return new ViolationFinding(violation, 1, day, day);
    }

    /** The same violation, seen by both. */
    ViolationFinding and(ViolationFinding other) {
        long sum = count + other.count;
        return new ViolationFinding(
                violation,
                sum < 0 ? Long.MAX_VALUE : sum,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }
}
