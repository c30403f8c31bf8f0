package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer for one purpose, cookie name or vendor, with the rule that won and those it beat.
 *
 * @param name id of the purpose or vendor, or the cookie's name
 * @param won the rule that decided
 * @param beaten the rules that matched and came later, and failed grants
 * @param circumstances under which the rules were applied
 */
public record Verdict(String name, Finding won, List<Finding> beaten, Circumstances circumstances) {

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

    /** Every rule that matched, the one that won first. */
    Stream<Finding> findings() {
        return Stream.concat(Stream.of(won), beaten.stream());
    }

    /**
     * The one sentence that logs, headers, pages, the console and this call all print: the name, the verdict, the rule that
     * won, those it beat, the signals, the regime, the decisions behind the rules, the policy version. Decisions are named
     * by id once {@link EffectiveConsent#linked} knows it, else by the number of the act on the device.
     */
    public String explain() {
        String sentence = name + ": " + (permitted() ? "permitted" : "denied") + ", " + won;
        String rules = beaten.isEmpty()
                ? sentence
                : beaten.stream().map(Finding::toString).collect(Collectors.joining(", ", sentence + ", before ", ""));
        return rules + circumstances.told(acts());
    }

    private Set<Act> acts() {
        Set<Act> acts = new LinkedHashSet<>();
        add(acts, won);
        beaten.forEach(finding -> add(acts, finding));
        return acts;
    }

    private static void add(Set<Act> acts, Finding finding) {
        Act act = finding.act();
        if (act != null) {
            acts.add(act);
        }
    }

    /** This verdict for what is declared for its purpose. */
    Verdict named(String newName) {
        return new Verdict(newName, won, beaten, circumstances);
    }
}
