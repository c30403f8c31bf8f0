package dev.consent4j.decision;

import dev.consent4j.contract.TestDecisions;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Decisions about the purposes {@code audience}, {@code ads} and {@code insight}, one each day. */
final class Decisions {

    static final SubjectId SUBJECT = new SubjectId("ABCDEFGHIJKLMNOPQRSTUQ");
    static final DecisionId ID = new DecisionId("AAAAAAAAAAAAAAAAAAAAAA");
    static final Instant FIRST_DAY = Instant.parse("2026-11-01T23:59:59Z");

    private Decisions() {}

    static Decision acceptAll() {
        return of(Action.ACCEPT_ALL, all(Choice.GRANTED));
    }

    static Decision rejectAll() {
        return of(Action.REJECT_ALL, all(Choice.DENIED));
    }

    static Decision withdraw() {
        return of(Action.WITHDRAW, all(Choice.DENIED));
    }

    static Decision save(String purpose, Choice choice) {
        return of(Action.SAVE, Map.of(purpose, choice));
    }

    static Decision object(String purpose) {
        return of(Action.OBJECT, Map.of(purpose, Choice.DENIED));
    }

    static Decision acknowledge() {
        return of(Action.ACKNOWLEDGE, all(Choice.GRANTED));
    }

    static Decision optOut(Use... uses) {
        return of(Action.OBJECT, Map.of(), Set.of(uses), Set.of(), false, false);
    }

    static Decision signal(Signal... signals) {
        return of(Action.SIGNAL, Map.of(), Set.of(), Set.of(signals), false, false);
    }

    /** A specific grant after a notice that named the conflict, in two steps. */
    static Decision confirm(String purpose, Signal... signals) {
        return of(Action.SAVE, Map.of(purpose, Choice.GRANTED), Set.of(), Set.of(signals), true, true);
    }

    static Decision of(Action action, Map<String, Choice> choices) {
        return of(action, choices, Set.of(), Set.of(), false, false);
    }

    static Decision of(
            Action action,
            Map<String, Choice> choices,
            Set<Use> optOuts,
            Set<Signal> signals,
            boolean conflictNamed,
            boolean twoSteps) {
        return TestDecisions.decision()
                .id(ID)
                .subject(SUBJECT)
                .of(action, Source.PREFERENCES)
                .confirmed(conflictNamed, twoSteps)
                .choices(choices)
                .optOuts(optOuts)
                .signals(signals)
                .at(FIRST_DAY)
                .build();
    }

    static Map<String, Choice> all(Choice choice) {
        Map<String, Choice> choices = new TreeMap<>();
        for (String purpose : new String[] {"audience", "ads", "insight"}) {
            choices.put(purpose, choice);
        }
        return choices;
    }
}
