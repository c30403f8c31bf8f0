package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's file between processes: two may write at once, and a killed one leaves nothing behind. */
class LedgerProcessTest {

    @TempDir
    Path folder;

    @Test
    void aKilledProcessLeavesNothingBesideItsFile() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path data = folder.resolve("data");
        try (RecordingProcess process = RecordingProcess.start(
                LedgerAddress.sqlite(data.resolve("consent.db")),
                0,
                RecordingProcess.ENDLESS,
                "-Djava.io.tmpdir=" + temporary)) {
            process.acknowledged(20);
            process.kill();
        }
        assertEquals(List.of(), names(temporary));
        assertEquals(List.of("consent.db", "consent.db-shm", "consent.db-wal"), names(data));
    }

    @Test
    void twoProcessesMayWriteToOneFile() throws Exception {
        int each = 25;
        try (RecordingProcess one = RecordingProcess.start(ledger(), 0, each);
                RecordingProcess other = RecordingProcess.start(ledger(), 10_000_000, each)) {
            Set<String> acknowledged = new HashSet<>(one.acknowledged(Integer.MAX_VALUE));
            acknowledged.addAll(other.acknowledged(Integer.MAX_VALUE));
            assertEquals(0, one.exitCode(), one::complaints);
            assertEquals(0, other.exitCode(), other::complaints);
            assertEquals(2 * each * RecordingProcess.THREADS, acknowledged.size());
            assertEquals(acknowledged, new HashSet<>(RecordedIds.of(ledger())));
        }
    }

    private LedgerAddress ledger() {
        return LedgerAddress.sqlite(file());
    }

    private Path file() {
        return folder.resolve("consent.db");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
