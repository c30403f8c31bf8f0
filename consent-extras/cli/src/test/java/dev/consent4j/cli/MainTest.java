package dev.consent4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.export.ExportFormat;
import dev.consent4j.export.ExportRequest;
import dev.consent4j.export.ExportScope;
import dev.consent4j.export.LedgerExport;
import dev.consent4j.json.EntryJson;
import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.SigningKey;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Publishing;
import dev.consent4j.store.memory.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final SigningKey KEY = SigningKey.of("example.org/consent", new byte[SigningKey.SECRET_BYTES]);

    @TempDir
    private Path directory;

    private String out = "";
    private String err = "";

    private int run(String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = Main.run(
                Arrays.asList(arguments),
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        out = output.toString(StandardCharsets.UTF_8);
        err = errors.toString(StandardCharsets.UTF_8);
        return code;
    }

    private ConsentLedger ledger() {
        return ConsentLedger.open(
                "site",
                InMemoryStore.create(),
                new EntryJson(),
                new SecureRandom(),
                new Publishing(
                        "example.org/consent", false, new LedgerKeys(KEY, List.of()), List.of(), Duration.ofDays(1)));
    }

    private Path export(ConsentLedger ledger, String name, int entries) throws Exception {
        for (int i = 0; i < entries; i++) {
            ledger.record(new ConsoleRead("eve", "list", "0-" + i, NOW));
        }
        ExportRequest request = new ExportRequest(
                ExportFormat.JSON_LINES,
                null,
                ExportScope.ALL,
                "audit",
                "auditor",
                LocalDate.parse("2027-01-01"),
                "eve");
        Path file = directory.resolve(name);
        try (OutputStream stream = Files.newOutputStream(file)) {
            LedgerExport.begin(ledger, request, name, NOW).write(stream);
        }
        return file;
    }

    @Test
    void aGoodExportGivesZeroAndBothFindings() throws Exception {
        try (ConsentLedger ledger = ledger()) {
            Path older = Files.write(directory.resolve("older"), first(ledger));
            Path file = export(ledger, "good.jsonl", 5);
            Path key = Files.writeString(
                    directory.resolve("key"), KEY.verifyingKey().text() + "\n");
            assertEquals(0, run("verify", file.toString(), "--key", key.toString(), "--checkpoint", older.toString()));
            assertTrue(out.contains("Integrity     OK"), out);
            assertTrue(out.contains("Completeness  OK: nothing is missing; continues the older checkpoint"), out);
            assertEquals(0, run("verify", file.toString()));
            assertTrue(out.contains("Completeness  NOT PROVEN"), out);
            assertTrue(out.contains("give --key"), out);
            assertEquals(0, run("verify", file.toString(), "--json"));
            assertTrue(out.startsWith("{\"altered\":0,\"clean\":true,"), out);
        }
    }

    private static byte[] first(ConsentLedger ledger) {
        ledger.record(new ConsoleRead("eve", "list", "first", NOW));
        return ledger.publish().orElseThrow().toBytes();
    }

    @Test
    void anAlteredExportGivesOneAndNamesTheIndex() throws Exception {
        try (ConsentLedger ledger = ledger()) {
            Path file = export(ledger, "altered.jsonl", 5);
            Files.writeString(file, Files.readString(file).replace("\"0-3\"", "\"0-4\""));
            assertEquals(1, run("verify", file.toString()));
            assertTrue(out.contains("Integrity     VIOLATED"), out);
            assertTrue(out.contains("First offending index: 3"), out);
            assertEquals(1, run("verify", file.toString(), "--json"));
            assertTrue(out.contains("\"firstOffending\":3"), out);
        }
    }

    @Test
    void whatCannotBeUsedGivesTwoAndASentence() throws Exception {
        Path garbage = Files.write(directory.resolve("garbage"), new byte[] {0, 1, 2, 3, (byte) 0xff});
        String file = garbage.toString();
        for (String[] arguments : new String[][] {
            {},
            {"verfy"},
            {"verify"},
            {"verify", file},
            {"verify", directory.toString()},
            {"verify", directory.resolve("none").toString()},
            {"verify", file, file},
            {"verify", file, "--key"},
            {"verify", file, "--key", "nonsense"},
            {"verify", file, "--key", file},
            {"verify", file, "--checkpoint", file},
            {"verify", file, "--opening", file},
            {"receipt", file},
            {"receipt", "\u0000"}
        }) {
            assertEquals(2, run(arguments), String.join(" ", arguments));
            assertFalse(err.isBlank());
            assertFalse(err.contains("Exception"), err);
            assertEquals("", out);
        }
    }

    @Test
    void helpIsNoError() {
        assertEquals(0, run("--help"));
        assertEquals(Main.USAGE, out);
    }
}
