package dev.consent4j.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown before serving, when a policy or a setting cannot be used; lists every problem at once. Mend the
 * configuration and start again.
 */
public class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Creates the exception.
     *
     * @param subject what could not be used, such as a file name
     * @param problems every problem found; not empty
     */
    public ConfigurationException(String subject, List<Problem> problems) {
        super(describe(subject, problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem found, in the order of the configuration. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }

    private static String describe(String subject, List<Problem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "  - " + problem)
                .collect(Collectors.joining("\n", subject + " has " + count + ":\n", ""));
    }
}
