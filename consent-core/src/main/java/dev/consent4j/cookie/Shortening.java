package dev.consent4j.cookie;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.GivenConsent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes given consent that no cookie has room for smaller, step by step, and never more permissive: answers to
 * contradictions are forgotten first, then the oldest grants, which are asked for again; when none is left, everything
 * becomes a reject-all.
 */
final class Shortening {

    private Shortening() {}

    static GivenConsent step(GivenConsent given) {
        if (!given.conflicts().isEmpty()) {
            return given.with(List.of());
        }
        OptionalInt oldest = given.answers().values().stream()
                .filter(Answer.Granted.class::isInstance)
                .mapToInt(answer -> answer.act().number())
                .min();
        return oldest.isPresent() ? withoutGrantsOf(oldest.getAsInt(), given) : rejected(given);
    }

    private static GivenConsent withoutGrantsOf(int act, GivenConsent given) {
        Map<String, Answer> answers = new TreeMap<>();
        given.answers().forEach((purpose, answer) -> {
            if (answer instanceof Answer.Granted granted && granted.act().number() == act) {
                if (granted.replaced() != null) {
                    answers.put(purpose, granted.replaced());
                }
            } else {
                answers.put(purpose, answer);
            }
        });
        return with(answers, given.rejectAll(), given);
    }

    private static GivenConsent rejected(GivenConsent given) {
        List<Act> acts = acts(given);
        return with(
                Map.of(),
                acts.stream().max(Comparator.comparingInt(Act::number)).orElse(null),
                given);
    }

    private static GivenConsent with(Map<String, Answer> answers, @Nullable Act rejectAll, GivenConsent given) {
        return new GivenConsent(
                given.subject(),
                given.acts(),
                answers,
                rejectAll,
                given.optOuts(),
                given.signals(),
                given.unrecorded(),
                given.conflicts());
    }

    /** Every act that given consent names, replaced denials aside. */
    static List<Act> acts(GivenConsent given) {
        List<Act> acts = new ArrayList<>();
        given.answers().values().forEach(answer -> acts.add(answer.act()));
        acts.addAll(given.optOuts().values());
        acts.addAll(given.signals().values());
        if (given.rejectAll() != null) {
            acts.add(given.rejectAll());
        }
        return acts;
    }
}
