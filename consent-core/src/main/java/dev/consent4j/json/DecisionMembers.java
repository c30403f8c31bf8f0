package dev.consent4j.json;

import dev.consent4j.decision.Conditions;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Evidence;
import dev.consent4j.decision.Expression;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.decision.Shown;
import dev.consent4j.policy.Named;
import dev.consent4j.signal.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The members of a decision in its entry's JSON object; what is null is left out. */
final class DecisionMembers {

    private DecisionMembers() {}

    static void put(Map<String, Object> members, Decision decision) {
        members.put("id", decision.id().text());
        members.put("site", decision.site());
        if (decision.subject() != null) {
            members.put("subject", decision.subject().text());
        }
        if (decision.previous() != null) {
            members.put("previous", decision.previous().text());
        }
        put(members, decision.expression());
        Map<String, Object> answers = new TreeMap<>();
        decision.answers().forEach((purpose, answer) -> answers.put(purpose, answer(answer)));
        members.put("answers", answers);
        members.put("optOuts", ids(decision.optOuts()));
        put(members, decision.conditions());
        members.put("shown", shown(decision.shown()));
        members.put("signals", ids(decision.signals()));
        Set<Signal> whenShown = decision.seen().whenShown();
        if (whenShown != null) {
            members.put("signalsWhenShown", ids(whenShown));
        }
        members.put("delay", decision.delay().toString());
    }

    private static void put(Map<String, Object> members, Expression expression) {
        members.put("action", expression.action().id());
        members.put("source", expression.source().id());
        members.put("actor", expression.actor().id());
        members.put("control", expression.control().id());
        members.put("conflictNamed", expression.conflictNamed());
        members.put("twoSteps", expression.twoSteps());
        Evidence evidence = expression.evidence();
        if (evidence != null) {
            members.put("evidence", evidence.reference());
        }
        members.put("unproven", expression.isUnproven());
    }

    private static void put(Map<String, Object> members, Conditions conditions) {
        members.put("controller", conditions.controller());
        members.put("policyVersion", conditions.policyVersion());
        members.put("policyHash", conditions.policyHash());
        members.put("jurisdiction", conditions.jurisdiction().code());
        members.put("jurisdictionFoundBy", conditions.foundBy().id());
        members.put("regime", conditions.regime());
        members.put("mode", conditions.mode());
    }

    private static Map<String, Object> answer(PurposeAnswer answer) {
        Map<String, Object> members = new TreeMap<>();
        members.put("choice", answer.choice().id());
        members.put("asked", answer.asked());
        if (answer.from() != null) {
            members.put("from", answer.from().text());
        }
        members.put("basis", answer.basis().id());
        members.put("explicit", answer.explicit());
        if (answer.until() != null) {
            members.put("until", answer.until().toString());
        }
        return members;
    }

    private static Map<String, Object> shown(Shown shown) {
        Map<String, Object> members = new TreeMap<>();
        members.put("rendering", shown.rendering());
        members.put("surface", shown.surface());
        members.put("language", shown.language());
        members.put("layout", shown.layout());
        members.put("style", shown.style());
        members.put("script", shown.script());
        if (shown.preset() != null) {
            members.put("preset", List.copyOf(shown.preset()));
        }
        return members;
    }

    private static List<String> ids(Collection<? extends Named> constants) {
        return constants.stream().map(Named::id).toList();
    }
}
