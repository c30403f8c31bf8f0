package dev.consent4j.examples.conformance;

import dev.consent4j.json.PolicyJson;
import dev.consent4j.lint.PolicyLint;
import dev.consent4j.policy.Named;
import dev.consent4j.policy.PolicyHistory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thing that the published text of a site promises or does.
 *
 * @param said the thing, in our own words
 * @param outcome what becomes of it
 * @param detail the test, the rule, or the topic it waits for
 */
record SitePromise(String said, Outcome outcome, String detail) {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** What may become of a promise. */
    enum Outcome {
        /** A test shows it kept. */
        KEPT("kept: `%s`"),
        /** Lint finds that it cannot be kept or is not lawful. */
        FOUND("lint finds `%s`"),
        /** A later part of the library is needed for it. */
        WAITS("waits for: %s");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    /** A row of a list. */
    static SitePromise of(List<String> row) {
        if (row.size() != 3 || row.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a promise, one outcome and its detail are wanted, not " + row);
        }
        return new SitePromise(row.get(0), outcome(row.get(1)), row.get(2));
    }

    private static Outcome outcome(String word) {
        return switch (word) {
            case "kept" -> Outcome.KEPT;
            case "found" -> Outcome.FOUND;
            case "waits" -> Outcome.WAITS;
            default -> throw new IllegalArgumentException("kept, found or waits is wanted, not " + word);
        };
    }

    /** Ids of the lint rules that the policy file of a site breaks. */
    static Set<String> foundIn(String site) {
        PolicyHistory history =
                PolicyHistory.of(PolicyJson.read(Path.of("src/main/resources/policies", site + ".json")));
        return PolicyLint.check(history, TODAY).rules().stream().map(Named::id).collect(Collectors.toSet());
    }

    /** The outcome in words. */
    String told() {
        return outcome.words.formatted(detail);
    }
}
