package dev.consent4j.json;

import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Enforced;
import dev.consent4j.entry.EnforcementCounts;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.entry.SignalApplied;
import dev.consent4j.policy.Named;
import dev.consent4j.signal.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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
            case DECISION ->
                new DecisionRecorded(
                        DecisionReader.read(members),
                        members.has("account") ? members.string("account") : null,
                        members.string("library"));
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
            case SIGNAL_APPLIED -> signalApplied(members);
            case ACCOUNT_LINK -> accountLink(members);
            case ENFORCEMENT -> enforcementCounts(members);
            case ERASURE, RETENTION_PURGE -> erased(members);
            case EXPORT -> exported(members);
            case GRANTS_ENDED -> ErasureMembers.ending(members);
            case HOLD -> ErasureMembers.hold(members);
            case RESTRICTION -> ErasureMembers.restricted(members);
        };
        members.end();
        return entry;
    }

    private static SignalApplied signalApplied(EntryObject members) throws MalformedEntryException {
        return new SignalApplied(
                DecisionReader.valid("decision", members.string("decision"), DecisionId::parse),
                members.has("subject")
                        ? DecisionReader.valid("subject", members.string("subject"), SubjectId::parse)
                        : null,
                members.has("account") ? members.string("account") : null,
                members.word("signal", Signal.class),
                new TreeSet<>(members.texts("purposes")),
                members.string("regime"),
                members.time("time"));
    }

    private static AccountLink accountLink(EntryObject members) throws MalformedEntryException {
        return new AccountLink(
                DecisionReader.valid("subject", members.string("subject"), SubjectId::parse),
                members.string("account"),
                members.word("change", AccountLink.Change.class),
                members.time("time"));
    }

    private static EnforcementCounts enforcementCounts(EntryObject members) throws MalformedEntryException {
        return new EnforcementCounts(
                members.day("day"),
                members.string("process"),
                members.number("part"),
                countsByName(members.object("purposes")),
                countsByName(members.object("undeclared")),
                counts(members.object("signals"), Signal.class),
                members.index("unrecorded"),
                members.index("late"),
                members.time("time"));
    }

    private static SortedMap<String, Map<Enforced, Long>> countsByName(EntryObject members)
            throws MalformedEntryException {
        SortedMap<String, Map<Enforced, Long>> counts = new TreeMap<>();
        for (String name : members.names()) {
            counts.put(name, counts(members.object(name), Enforced.class));
        }
        return counts;
    }

    private static <E extends Enum<E> & Named> Map<E, Long> counts(EntryObject members, Class<E> type)
            throws MalformedEntryException {
        Map<E, Long> counts = new EnumMap<>(type);
        for (String id : members.names()) {
            counts.put(EntryObject.word("a count", id, type), members.index(id));
        }
        return counts;
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
                members.string("residue"),
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

    static IndexRange range(EntryObject members) throws MalformedEntryException {
        long from = members.index("from");
        long to = members.index("to");
        members.end();
        if (from < 0 || to <= from) {
            throw new MalformedEntryException("a range is empty");
        }
        return new IndexRange(from, to);
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
