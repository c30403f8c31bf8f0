package dev.consent4j.cookie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.decision.Act;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.ConflictAnswered;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.decision.Unrecorded;
import dev.consent4j.policy.Named;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the vectors of the cookie format. */
final class CookieVectors {

    private CookieVectors() {}

    static JsonNode read(String name) {
        try (InputStream in = CookieVectors.class.getResourceAsStream("/vectors/cookie/" + name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static GivenConsent given(JsonNode node) {
        return new GivenConsent(
                node.has("subject") ? new SubjectId(node.get("subject").asText()) : null,
                node.get("acts").asInt(),
                members(node.path("answers"), Function.identity(), CookieVectors::answer),
                node.has("rejectAll") ? act(node.get("rejectAll")) : null,
                members(node.path("optOuts"), id -> constant(Use.class, id), CookieVectors::act),
                members(node.path("signals"), id -> constant(Signal.class, id), CookieVectors::act),
                node.has("unrecorded") ? unrecorded(node.get("unrecorded")) : null,
                conflicts(node.path("conflicts")));
    }

    private static List<ConflictAnswered> conflicts(JsonNode nodes) {
        List<ConflictAnswered> conflicts = new ArrayList<>();
        nodes.forEach(node -> conflicts.add(new ConflictAnswered(
                node.get("act").asInt(), node.get("decision").asInt())));
        return conflicts;
    }

    private static Answer answer(JsonNode node) {
        if (node.has("denied")) {
            return denied(node);
        }
        return new Answer.Granted(
                act(node.get("act")),
                constant(GrantForm.class, node.get("granted").asText()),
                node.path("conflictNamed").asBoolean(),
                node.path("twoSteps").asBoolean(),
                node.has("replaced") ? denied(node.get("replaced")) : null);
    }

    private static Answer.Denied denied(JsonNode node) {
        return new Answer.Denied(
                act(node.get("act")), constant(Denial.class, node.get("denied").asText()));
    }

    private static Act act(JsonNode node) {
        return new Act(
                node.get("number").asInt(),
                LocalDate.parse(node.get("day").asText()),
                LocalDate.parse(node.get("until").asText()),
                node.get("version").asText(),
                node.get("regime").asText());
    }

    private static Unrecorded unrecorded(JsonNode node) {
        return new Unrecorded(
                new DecisionId(node.get("id").asText()),
                Instant.parse(node.get("time").asText()),
                constant(Action.class, node.get("action").asText()),
                constant(Source.class, node.get("source").asText()),
                node.get("fromAct").asInt());
    }

    private static <K, V> Map<K, V> members(JsonNode node, Function<String, K> key, Function<JsonNode, V> value) {
        Map<K, V> members = new TreeMap<>();
        node.properties().forEach(each -> members.put(key.apply(each.getKey()), value.apply(each.getValue())));
        return members;
    }

    private static <T extends Enum<T> & Named> T constant(Class<T> type, String id) {
        return Named.find(type, id).orElseThrow();
    }
}
