package dev.consent4j.cli;

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
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A small ledger with a key of its own, and exports of it. */
final class TestLedger implements AutoCloseable {

    static final SigningKey KEY = SigningKey.of("example.org/consent", new byte[SigningKey.SECRET_BYTES]);

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final SigningKey key;
    private final ConsentLedger ledger;
    private int exports;

    TestLedger() {
        this(KEY);
    }

    TestLedger(SigningKey key) {
        this.key = key;
        this.ledger = ConsentLedger.open(
                "site",
                InMemoryStore.create(),
                new EntryJson(),
                new SecureRandom(),
                new Publishing(
                        key.verifyingKey().name(),
                        false,
                        new LedgerKeys(key, List.of()),
                        List.of(),
                        Duration.ofDays(1)));
    }

    /** The text of the key its checkpoints are signed with. */
    String vkey() {
        return key.verifyingKey().text();
    }

    /** Records entries that say {@code "0-<number>"}. */
    TestLedger record(int entries) {
        for (int i = 0; i < entries; i++) {
            ledger.record(new ConsoleRead("eve", "list", "0-" + i, NOW));
        }
        return this;
    }

    /** The signed checkpoint over all that is recorded. */
    byte[] checkpoint() {
        return ledger.publish().orElseThrow().toBytes();
    }

    /** An export of everything. */
    byte[] export() throws IOException {
        return export(ExportFormat.JSON_LINES);
    }

    byte[] export(ExportFormat format) throws IOException {
        exports++;
        ExportRequest request = new ExportRequest(
                format, null, ExportScope.ALL, "audit", "auditor", LocalDate.parse("2027-01-01"), "eve");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LedgerExport.begin(ledger, request, "export-" + exports, NOW).write(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
