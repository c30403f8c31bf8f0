package dev.consent4j.evaluation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The answer for one purpose, cookie name or vendor, with the rule that won and those it beat.
 *
 * @param name id of the purpose or vendor, or the cookie's name
 * @param won the rule that decided
 * @param beaten the rules that matched and came later, and failed grants
 */
public record Verdict(String name, Finding won, List<Finding> beaten) {

    /** Takes an immutable copy. */
    public Verdict {
        beaten = List.copyOf(beaten);
    }

    /** Whether it may be used. */
    public boolean permitted() {
        return won.reason().permits();
    }

    /** The rule that decided. */
    public Reason reason() {
        return won.reason();
    }

    /**
     * Whether a rule matched and another one won.
     *
     * @param reason the rule
     * @return true if it is among those beaten
     */
    public boolean hasBeaten(Reason reason) {
        for (Finding finding : beaten) {
            if (finding.reason() == reason) {
                return true;
            }
        }
        return false;
    }

    /** One sentence for logs, headers and the console: the name, the verdict, the rule that won, those it beat. */
    public String explain() {
        String sentence = name + ": " + (permitted() ? "permitted" : "denied") + ", " + won;
        return beaten.isEmpty()
                ? sentence
                : beaten.stream().map(Finding::toString).collect(Collectors.joining(", ", sentence + ", before ", ""));
    }
}
