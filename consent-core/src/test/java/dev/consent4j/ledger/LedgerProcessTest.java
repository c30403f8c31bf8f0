package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.store.jdbc.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's file between processes: what was acknowledged outlives a kill, and two may write at once. */
class LedgerProcessTest {

    private static final int ROUNDS = Integer.getInteger("consent4j.kill.rounds", 3);
    private static final long SEED = Long.getLong("consent4j.kill.seed", 20_261_122);

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKill() throws Exception {
        Random random = new Random(SEED);
        Set<String> acknowledged = new HashSet<>();
        long unanswered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (RecordingProcess process =
                    RecordingProcess.start(file(), round * 10_000_000, RecordingProcess.ENDLESS)) {
                acknowledged.addAll(process.acknowledged(1 + random.nextInt(400)));
                process.kill();
                acknowledged.addAll(process.acknowledged(Integer.MAX_VALUE));
            }
            List<String> recorded = recordedIds();
            assertEquals(recorded.size(), new HashSet<>(recorded).size(), "an entry is there twice");
            assertTrue(new HashSet<>(recorded).containsAll(acknowledged), "an acknowledged entry is lost");
            long nowUnanswered = recorded.size() - acknowledged.size();
            assertTrue(
                    nowUnanswered - unanswered <= RecordingProcess.THREADS,
                    () -> "more entries than callers: " + nowUnanswered);
            unanswered = nowUnanswered;
        }
    }

    @Test
    void aKilledProcessLeavesNothingBesideItsFile() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path data = folder.resolve("data");
        try (RecordingProcess process = RecordingProcess.start(
                data.resolve("consent.db"), 0, RecordingProcess.ENDLESS, "-Djava.io.tmpdir=" + temporary)) {
            process.acknowledged(20);
            process.kill();
        }
        assertEquals(List.of(), names(temporary));
        assertEquals(List.of("consent.db", "consent.db-shm", "consent.db-wal"), names(data));
    }

    @Test
    void twoProcessesMayWriteToOneFile() throws Exception {
        int each = 25;
        try (RecordingProcess one = RecordingProcess.start(file(), 0, each);
                RecordingProcess other = RecordingProcess.start(file(), 10_000_000, each)) {
            Set<String> acknowledged = new HashSet<>(one.acknowledged(Integer.MAX_VALUE));
            acknowledged.addAll(other.acknowledged(Integer.MAX_VALUE));
            assertEquals(0, one.exitCode());
            assertEquals(0, other.exitCode());
            assertEquals(2 * each * RecordingProcess.THREADS, acknowledged.size());
            assertEquals(acknowledged, new HashSet<>(recordedIds()));
        }
    }

    /** The ids in order; checks on the way that there is no gap and that head and leaves agree. */
    private List<String> recordedIds() {
        try (SqliteFile file = SqliteFile.open(file());
                ConsentLedger ledger =
                        ConsentLedger.open("site", file.ledger("site"), TestEntries.CODEC, new SecureRandom())) {
            LedgerCheck check = ledger.check();
            assertTrue(check.isIntact(), check::toString);
            assertEquals(ledger.size(), check.verified());
            List<LedgerEntry> entries = ledger.read(0, Integer.MAX_VALUE);
            assertEquals(
                    LongStream.range(0, ledger.size()).boxed().toList(),
                    entries.stream().map(LedgerEntry::index).toList());
            List<String> ids = new ArrayList<>();
            entries.forEach(entry -> ids.add(entry.entry().orElseThrow().id().orElseThrow()));
            return ids;
        }
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
