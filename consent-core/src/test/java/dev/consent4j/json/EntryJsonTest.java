package dev.consent4j.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

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
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.SignalsSeen;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Enforced;
import dev.consent4j.entry.EnforcementCounts;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.EntryReading;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.Hold;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.entry.Restricted;
import dev.consent4j.entry.SignalApplied;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryJsonTest {

    private static final Instant TIME = Instant.parse("2026-11-22T01:02:03.456789Z");
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final DecisionId ID = DecisionId.of(new byte[16]);
    private static final SubjectId SUBJECT = SubjectId.of("0123456789abcdef".getBytes(UTF_8));

    private static final DecisionId PREVIOUS = DecisionId.of("fedcba9876543210".getBytes(UTF_8));
    private static final Control CONTROL = new Control("confirm");
    private static final LocalDate DAY = LocalDate.of(2027, 5, 21);

    private final EntryJson codec = new EntryJson();

    /** An entry whose bytes are kept, and the name of the file they are kept in. */
    record Golden(String file, Entry entry) {}

    static List<Golden> golden() {
        Decision grant = new Decision(
                ID,
                "shop",
                SUBJECT,
                PREVIOUS,
                new Expression(
                        Action.SAVE, Source.IMPORT, Actor.GUARDIAN, CONTROL, true, true, new Evidence("crm:case-7")),
                Map.of(
                        "audience",
                        new PurposeAnswer(Choice.GRANTED, true, null, LegalBasis.CONSENT, true, DAY),
                        "ads",
                        new PurposeAnswer(Choice.DENIED, true, null, LegalBasis.CONSENT, true, null),
                        "chat",
                        new PurposeAnswer(Choice.GRANTED, false, PREVIOUS, LegalBasis.OPT_OUT, false, DAY)),
                Set.of(Use.SALE, Use.PROFILING),
                new Conditions(
                        "Example SA",
                        "2026-11",
                        HASH,
                        Jurisdiction.parse("US-CA"),
                        FoundBy.RESOLVER,
                        "ccpa",
                        "enforce"),
                new Shown(HASH, "choices", "de", HASH, HASH, HASH, Set.of("chat")),
                new SignalsSeen(Set.of(Signal.DNT), Set.of(Signal.GPC, Signal.DNT)),
                TIME,
                Duration.ofMillis(90_500));
        Decision refusal = new Decision(
                ID,
                "shop",
                null,
                null,
                Expression.of(Action.REJECT_ALL, Source.BANNER),
                Map.of(),
                Set.of(),
                new Conditions("", "2026-11", HASH, Jurisdiction.UNKNOWN, FoundBy.NOBODY, "joined", "report"),
                Shown.NOTHING,
                new SignalsSeen(null, Set.of()),
                TIME,
                Duration.ZERO);
        Decision unproven = new Decision(
                ID,
                "shop",
                null,
                null,
                Expression.of(Action.ACCEPT_ALL, Source.API),
                Map.of("ads", new PurposeAnswer(Choice.GRANTED, true, null, LegalBasis.CONSENT, false, DAY)),
                Set.of(),
                new Conditions("", "2026-11", HASH, Jurisdiction.UNKNOWN, FoundBy.CALLER, "joined", "enforce"),
                Shown.NOTHING,
                new SignalsSeen(null, Set.of()),
                TIME,
                Duration.ZERO);
        Rendering rendering = new Rendering(
                "banner", "2026-11", HASH, "gdpr", "de", "<p title=\"Wählen\">\n{ads}</p>", "p{}", "", HASH);
        return List.of(
                new Golden("decision-granted.json", new DecisionRecorded(grant, "0.1.0")),
                new Golden("decision-refused.json", new DecisionRecorded(refusal, "0.1.0")),
                new Golden("decision-of-account.json", new DecisionRecorded(refusal, "3f.q80", "0.1.0")),
                new Golden("decision-unproven.json", new DecisionRecorded(unproven, "0.1.0")),
                new Golden("policy.json", new PolicyPublished("2026-11", HASH, "{\"version\":\"2026-11\"}", TIME)),
                new Golden("rendering.json", new RenderingShown(rendering, TIME)),
                new Golden(
                        "configuration.json",
                        new ConfigurationInForce(Map.of("mode", "enforce", "keys", "k1, k2"), TIME)),
                new Golden("console-read.json", new ConsoleRead("auditor", "list", "0-49", TIME)),
                new Golden(
                        "signal-applied.json",
                        new SignalApplied(
                                ID, SUBJECT, null, Signal.GPC, new TreeSet<>(Set.of("ads", "chat")), "ccpa", TIME)),
                new Golden(
                        "signal-applied-of-account.json",
                        new SignalApplied(ID, null, "3f.q80", Signal.GPC, new TreeSet<>(Set.of("ads")), "ccpa", TIME)),
                new Golden(
                        "account-link.json", new AccountLink(SUBJECT, "1a2b.kq3v", AccountLink.Change.UNLINKED, TIME)),
                new Golden(
                        "enforcement.json",
                        new EnforcementCounts(
                                LocalDate.of(2026, 11, 21),
                                "0123456789abcdef",
                                1,
                                new TreeMap<>(Map.of(
                                        "audience",
                                        Map.of(Enforced.PASSED, 12L, Enforced.HIDDEN, 3L),
                                        "ads",
                                        Map.of(Enforced.WITHHELD, 7L))),
                                new TreeMap<>(Map.of("sid_*", Map.of(Enforced.REPORTED, 4_000_000_000L))),
                                Map.of(Signal.GPC, 5L),
                                2,
                                1,
                                TIME)),
                new Golden(
                        "erasure.json",
                        new Erased(
                                "0123456789abcdef0123456789abcdef",
                                0,
                                Erased.Reason.REQUEST,
                                "the person",
                                List.of(new IndexRange(3, 4), new IndexRange(7, 9)),
                                List.of("fedcba9876543210fedcba9876543210"),
                                "receipt number and day",
                                TIME)),
                new Golden(
                        "retention-purge.json",
                        new Erased(
                                "0123456789abcdef0123456789abcdef",
                                1,
                                Erased.Reason.RETENTION,
                                "retention gdpr P3Y",
                                List.of(new IndexRange(0, 1000)),
                                List.of(),
                                TIME)),
                new Golden(
                        "grants-ended.json",
                        new Ending(
                                "0123456789abcdef0123456789abcdef",
                                new Ending.Scope.OfMark("subject:1a2b:00112233445566778899aabbccddeeff", true),
                                "erasure",
                                "the person",
                                TIME)),
                new Golden(
                        "grants-ended-version.json",
                        new Ending(
                                "0123456789abcdef0123456789abcdef",
                                new Ending.Scope.OfVersion(new GrantsEnded.OfVersion("2026-11", DAY.minusDays(9), DAY)),
                                "the banner hid the refusal",
                                "DPA 17/26",
                                TIME)),
                new Golden(
                        "hold.json",
                        new Hold(
                                "fedcba9876543210fedcba9876543210",
                                Hold.Step.PLACED,
                                "case 4 O 12/26",
                                "legal",
                                List.of(new IndexRange(3, 4), new IndexRange(7, 9)),
                                DAY,
                                TIME)),
                new Golden(
                        "restriction.json",
                        new Restricted(
                                "0123456789abcdef0123456789abcdef",
                                "evidence",
                                DAY,
                                List.of(new IndexRange(3, 4)),
                                TIME)),
                new Golden(
                        "export.json",
                        new Exported(
                                "fedcba9876543210fedcba9876543210",
                                "jsonl",
                                new IndexRange(0, 1000),
                                "kind=decision",
                                "audit",
                                "Data protection authority",
                                LocalDate.of(2027, 1, 31),
                                "auditor",
                                TIME)));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void writesAndReadsTheBytesThatOlderVersionsStored(Golden golden) throws Exception {
        byte[] stored = stored(golden.file());
        assertEquals(new String(stored, UTF_8), new String(codec.write(golden.entry()), UTF_8));
        assertEquals(new EntryReading.Readable(golden.entry()), codec.read(stored));
    }

    @Test
    void keepsBytesOfEveryKind() {
        Set<EntryKind> kept =
                golden().stream().map(golden -> golden.entry().kind()).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(EntryKind.class), kept);
    }

    @Property
    void readsBackWhateverStringsAnEntryHolds(
            @ForAll String site,
            @ForAll String purpose,
            @ForAll String text,
            @ForAll Action action,
            @ForAll Source source,
            @ForAll Choice choice,
            @ForAll Set<Use> optOuts,
            @ForAll boolean named,
            @ForAll long second) {
        Instant time =
                Instant.ofEpochSecond(Math.floorMod(second, 10_000_000_000L), Math.floorMod(second, 1_000_000_000));
        Decision decision = new Decision(
                ID,
                site,
                named ? SUBJECT : null,
                named ? null : PREVIOUS,
                Expression.of(action, source),
                Map.of(purpose, new PurposeAnswer(choice, named, PREVIOUS, LegalBasis.EXEMPT, named, DAY)),
                optOuts,
                new Conditions(text, site, text, Jurisdiction.UNKNOWN, FoundBy.FAILURE, text, purpose),
                new Shown(text, site, purpose, text, site, purpose, named ? Set.of(text) : null),
                new SignalsSeen(named ? Set.of(Signal.DNT) : null, Set.of(Signal.GPC)),
                time,
                Duration.ofNanos(second));
        for (Entry entry : List.of(
                new DecisionRecorded(decision, text),
                new PolicyPublished(site, purpose, text, time),
                new RenderingShown(new Rendering(site, purpose, text, site, purpose, text, site, purpose, text), time),
                new ConfigurationInForce(Map.of(purpose, text), time),
                new ConsoleRead(site, purpose, text, time))) {
            assertEquals(new EntryReading.Readable(entry), codec.read(codec.write(entry)));
        }
    }

    @Property
    void neverFailsOnBytesThatAreNoEntry(@ForAll byte[] bytes) {
        assertInstanceOf(EntryReading.Malformed.class, codec.read(bytes));
    }

    @Property(tries = 300)
    void neverFailsOnDamagedBytes(@ForAll int place, @ForAll byte with, @ForAll boolean cut) throws Exception {
        byte[] bytes = stored("decision-granted.json");
        int at = Math.floorMod(place, bytes.length);
        byte[] damaged = cut ? Arrays.copyOf(bytes, at) : bytes;
        if (!cut) {
            damaged[at] = with;
        }
        assertNotNull(codec.read(damaged));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"format\":1}",
                "{\"format\":2,\"kind\":\"console-read\"}",
                "{\"format\":\"1\",\"kind\":\"console-read\"}",
                "{\"format\":1,\"kind\":\"erasure\",\"time\":\"2026-11-22T00:00:00Z\"}",
                "{\"format\":1,\"kind\":\"console-read\",\"page\":\"list\",\"range\":\"\",\"reader\":\"\",\"time\":\"noon\"}",
                "{\"format\":1,\"kind\":\"console-read\",\"page\":1,\"range\":\"\",\"reader\":\"\",\"time\":\"2026-11-22T00:00:00Z\"}",
                "{\"format\":1,\"format\":1}",
                "{\"format\":1} {\"format\":1}",
                "{\"format\":1,\"kind\":\"configuration\",\"settings\":{\"a\":{}},\"time\":\"2026-11-22T00:00:00Z\"}",
                "{\"format\":1,\"kind\":\"account-link\",\"account\":\"\",\"change\":\"lost\",\"subject\":\"MDEyMzQ1Njc4OWFiY2RlZg\",\"time\":\"2026-11-22T00:00:00Z\"}",
                "{\"format\":1,\"kind\":\"configuration\",\"settings\":[],\"time\":\"2026-11-22T00:00:00Z\"}",
                "[[[[[[[[[[[[1]]]]]]]]]]]]"
            })
    void tellsWhyBytesAreNoEntry(String text) {
        EntryReading.Malformed malformed =
                assertInstanceOf(EntryReading.Malformed.class, codec.read(text.getBytes(UTF_8)));
        assertEquals(false, malformed.reason().isBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\" -> \"id\":\"short\"",
                "\"subject\":\"MDEyMzQ1Njc4OWFiY2RlZg\" -> \"subject\":\"short\"",
                "\"previous\":\" -> \"previous\":\"more",
                "\"from\":\" -> \"from\":\"more",
                "\"until\":\"2027-05-21\" -> \"until\":\"soon\"",
                "\"basis\":\"opt-out\" -> \"basis\":\"none\"",
                "\"asked\":false -> \"asked\":\"no\"",
                "\"actor\":\"guardian\" -> \"actor\":\"somebody\"",
                "\"control\":\"confirm\" -> \"control\":\"-\"",
                "\"evidence\":\"crm:case-7\" -> \"evidence\":\"\"",
                "\"evidence\":\"crm:case-7\", -> ",
                "\"unproven\":false -> \"unproven\":true",
                "\"jurisdictionFoundBy\":\"resolver\" -> \"jurisdictionFoundBy\":\"\"",
                "\"preset\":[\"chat\"] -> \"preset\":\"chat\"",
                "\"signalsWhenShown\":[\"dnt\"] -> \"signalsWhenShown\":[\"\"]",
                "\"ads\":{ -> \"ads\":{\"more\":\"\",",
                "\"action\":\"save\" -> \"action\":\"guess\"",
                "\"granted\" -> \"maybe\"",
                "\"jurisdiction\":\"US-CA\" -> \"jurisdiction\":\"us-ca\"",
                "\"optOuts\":[\"sale\",\"profiling\"] -> \"optOuts\":\"sale\"",
                "\"optOuts\":[\"sale\",\"profiling\"] -> \"optOuts\":[1]",
                "\"conflictNamed\":true -> \"conflictNamed\":1",
                "\"delay\":\"PT1M30.5S\" -> \"delay\":\"soon\"",
                "\"shown\":{ -> \"shown\":{\"more\":\"\",",
                "\"delay\" -> \"more\":\"\",\"delay\"",
                "\"site\":\"shop\", -> "
            })
    void refusesADecisionOfWhichAMemberIsNotWhatItShouldBe(String change) throws Exception {
        String[] parts = change.split(" -> ?", 2);
        String text = new String(stored("decision-granted.json"), UTF_8);
        assertEquals(true, text.contains(parts[0]), parts[0]);
        String changed = text.replace(parts[0], parts[1]);
        assertInstanceOf(EntryReading.Malformed.class, codec.read(changed.getBytes(UTF_8)));
    }

    @Test
    void refusesOtherEncodingsAndWhatIsTooLong() {
        byte[] other = "{\"format\":1}".getBytes(UTF_16);
        assertEquals(new EntryReading.Malformed("not UTF-8"), codec.read(other));
        assertEquals(
                new EntryReading.Malformed("not UTF-8"), codec.read(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}));
        assertInstanceOf(EntryReading.Malformed.class, codec.read(new byte[EntryJson.MAX_BYTES + 1]));
    }

    @Test
    void givesEqualBytesForEqualEntries() {
        Entry one = new ConfigurationInForce(Map.of("a", "1", "b", "2", "c", "3"), TIME);
        Entry same = new ConfigurationInForce(Map.of("c", "3", "b", "2", "a", "1"), TIME);
        assertArrayEquals(codec.write(one), codec.write(same));
    }

    private static byte[] stored(String file) throws Exception {
        try (InputStream in = EntryJsonTest.class.getResourceAsStream("/vectors/entry/" + file)) {
            assertNotNull(in, file);
            return in.readAllBytes();
        }
    }
}
