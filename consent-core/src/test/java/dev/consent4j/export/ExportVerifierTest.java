package dev.consent4j.export;

import static dev.consent4j.export.TestLedger.join;
import static dev.consent4j.export.TestLedger.split;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.export.Verification.Completeness;
import dev.consent4j.export.Verification.Integrity;
import dev.consent4j.export.Verification.Outside.Result;
import dev.consent4j.key.SigningKey;
import dev.consent4j.ledger.Checkpoint;
import dev.consent4j.ledger.SignedNote;
import dev.consent4j.policy.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportVerifierTest {

    private final TestLedger site = new TestLedger();

    @AfterEach
    void close() {
        site.close();
    }

    @Proves("P-6")
    @Test
    void anExportOfTheWholeLedgerVerifies() {
        Verification found = site.decisions(0, 23).verify(site.lines());
        assertTrue(found.isClean(), found::toString);
        assertEquals(new Verification.Counts(23, 0, 0, 0, 0, 0), found.counts());
        assertEquals(Integrity.INTACT, found.integrity());
        assertEquals(Completeness.UNPROVEN, found.completeness());
        assertEquals(24, found.covered());
        assertEquals(24, found.end());
        assertEquals(List.of(), found.problems());
    }

    @Proves("P-6")
    @Test
    void everyRangeOfALedgerVerifies() {
        site.decisions(0, 9);
        for (long from = 0; from < 9; from++) {
            for (long to = from + 1; to <= 9; to++) {
                Verification found = site.verify(site.lines(from, to));
                assertTrue(found.isClean(), from + " to " + to + ": " + found);
                assertEquals(to - from, found.counts().verified());
            }
        }
    }

    @Test
    void outOfScopeEntriesAreThereAsLeavesOnly() {
        site.decisions(0, 20);
        byte[] export = TestLedger.bytes(
                site.export(ExportFormat.JSON_LINES, null, ExportScope.ofSubject(TestLedger.subject(3))));
        Verification found = site.verify(export);
        assertTrue(found.isClean(), found::toString);
        assertEquals(2, found.counts().verified());
        assertEquals(18, found.counts().closed());
        String text = new String(export, StandardCharsets.UTF_8);
        assertTrue(text.contains(TestLedger.subject(3).text()));
        assertFalse(text.contains(TestLedger.subject(4).text()));
    }

    @Proves({"P-6", "LOG-13"})
    @Test
    void erasedEntriesAreAccountedForByAnErasureBehindTheRange() {
        site.decisions(0, 20).erase(3);
        site.decisions(20, 23);
        Verification found = site.verify(site.lines(0, 20));
        assertTrue(found.isClean(), found::toString);
        assertEquals(new Verification.Counts(18, 0, 2, 0, 0, 0), found.counts());
    }

    @Test
    void anErasureWithinTheRangeIsInFullWhateverTheScope() {
        site.decisions(0, 20).erase(3);
        Verification found = site.verify(
                TestLedger.bytes(site.export(ExportFormat.JSON_LINES, null, ExportScope.ofKinds(EntryKind.POLICY))));
        assertTrue(found.isClean(), found::toString);
        assertEquals(new Verification.Counts(1, 18, 2, 0, 0, 0), found.counts());
    }

    @Test
    void withoutTheErasureEntryWhatIsErasedIsMissing() {
        site.decisions(0, 20).erase(3);
        List<String> lines = split(site.lines(0, 20));
        List<String> without = lines.stream()
                .filter(line -> !line.contains("\"kind\":\"erasure\""))
                .toList();
        assertEquals(lines.size() - 1, without.size());
        Verification found = site.verify(join(without));
        assertEquals(2, found.counts().missing());
        assertEquals(OptionalLong.of(3), found.firstOffending());
        assertEquals(Completeness.VIOLATED, found.completeness());
    }

    @Test
    void anExportThatEndsBeforeItsRangeIsIncompleteThoughItsLastLineSaysItEnds() {
        SignedNote older = site.decisions(0, 8).checkpoint();
        List<String> lines = split(site.decisions(8, 20).lines());
        List<String> cut = new ArrayList<>(lines.subList(0, 9));
        cut.add("{\"checkpoint\":" + CanonicalJson.write(older.toString()) + "}\n");
        cut.add("{\"end\":8}\n");
        Verification found = (Verification) TestLedger.verify(site.verifier().against(older), join(cut));
        assertEquals(12, found.counts().missing());
        assertEquals(Completeness.VIOLATED, found.completeness());
        assertFalse(found.isClean());
    }

    @Test
    void entriesErasedSinceTheyWereExportedAreCounted() throws Exception {
        site.decisions(0, 20);
        LedgerExport export = site.export(ExportFormat.JSON_LINES, null, ExportScope.ALL);
        String before = new String(TestLedger.bytes(export), StandardCharsets.UTF_8);
        site.erase(3);
        var rest = new java.io.ByteArrayOutputStream();
        export.writeFrom(20, rest);
        String range = before.substring(0, before.indexOf("{\"index\":20,"));
        Verification found =
                site.verify((range + rest.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        assertTrue(found.isClean(), found::toString);
        assertEquals(new Verification.Counts(20, 0, 0, 0, 0, 2), found.counts());
    }

    @Proves("P-6")
    @Test
    void anAlteredEntryIsNamedAndTheRestStaysProven() {
        List<String> lines = new ArrayList<>(split(site.decisions(0, 20).lines()));
        lines.set(8, lines.get(8).replace("\"denied\"", "\"granted\""));
        Verification found = site.verify(join(lines));
        assertEquals(Integrity.VIOLATED, found.integrity());
        assertEquals(OptionalLong.of(7), found.firstOffending());
        assertEquals(1, found.counts().altered());
        assertEquals(19, found.counts().verified());
        assertEquals(21, found.covered());
    }

    @Test
    void aCutTailIsFoundWhereverTheCutIs() {
        byte[] export = site.decisions(0, 5).lines();
        for (int length = 0; length < export.length; length++) {
            ExportReading found = TestLedger.verify(site.verifier(), Arrays.copyOf(export, length));
            assertFalse(found instanceof Verification verification && verification.isClean(), "cut at " + length);
        }
    }

    @Test
    void aLineLeftOutSwappedOrDoubledIsFoundAndNamed() {
        byte[] export = site.decisions(0, 8).lines();
        int entries = 8;
        for (int i = 1; i <= entries; i++) {
            List<String> without = new ArrayList<>(split(export));
            without.remove(i);
            Verification left = site.verify(join(without));
            assertEquals(1, left.counts().missing());
            assertEquals(OptionalLong.of(i - 1), left.firstOffending());

            List<String> twice = new ArrayList<>(split(export));
            twice.add(i, twice.get(i));
            Verification doubled = site.verify(join(twice));
            assertEquals(Integrity.VIOLATED, doubled.integrity());
            assertEquals(OptionalLong.of(i - 1), doubled.firstOffending());

            if (i < entries) {
                List<String> swapped = new ArrayList<>(split(export));
                Collections.swap(swapped, i, i + 1);
                Verification found = site.verify(join(swapped));
                assertEquals(Integrity.VIOLATED, found.integrity());
                assertEquals(OptionalLong.of(i - 1), found.firstOffending());
            }
        }
    }

    @Test
    void aRewrittenLedgerWithoutTheKeyIsFound() {
        site.decisions(0, 8);
        try (TestLedger forged = new TestLedger()) {
            List<String> lines = new ArrayList<>(split(forged.decisions(0, 8).lines()));
            lines.set(0, split(site.lines()).get(0).replace("export0", "export0"));
            List<String> ours = split(site.lines(0, 8));
            lines.set(lines.size() - 3, ours.get(ours.size() - 3));
            Verification found = site.verify(join(lines));
            assertEquals(Integrity.VIOLATED, found.integrity());
            assertEquals(0, found.covered());
        }
    }

    @Test
    void aForgedKeyIsFoundOnlyByWhoeverKnowsTheRealOne() {
        byte[] export = site.decisions(0, 8).lines();
        SigningKey other = SigningKey.generate(TestLedger.ORIGIN, new java.security.SecureRandom());
        ExportVerifier knows = ExportVerifier.trusting(List.of(other.verifyingKey()));
        assertEquals(Integrity.VIOLATED, ((Verification) TestLedger.verify(knows, export)).integrity());
        Verification believes = (Verification) TestLedger.verify(ExportVerifier.trustingTheExport(), export);
        assertTrue(believes.isClean());
        assertFalse(believes.trusted());
    }

    @Test
    void anOlderCheckpointFromOutsideMakesAnExportComplete() {
        SignedNote older = site.decisions(0, 8).checkpoint();
        byte[] export = site.decisions(8, 20).lines();
        Verification found = (Verification) TestLedger.verify(site.verifier().against(older), export);
        assertEquals(Completeness.COMPLETE, found.completeness());
        assertEquals(new Verification.Outside(Result.CONSISTENT, 8), found.outside());
        assertTrue(found.isClean());
    }

    @Test
    void aRollbackIsFoundByAnOlderCheckpointFromOutside() {
        SignedNote outside = site.decisions(0, 20).checkpoint();
        try (TestLedger restored = new TestLedger()) {
            byte[] export = restored.decisions(0, 8).lines();
            Verification found =
                    (Verification) TestLedger.verify(site.verifier().against(outside), export);
            assertEquals(Completeness.VIOLATED, found.completeness());
            assertEquals(Result.BEYOND_THE_END, found.outside().result());
            assertFalse(found.isClean());
        }
    }

    @Test
    void anotherHistoryIsFoundByAnOlderCheckpointFromOutside() {
        SignedNote outside = site.decisions(0, 8).checkpoint();
        try (TestLedger rewritten = new TestLedger()) {
            byte[] export = rewritten.decisions(0, 20).lines();
            Verification found =
                    (Verification) TestLedger.verify(site.verifier().against(outside), export);
            assertEquals(Integrity.VIOLATED, found.integrity());
            assertEquals(Result.DIFFERENT, found.outside().result());
        }
    }

    @Test
    void aCheckpointThatCannotBeComparedIsNoProof() {
        SignedNote older = site.decisions(0, 7).checkpoint();
        byte[] export = TestLedger.bytes(
                site.decisions(7, 20).export(ExportFormat.JSON_LINES, new IndexRange(10, 20), ExportScope.ALL));
        Verification found = (Verification) TestLedger.verify(site.verifier().against(older), export);
        assertEquals(Result.NOT_COMPARABLE, found.outside().result());
        assertFalse(found.isClean());
    }

    @Test
    void aCheckpointOfAnotherLedgerIsNoProof() {
        byte[] export = site.decisions(0, 8).lines();
        SigningKey other = SigningKey.of("elsewhere", new byte[SigningKey.SECRET_BYTES]);
        SignedNote foreign = SignedNote.sign(new Checkpoint("elsewhere", 3, new byte[32]).text(), other);
        Verification found = (Verification) TestLedger.verify(site.verifier().against(foreign), export);
        assertEquals(Result.NOT_OURS, found.outside().result());
        assertFalse(found.isClean());
    }

    @Test
    void theSpanBehindTheLastSignedCheckpointIsNamed() {
        for (int signed = 1; signed < 12; signed++) {
            try (TestLedger stopped = new TestLedger()) {
                stopped.decisions(0, signed).stopSigning();
                stopped.decisions(signed, 12);
                for (byte[] export : List.of(stopped.lines(), stopped.lines(3, 9))) {
                    Verification found = stopped.verify(export);
                    assertEquals(Integrity.UNCOVERED, found.integrity(), found::toString);
                    assertEquals(signed, found.covered());
                    assertFalse(found.isClean());
                }
            }
        }
    }

    @Test
    void garbageIsNoExport() {
        List.of(
                        "",
                        "\n",
                        "{}\n",
                        "\u0000\u0001",
                        "{\"format\":\"consent4j-export\",\"version\":2,\n",
                        "a".repeat(100_000))
                .forEach(text -> assertInstanceOf(
                        ExportReading.Unreadable.class,
                        TestLedger.verify(site.verifier(), text.getBytes(StandardCharsets.UTF_8)),
                        text));
    }

    @Test
    void aLineWithoutEndIsNotGathered() {
        byte[] endless = new byte[LineReader.MAX_LINE * 3];
        assertInstanceOf(ExportReading.Unreadable.class, TestLedger.verify(site.verifier(), endless));
        byte[] header = split(site.decisions(0, 3).lines()).get(0).getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(header, header.length + endless.length);
        assertEquals(Integrity.VIOLATED, site.verify(both).integrity());
    }

    @Test
    void everySizeHasTheRootOfTheSpecification() {
        TreeHasher hasher = new TreeHasher();
        RunningTree tree = new RunningTree(hasher);
        var frontier = dev.consent4j.ledger.Frontier.EMPTY;
        for (long i : LongStream.range(0, 70).toArray()) {
            assertEquals(List.of(box(frontier.root())), List.of(box(tree.root())));
            byte[] leaf = new byte[32];
            leaf[0] = (byte) i;
            tree.append(leaf);
            frontier = frontier.append(leaf);
        }
    }

    private static String box(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
