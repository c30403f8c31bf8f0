package dev.consent4j.json;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Actor;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Conditions;
import dev.consent4j.decision.Control;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Evidence;
import dev.consent4j.decision.Expression;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.SignalsSeen;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a decision from the members of its entry's JSON object. */
final class DecisionReader {

    private DecisionReader() {}

    static Decision read(EntryObject members) throws MalformedEntryException {
        return new Decision(
                valid("id", members.string("id"), DecisionId::parse),
                members.string("site"),
                ifPresent(members, "subject", SubjectId::parse),
                ifPresent(members, "previous", DecisionId::parse),
                expression(members),
                answers(members.object("answers")),
                Set.copyOf(members.words("optOuts", Use.class)),
                conditions(members),
                shown(members.object("shown")),
                new SignalsSeen(
                        members.has("signalsWhenShown")
                                ? Set.copyOf(members.words("signalsWhenShown", Signal.class))
                                : null,
                        Set.copyOf(members.words("signals", Signal.class))),
                members.time("time"),
                members.duration("delay"));
    }

    private static Expression expression(EntryObject members) throws MalformedEntryException {
        Expression expression = new Expression(
                members.word("action", Action.class),
                members.word("source", Source.class),
                members.word("actor", Actor.class),
                valid("control", members.string("control"), Control::parse),
                members.flag("conflictNamed"),
                members.flag("twoSteps"),
                ifPresent(members, "evidence", Evidence::parse));
        if (members.flag("unproven") != expression.isUnproven()) {
            throw new MalformedEntryException("'unproven' contradicts source and evidence");
        }
        return expression;
    }

    private static Conditions conditions(EntryObject members) throws MalformedEntryException {
        return new Conditions(
                members.string("controller"),
                members.string("policyVersion"),
                members.string("policyHash"),
                jurisdiction(members.string("jurisdiction")),
                members.word("jurisdictionFoundBy", FoundBy.class),
                members.string("regime"),
                members.string("mode"));
    }

    private static Map<String, PurposeAnswer> answers(EntryObject members) throws MalformedEntryException {
        Map<String, PurposeAnswer> answers = new TreeMap<>();
        for (String purpose : members.names()) {
            answers.put(purpose, answer(members.object(purpose)));
        }
        return answers;
    }

    private static PurposeAnswer answer(EntryObject members) throws MalformedEntryException {
        LocalDate until = members.has("until") ? members.day("until") : null;
        PurposeAnswer answer = new PurposeAnswer(
                members.word("choice", Choice.class),
                members.flag("asked"),
                ifPresent(members, "from", DecisionId::parse),
                members.word("basis", LegalBasis.class),
                members.flag("explicit"),
                until);
        members.end();
        return answer;
    }

    private static Shown shown(EntryObject members) throws MalformedEntryException {
        Shown shown = new Shown(
                members.string("rendering"),
                members.string("surface"),
                members.string("language"),
                members.string("layout"),
                members.string("style"),
                members.string("script"),
                members.has("preset") ? Set.copyOf(members.texts("preset")) : null);
        members.end();
        return shown;
    }

    private static Jurisdiction jurisdiction(String code) throws MalformedEntryException {
        Jurisdiction jurisdiction = Jurisdiction.parse(code);
        if (!jurisdiction.code().equals(code)) {
            throw new MalformedEntryException("'jurisdiction' is none");
        }
        return jurisdiction;
    }

    private static <T> @Nullable T ifPresent(EntryObject members, String name, Function<String, Optional<T>> parse)
            throws MalformedEntryException {
        return members.has(name) ? valid(name, members.string(name), parse) : null;
    }

    static <T> T valid(String name, String text, Function<String, Optional<T>> parse) throws MalformedEntryException {
        return parse.apply(text).orElseThrow(() -> new MalformedEntryException("'" + name + "' is none"));
    }
}
