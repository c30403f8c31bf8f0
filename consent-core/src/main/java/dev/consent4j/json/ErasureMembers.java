package dev.consent4j.json;

import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Ending.Scope;
import dev.consent4j.entry.Hold;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.Restricted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The members of the entries about what must go, what must stay and what no longer counts. */
final class ErasureMembers {

    private ErasureMembers() {}

    static void put(Map<String, Object> members, Ending ending) {
        members.put("ending", ending.ending());
        members.put("reason", ending.reason());
        members.put("authority", ending.authority());
        if (ending.scope() instanceof Scope.OfMark of) {
            members.put("mark", of.mark());
            members.put("refuses", of.refuses());
        } else if (ending.scope() instanceof Scope.OfVersion of) {
            members.put("policyVersion", of.grants().policyVersion());
            members.put("from", of.grants().from().toString());
            members.put("to", of.grants().to().toString());
        }
    }

    static void put(Map<String, Object> members, Hold hold) {
        members.put("hold", hold.hold());
        members.put("step", hold.step().id());
        members.put("reason", hold.reason());
        members.put("authority", hold.authority());
        members.put("ranges", ranges(hold.ranges()));
        members.put("day", hold.day().toString());
    }

    static void put(Map<String, Object> members, Restricted restricted) {
        members.put("request", restricted.request());
        members.put("reason", restricted.reason());
        members.put("eraseOn", restricted.eraseOn().toString());
        members.put("ranges", ranges(restricted.ranges()));
    }

    private static List<Map<String, Long>> ranges(List<IndexRange> ranges) {
        return ranges.stream()
                .map(range -> Map.of("from", range.from(), "to", range.to()))
                .toList();
    }

    static Ending ending(EntryObject members) throws MalformedEntryException {
        return new Ending(
                members.string("ending"),
                scope(members),
                members.string("reason"),
                members.string("authority"),
                members.time("time"));
    }

    private static Scope scope(EntryObject members) throws MalformedEntryException {
        return members.has("mark")
                ? new Scope.OfMark(members.string("mark"), members.flag("refuses"))
                : new Scope.OfVersion(new GrantsEnded.OfVersion(
                        members.string("policyVersion"), members.day("from"), members.day("to")));
    }

    static Hold hold(EntryObject members) throws MalformedEntryException {
        return new Hold(
                members.string("hold"),
                members.word("step", Hold.Step.class),
                members.string("reason"),
                members.string("authority"),
                readRanges(members),
                members.day("day"),
                members.time("time"));
    }

    static Restricted restricted(EntryObject members) throws MalformedEntryException {
        return new Restricted(
                members.string("request"),
                members.string("reason"),
                members.day("eraseOn"),
                readRanges(members),
                members.time("time"));
    }

    private static List<IndexRange> readRanges(EntryObject members) throws MalformedEntryException {
        List<IndexRange> ranges = new ArrayList<>();
        for (EntryObject each : members.objects("ranges")) {
            ranges.add(EntryReader.range(each));
        }
        return ranges;
    }
}
