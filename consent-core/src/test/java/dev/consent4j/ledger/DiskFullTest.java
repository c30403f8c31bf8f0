package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.store.jdbc.SqliteFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system without a byte left, under the embedded store, while eight threads record. */
class DiskFullTest {

    private final CapturedLog log = new CapturedLog();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void nothingAcknowledgedIsLostAndRecordingGoesOnWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 8)) {
            try (SqliteFile file = SqliteFile.open(disk.folder().resolve("consent.db"));
                    ConsentLedger ledger =
                            ConsentLedger.open("site", file.ledger("site"), TestEntries.CODEC, new SecureRandom());
                    Recorders recorders = Recorders.start(ledger)) {
                recorders.awaitAcknowledged(50);
                disk.fill();
                recorders.awaitRefused(200);
                disk.free();
                recorders.awaitAcknowledged(50);
                recorders.stopAndCompare();
            }
            assertAlternates();
            // What is on the disk says the same as what was in memory.
            try (SqliteFile file = SqliteFile.open(disk.folder().resolve("consent.db"));
                    ConsentLedger ledger =
                            ConsentLedger.open("site", file.ledger("site"), TestEntries.CODEC, new SecureRandom())) {
                assertTrue(ledger.check().isIntact());
            }
        }
    }

    /** While the last blocks fill up, a small batch may still find room; each change is told once. */
    private void assertAlternates() {
        List<String> messages = log.messages();
        assertTrue(messages.size() >= 2 && messages.size() % 2 == 0, messages::toString);
        for (int i = 0; i < messages.size(); i++) {
            String expected = i % 2 == 0 ? "cannot be written" : "can be written again";
            assertTrue(messages.get(i).contains(expected), messages::toString);
        }
        assertEquals(messages.size(), log.levels().size());
    }
}
