package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.contract.database.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes record into one ledger and publish it: one chain of checkpoints, wherever one of them is killed. */
class PublishingProcessTest {

    private static final int EACH = 40;
    private static final int OTHER = 10_000_000;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @TempDir
    Path folder;

    private PublishingFolder notes;
    private LedgerAddress unpublished;
    private LedgerAddress address;

    @BeforeEach
    void createTheLedger() throws Exception {
        notes = new PublishingFolder(folder);
        unpublished = LedgerAddress.jdbc(PostgresServer.shared().newDatabase());
        unpublished.open().close();
        address = unpublished.published(folder);
    }

    @Test
    void whatTwoProcessesSignIsOneChainAndTheLastCheckpointNeverGoesBack() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        List<Long> seen = new ArrayList<>();
        try (LedgerAddress.Open watched = unpublished.open();
                RecordingProcess one = RecordingProcess.start(address, 0, EACH);
                RecordingProcess other = RecordingProcess.start(address, OTHER, EACH)) {
            await(() -> {
                seen.add(published(watched.ledger()));
                return !one.isAlive() && !other.isAlive();
            });
            for (RecordingProcess process : List.of(one, other)) {
                acknowledged.addAll(process.acknowledged(Integer.MAX_VALUE));
                assertEquals(0, process.exitCode(), process::complaints);
            }
        }
        assertEquals(seen.stream().sorted().toList(), seen);
        assertEquals(acknowledged, new HashSet<>(RecordedIds.of(unpublished)));
        assertEquals(2 * EACH * RecordingProcess.THREADS, acknowledged.size());
        // Both published a last time when they ended, so nothing is left to sign.
        try (LedgerAddress.Open open = address.open()) {
            assertEquals(acknowledged.size(), published(open.ledger()));
            notes.assertOneChain(open.ledger());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereverAPublisherIsKilledTheOtherGoesOn(PublishingStep step) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        try (LedgerAddress.Open watched = unpublished.open();
                RecordingProcess victim =
                        RecordingProcess.start(address, 0, RecordingProcess.ENDLESS, PublishingFolder.stopAt(step, 3));
                RecordingProcess other = RecordingProcess.start(address, OTHER, RecordingProcess.ENDLESS)) {
            await(notes::hasStopped);
            long before = watched.ledger().size();
            victim.kill();
            await(() -> published(watched.ledger()) > before);
            other.kill();
            for (RecordingProcess process : List.of(victim, other)) {
                acknowledged.addAll(process.acknowledged(Integer.MAX_VALUE));
            }
        }
        assertTrue(RecordedIds.of(unpublished).containsAll(acknowledged), "acknowledged decisions are lost");
        try (LedgerAddress.Open open = address.open()) {
            notes.assertOneChain(open.ledger());
        }
    }

    private static long published(ConsentLedger ledger) {
        return ledger.checkpoint().map(note -> PublishTrial.said(note).size()).orElse(0L);
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - start < PATIENCE_NANOS, "it never happens");
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
