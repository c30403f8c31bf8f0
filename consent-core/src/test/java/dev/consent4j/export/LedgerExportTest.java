package dev.consent4j.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.contract.TestDecisions;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.json.EntryJson;
import dev.consent4j.json.JsonLine;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.store.memory.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerExportTest {

    private final TestLedger site = new TestLedger();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anExportIsAnEntryBeforeItsFirstByteLeaves() {
        LedgerExport export =
                site.decisions(0, 3).export(ExportFormat.CSV, null, ExportScope.ofKinds(EntryKind.DECISION));
        Exported recorded = assertInstanceOf(
                Exported.class,
                site.ledger.find(Exported.idOf("export0")).orElseThrow().entry().orElseThrow());
        assertEquals(export.exported(), recorded);
        assertEquals("audit 2026", recorded.purpose());
        assertEquals("the auditors", recorded.recipient());
        assertEquals(LocalDate.parse("2027-01-31"), recorded.destroyBy());
        assertEquals("kind=decision", recorded.scope());
        assertEquals(new IndexRange(0, 3), recorded.range());
    }

    @Test
    void theScopeThatTheLedgerKeepsNamesNoSubject() {
        LedgerExport export =
                site.decisions(0, 3).export(ExportFormat.CSV, null, ExportScope.ofSubject(TestLedger.subject(1)));
        assertEquals("one subject", export.exported().scope());
    }

    @Test
    void anExportWithoutPurposeRecipientOrDayIsRefused() {
        site.decisions(0, 3);
        LocalDate today = LocalDate.parse("2026-11-22");
        for (String bad : List.of("", "   ", "two\nlines", "x".repeat(501))) {
            ExportRequest request = new ExportRequest(ExportFormat.CSV, null, ExportScope.ALL, bad, bad, today, "eve");
            assertEquals(3, request.problems(today).size());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> LedgerExport.begin(site.ledger, request, "id", TestLedger.NOW));
        }
        assertEquals(3, site.ledger.size());
    }

    @Test
    void aLedgerWithoutAKeyGivesNoVerifiableExport() {
        try (ConsentLedger unsigned =
                ConsentLedger.open("site", InMemoryStore.create(), new EntryJson(), new SecureRandom())) {
            unsigned.record(new ConsoleRead("eve", "list", "none", TestLedger.NOW));
            ExportRequest request = new ExportRequest(
                    ExportFormat.JSON_LINES, null, ExportScope.ALL, "a", "b", LocalDate.parse("2027-01-01"), "eve");
            assertThrows(
                    IllegalStateException.class, () -> LedgerExport.begin(unsigned, request, "id", TestLedger.NOW));
            assertEquals(1, unsigned.size());
        }
    }

    @Test
    void anInterruptedExportContinuesWithTheSameBytesFromTheLastWholeLine() throws IOException {
        site.decisions(0, 40).erase(3);
        for (ExportFormat format : ExportFormat.values()) {
            LedgerExport export = site.export(format, new IndexRange(5, 40), ExportScope.ALL);
            byte[] whole = TestLedger.bytes(export);
            for (int cut : new int[] {whole.length / 4, whole.length / 2, whole.length * 3 / 4}) {
                ByteArrayOutputStream begun = new ByteArrayOutputStream();
                assertThrows(IOException.class, () -> export.write(new Failing(begun, cut)));
                String text = begun.toString(StandardCharsets.UTF_8);
                long next = lastWholeIndex(format, text) + 1;
                String kept = text.substring(0, text.lastIndexOf('\n') + 1);
                if (next <= 5 || format == ExportFormat.DPV) {
                    continue;
                }
                LedgerExport again = LedgerExport.resume(
                                site.ledger, export.exported().export(), ExportScope.ALL)
                        .orElseThrow();
                ByteArrayOutputStream rest = new ByteArrayOutputStream();
                again.writeFrom(next, rest);
                assertArrayEquals(
                        whole, (kept + rest.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static long lastWholeIndex(ExportFormat format, String text) {
        String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1);
        String last = lines[lines.length - 2];
        String marker = format == ExportFormat.CSV ? "\"" : "{\"index\":";
        int from = last.indexOf(marker) + marker.length();
        int to = from;
        while (to < last.length() && Character.isDigit(last.charAt(to))) {
            to++;
        }
        return to == from ? -1 : Long.parseLong(last.substring(from, to));
    }

    /** A stream that breaks after some bytes. */
    private static final class Failing extends OutputStream {

        private final OutputStream out;
        private int left;

        Failing(OutputStream out, int left) {
            this.out = out;
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            if (left-- == 0) {
                throw new IOException("broken");
            }
            out.write(b);
        }
    }

    @Test
    void anotherScopeContinuesNoExport() {
        site.decisions(0, 3).export(ExportFormat.CSV, null, ExportScope.ALL);
        assertTrue(LedgerExport.resume(site.ledger, "export0", ExportScope.ALL).isPresent());
        assertTrue(LedgerExport.resume(site.ledger, "export0", ExportScope.ofKinds(EntryKind.POLICY))
                .isEmpty());
        assertTrue(LedgerExport.resume(site.ledger, "never", ExportScope.ALL).isEmpty());
    }

    @Test
    void aCellThatASpreadsheetWouldCalculateIsText() {
        for (String dangerous : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "'x")) {
            site.ledger.record(new ConsoleRead(dangerous, "list", "none", TestLedger.NOW));
        }
        SubjectId dash = new SubjectId("-" + TestLedger.subject(1).text().substring(1));
        site.ledger.record(new DecisionRecorded(
                TestDecisions.decision()
                        .id(DecisionId.of(new byte[16]))
                        .subject(dash)
                        .build(),
                "test"));
        String csv = new String(
                TestLedger.bytes(site.export(ExportFormat.CSV, null, ExportScope.ALL)), StandardCharsets.UTF_8);
        assertTrue(csv.contains("\"'" + dash.text() + "\""));
        for (String cell : csv.split("\",\"|\"?\r\n\"?", -1)) {
            assertFalse(!cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0, cell);
        }
    }

    @Test
    void aTableHasARowForEveryEntryInScopeAndTheSameColumnsInEach() {
        site.decisions(0, 12).erase(3);
        String csv = new String(
                TestLedger.bytes(site.export(ExportFormat.CSV, null, ExportScope.ALL)), StandardCharsets.UTF_8);
        String[] rows = csv.split("\r\n", -1);
        assertEquals(13 + 1 + 1, rows.length);
        for (int i = 0; i < rows.length - 1; i++) {
            assertEquals(27, cells(rows[i]), rows[i]);
        }
        assertTrue(rows[4].startsWith("\"3\",\"erased\",\"\""));
    }

    private static int cells(String row) {
        int cells = 1;
        boolean quoted = false;
        for (char c : row.toCharArray()) {
            quoted ^= c == '"';
            cells += c == ',' && !quoted ? 1 : 0;
        }
        return cells;
    }

    @Proves({"RECORD-2", "RECORD-3"})
    @Test
    void jsonLdIsOneDocumentWithTermsThatExist() {
        site.decisions(0, 6);
        byte[] document = TestLedger.bytes(site.export(ExportFormat.DPV, null, ExportScope.ALL));
        String text = new String(document, StandardCharsets.UTF_8);
        assertTrue(JsonLine.isObject(text.replace("\n", "").getBytes(StandardCharsets.UTF_8)));
        assertEquals(6, text.split("dpv:ConsentRecord", -1).length - 1);
        assertTrue(text.contains("dpv:ConsentGiven"));
        assertTrue(text.contains("dpv:ConsentRefused"));
        for (String absent : List.of("ConsentTerminated", "dpv:Analytics", "FullyAutomatedProcessing")) {
            assertFalse(text.contains(absent), absent);
        }
    }
}
