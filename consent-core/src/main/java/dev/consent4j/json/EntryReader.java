package dev.consent4j.json;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an entry from the members of its JSON object; whatever it does not know makes the bytes malformed. */
final class EntryReader {

    private EntryReader() {}

    static Entry read(byte[] bytes) throws MalformedEntryException {
        EntryObject members = EntryObject.parse(bytes);
        int format = members.number("format");
        if (format != EntryJson.FORMAT) {
            throw new MalformedEntryException("format " + format + " is not known to this version");
        }
        Entry entry = switch (members.word("kind", EntryKind.class)) {
            case DECISION -> new DecisionRecorded(decision(members), members.string("library"));
            case POLICY ->
                new PolicyPublished(
                        members.string("version"),
                        members.string("contentHash"),
                        members.string("text"),
                        members.time("time"));
            case RENDERING -> new RenderingShown(rendering(members), members.time("time"));
            case CONFIGURATION -> new ConfigurationInForce(members.strings("settings"), members.time("time"));
            case CONSOLE_READ ->
                new ConsoleRead(
                        members.string("reader"),
                        members.string("page"),
                        members.string("range"),
                        members.time("time"));
            case ERASURE, RETENTION_PURGE -> erased(members);
            case EXPORT -> exported(members);
        };
        members.end();
        return entry;
    }

    private static Erased erased(EntryObject members) throws MalformedEntryException {
        List<IndexRange> ranges = new ArrayList<>();
        for (EntryObject each : members.objects("ranges")) {
            ranges.add(range(each));
        }
        return new Erased(
                members.string("request"),
                members.number("part"),
                members.word("reason", Erased.Reason.class),
                members.string("authority"),
                ranges,
                members.texts("exports"),
                members.time("time"));
    }

    private static Exported exported(EntryObject members) throws MalformedEntryException {
        return new Exported(
                members.string("export"),
                members.string("exportFormat"),
                range(members.object("range")),
                members.string("scope"),
                members.string("purpose"),
                members.string("recipient"),
                members.day("destroyBy"),
                members.string("reader"),
                members.time("time"));
    }

    private static IndexRange range(EntryObject members) throws MalformedEntryException {
        long from = members.index("from");
        long to = members.index("to");
        members.end();
        if (from < 0 || to <= from) {
            throw new MalformedEntryException("a range is empty");
        }
        return new IndexRange(from, to);
    }

    private static Decision decision(EntryObject members) throws MalformedEntryException {
        return new Decision(
                id(members.string("id")),
                members.string("site"),
                subject(members.stringIfPresent("subject")),
                members.word("action", Action.class),
                members.word("source", Source.class),
                choices(members),
                Set.copyOf(members.words("optOuts", Use.class)),
                members.string("policyVersion"),
                members.string("policyHash"),
                shown(members.object("shown")),
                jurisdiction(members.string("jurisdiction")),
                members.string("regime"),
                Set.copyOf(members.words("signals", Signal.class)),
                members.flag("conflictNamed"),
                members.flag("twoSteps"),
                members.string("mode"),
                members.time("time"),
                members.duration("delay"));
    }

    private static DecisionId id(String text) throws MalformedEntryException {
        return DecisionId.parse(text).orElseThrow(() -> new MalformedEntryException("'id' is no decision id"));
    }

    private static @Nullable SubjectId subject(Optional<String> text) throws MalformedEntryException {
        return text.isEmpty()
                ? null
                : SubjectId.parse(text.get())
                        .orElseThrow(() -> new MalformedEntryException("'subject' is no subject id"));
    }

    private static Map<String, Choice> choices(EntryObject members) throws MalformedEntryException {
        Map<String, Choice> choices = new TreeMap<>();
        for (Map.Entry<String, String> choice : members.strings("choices").entrySet()) {
            choices.put(choice.getKey(), EntryObject.word("choices", choice.getValue(), Choice.class));
        }
        return choices;
    }

    private static Shown shown(EntryObject members) throws MalformedEntryException {
        Shown shown = new Shown(members.string("rendering"), members.string("language"));
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

    private static Rendering rendering(EntryObject members) throws MalformedEntryException {
        return new Rendering(
                members.string("surface"),
                members.string("policyVersion"),
                members.string("policyHash"),
                members.string("regime"),
                members.string("language"),
                members.string("html"),
                members.string("style"),
                members.string("script"),
                members.string("hash"));
    }
}
