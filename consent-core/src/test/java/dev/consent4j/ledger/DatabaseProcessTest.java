package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.MariaDbServer;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.store.jdbc.JdbcLedgers;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One ledger in a database server, written by several processes at once: no gap, no fork, nothing twice. */
class DatabaseProcessTest {

    private static final int PROCESSES = 3;
    private static final int EACH = 40;

    @Test
    void threeProcessesMayWriteToOneLedgerInPostgres() throws Exception {
        writeTogether(PostgresServer.shared().newDatabase());
    }

    @Test
    void threeProcessesMayWriteToOneLedgerInMariaDb() throws Exception {
        writeTogether(MariaDbServer.shared().newDatabase());
    }

    private static void writeTogether(String url) throws Exception {
        try (HikariDataSource pool = Pools.of(url, 2)) {
            JdbcLedgers ledgers = JdbcLedgers.create(pool);
            List<RecordingProcess> processes = new ArrayList<>();
            Set<String> acknowledged = new HashSet<>();
            try {
                for (int number = 0; number < PROCESSES; number++) {
                    processes.add(RecordingProcess.start(LedgerAddress.jdbc(url), number * 10_000_000, EACH));
                }
                for (RecordingProcess process : processes) {
                    acknowledged.addAll(process.acknowledged(Integer.MAX_VALUE));
                    assertEquals(0, process.exitCode());
                }
            } finally {
                processes.forEach(RecordingProcess::close);
            }
            int expected = PROCESSES * EACH * RecordingProcess.THREADS;
            assertEquals(expected, acknowledged.size());
            try (ConsentLedger ledger =
                    ConsentLedger.open("site", ledgers.ledger("site"), TestEntries.CODEC, new SecureRandom())) {
                LedgerCheck check = ledger.check();
                assertTrue(check.isIntact(), check::toString);
                assertEquals(expected, check.verified());
                List<LedgerEntry> entries = ledger.read(0, Integer.MAX_VALUE);
                assertEquals(
                        LongStream.range(0, expected).boxed().toList(),
                        entries.stream().map(LedgerEntry::index).toList());
                Set<String> recorded = new HashSet<>();
                entries.forEach(
                        entry -> recorded.add(entry.entry().orElseThrow().id().orElseThrow()));
                assertEquals(acknowledged, recorded);
            }
        }
    }
}
