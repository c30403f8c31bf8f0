package dev.consent4j.json;

import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Shown;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.policy.Named;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The members of an entry's JSON object. Their names are a stored format: they are added to, never changed. */
final class EntryMembers {

    private EntryMembers() {}

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> members = new TreeMap<>();
        members.put("format", EntryJson.FORMAT);
        members.put("kind", entry.kind().id());
        members.put("time", entry.time().toString());
        if (entry instanceof DecisionRecorded recorded) {
            members.put("library", recorded.library());
            put(members, recorded.decision());
        } else if (entry instanceof PolicyPublished published) {
            members.put("version", published.version());
            members.put("contentHash", published.contentHash());
            members.put("text", published.text());
        } else if (entry instanceof RenderingShown shown) {
            put(members, shown.rendering());
        } else if (entry instanceof ConfigurationInForce configuration) {
            members.put("settings", configuration.settings());
        } else if (entry instanceof ConsoleRead read) {
            members.put("reader", read.reader());
            members.put("page", read.page());
            members.put("range", read.range());
        } else if (entry instanceof Erased erased) {
            members.put("request", erased.request());
            members.put("part", erased.part());
            members.put("reason", erased.reason().id());
            members.put("authority", erased.authority());
            members.put("ranges", erased.ranges().stream().map(EntryMembers::of).toList());
            members.put("exports", erased.exports());
        } else if (entry instanceof Exported exported) {
            members.put("export", exported.export());
            members.put("exportFormat", exported.format());
            members.put("range", of(exported.range()));
            members.put("scope", exported.scope());
            members.put("purpose", exported.purpose());
            members.put("recipient", exported.recipient());
            members.put("destroyBy", exported.destroyBy().toString());
            members.put("reader", exported.reader());
        }
        return members;
    }

    private static void put(Map<String, Object> members, Decision decision) {
        members.put("id", decision.id().text());
        members.put("site", decision.site());
        if (decision.subject() != null) {
            members.put("subject", decision.subject().text());
        }
        members.put("action", decision.action().id());
        members.put("source", decision.source().id());
        Map<String, String> choices = new TreeMap<>();
        decision.choices().forEach((purpose, choice) -> choices.put(purpose, choice.id()));
        members.put("choices", choices);
        members.put("optOuts", ids(decision.optOuts()));
        members.put("policyVersion", decision.policyVersion());
        members.put("policyHash", decision.policyHash());
        Shown shown = decision.shown();
        members.put("shown", Map.of("rendering", shown.rendering(), "language", shown.language()));
        members.put("jurisdiction", decision.jurisdiction().code());
        members.put("regime", decision.regime());
        members.put("signals", ids(decision.signals()));
        members.put("conflictNamed", decision.conflictNamed());
        members.put("twoSteps", decision.twoSteps());
        members.put("mode", decision.mode());
        members.put("delay", decision.delay().toString());
    }

    private static void put(Map<String, Object> members, Rendering rendering) {
        members.put("surface", rendering.surface());
        members.put("policyVersion", rendering.policyVersion());
        members.put("policyHash", rendering.policyHash());
        members.put("regime", rendering.regime());
        members.put("language", rendering.language());
        members.put("html", rendering.html());
        members.put("style", rendering.style());
        members.put("script", rendering.script());
        members.put("hash", rendering.hash());
    }

    private static Map<String, Object> of(IndexRange range) {
        return Map.of("from", range.from(), "to", range.to());
    }

    private static List<String> ids(Collection<? extends Named> constants) {
        return constants.stream().map(Named::id).toList();
    }
}
