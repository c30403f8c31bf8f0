package dev.consent4j.examples.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A clause of a specification, a law or our own promises.
 *
 * @param id what tests name it by
 * @param source where it stands
 * @param said what it demands, in few words
 * @param standing what else is to be said of it
 * @param remark the reason it does not apply, or what is missing; empty where tests prove it
 */
record Clause(String id, String source, String said, Standing standing, String remark) {

    private static final Map<String, Standing> STANDINGS =
            Map.of("proved", Standing.PROVED, "not applicable", Standing.NOT_APPLICABLE, "open", Standing.OPEN);

    /** Whether tests prove a clause. */
    enum Standing {
        /** They do. */
        PROVED,
        /** They need not: it asks nothing of this library. */
        NOT_APPLICABLE,
        /** Not yet, or not all of it. */
        OPEN
    }

    /** A row of the list. */
    static Clause of(List<String> row) {
        if (row.size() != 4 || row.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("an id, a source, the clause and its standing are wanted, not " + row);
        }
        String[] standing = row.get(3).split(":", 2);
        Standing known = STANDINGS.get(standing[0]);
        boolean hasRemark = standing.length > 1 && !standing[1].isBlank();
        if (known == null || hasRemark == (known == Standing.PROVED)) {
            throw new IllegalArgumentException(
                    "proved, or not applicable: why, or open: what is missing, is wanted, not " + row);
        }
        return new Clause(row.get(0), row.get(1), row.get(2), known, hasRemark ? standing[1].strip() : "");
    }

    /** What contradicts the standing in the tests that name this clause, or nothing. */
    List<String> contradictions(Set<String> tests) {
        return switch (standing) {
            case PROVED -> tests.isEmpty() ? List.of(id + " is proved by no test") : List.of();
            case NOT_APPLICABLE ->
                tests.isEmpty() ? List.of() : List.of(id + " does not apply and is tested: " + tests);
            case OPEN -> List.of();
        };
    }

    /** The standing in words, for these tests. */
    String told(Set<String> tests) {
        return switch (standing) {
            case PROVED -> "proved";
            case NOT_APPLICABLE -> "not applicable: " + remark;
            case OPEN -> (tests.isEmpty() ? "open: " : "open in part: ") + remark;
        };
    }
}
