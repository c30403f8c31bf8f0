package dev.consent4j.json;

import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Enforced;
import dev.consent4j.entry.EnforcementCounts;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.Hold;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.entry.Restricted;
import dev.consent4j.entry.SignalApplied;
import dev.consent4j.policy.Named;
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
            recorded.account().ifPresent(reference -> members.put("account", reference));
            DecisionMembers.put(members, recorded.decision());
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
        } else if (entry instanceof SignalApplied applied) {
            put(members, applied);
        } else if (entry instanceof AccountLink link) {
            members.put("subject", link.pseudonym().text());
            members.put("account", link.reference());
            members.put("change", link.change().id());
        } else if (entry instanceof EnforcementCounts counts) {
            put(members, counts);
        } else if (entry instanceof Erased erased) {
            members.put("request", erased.request());
            members.put("part", erased.part());
            members.put("reason", erased.reason().id());
            members.put("authority", erased.authority());
            members.put("ranges", erased.ranges().stream().map(EntryMembers::of).toList());
            members.put("exports", erased.exports());
            members.put("residue", erased.residue());
        } else if (entry instanceof Exported exported) {
            members.put("export", exported.export());
            members.put("exportFormat", exported.format());
            members.put("range", of(exported.range()));
            members.put("scope", exported.scope());
            members.put("purpose", exported.purpose());
            members.put("recipient", exported.recipient());
            members.put("destroyBy", exported.destroyBy().toString());
            members.put("reader", exported.reader());
        } else if (entry instanceof Ending ending) {
            ErasureMembers.put(members, ending);
        } else if (entry instanceof Hold hold) {
            ErasureMembers.put(members, hold);
        } else if (entry instanceof Restricted restricted) {
            ErasureMembers.put(members, restricted);
        }
        return members;
    }

    private static void put(Map<String, Object> members, SignalApplied applied) {
        members.put("decision", applied.decision().text());
        applied.subject().ifPresent(subject -> members.put("subject", subject));
        applied.account().ifPresent(account -> members.put("account", account));
        members.put("signal", applied.signal().id());
        members.put("purposes", List.copyOf(applied.purposes()));
        members.put("regime", applied.regime());
    }

    private static void put(Map<String, Object> members, EnforcementCounts counts) {
        members.put("day", counts.day().toString());
        members.put("process", counts.process());
        members.put("part", counts.part());
        members.put("purposes", byName(counts.purposes()));
        members.put("undeclared", byName(counts.undeclared()));
        members.put("signals", byId(counts.signals()));
        members.put("unrecorded", counts.unrecorded());
        members.put("late", counts.late());
    }

    private static Map<String, Object> byName(Map<String, Map<Enforced, Long>> counts) {
        Map<String, Object> members = new TreeMap<>();
        counts.forEach((name, kinds) -> members.put(name, byId(kinds)));
        return members;
    }

    private static Map<String, Object> byId(Map<? extends Named, Long> counts) {
        Map<String, Object> members = new TreeMap<>();
        counts.forEach((constant, count) -> members.put(constant.id(), count));
        return members;
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
}
