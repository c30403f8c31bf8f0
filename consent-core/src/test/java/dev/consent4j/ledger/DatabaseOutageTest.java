package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.DatabaseServer;
import dev.consent4j.contract.database.MariaDbServer;
import dev.consent4j.contract.database.MySqlServer;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.store.jdbc.JdbcLedgers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real database that dies, has no room or no connection left, while eight threads record. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DatabaseOutageTest {

    private static final long PAUSE_NANOS = 50_000_000;
    private static final int ROUNDS = Integer.getInteger("consent4j.killRounds", 3);
    private static final int CONNECTIONS = 4;
    private static final int MANY = 100;

    private final CapturedLog log = new CapturedLog();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aKilledAndRestartedDatabaseLosesNothingAcknowledged() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder);
                HikariDataSource pool = pool(server, CONNECTIONS);
                ConsentLedger ledger = ledger(pool);
                Recorders recorders = Recorders.start(ledger)) {
            for (int round = 0; round < ROUNDS; round++) {
                recorders.awaitAcknowledged(100);
                server.kill9();
                recorders.awaitRefused(2 * Recorders.THREADS);
                server.restart();
            }
            recorders.awaitAcknowledged(100);
            recorders.stopAndCompare();
        }
        assertEquals(2 * ROUNDS, log.messages().size(), log.messages()::toString);
        assertAlternates();
    }

    @Test
    void aPoolWithoutAConnectionLeftIsAnOutageLikeAnyOther() throws Exception {
        try (HikariDataSource pool = pool(PostgresServer.shared().newDatabase(), 1);
                ConsentLedger ledger = ledger(pool);
                Recorders recorders = Recorders.start(ledger)) {
            recorders.awaitAcknowledged(100);
            try (Connection held = pool.getConnection()) {
                recorders.awaitRefused(2 * Recorders.THREADS);
                assertTrue(held.isValid(1));
            }
            recorders.awaitAcknowledged(100);
            recorders.stopAndCompare();
        }
        assertEquals(2, log.messages().size(), log.messages()::toString);
        assertAlternates();
    }

    @Test
    void aFullDiskOfPostgresIsAnOutageLikeAnyOther() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 160);
                PostgresServer server = PostgresServer.start(
                        disk.folder(), "max_wal_size=32MB", "min_wal_size=32MB", "shared_buffers=16MB")) {
            fillsUp(disk, server.url(), MANY, () -> restart(server));
        }
    }

    @Test
    void aFullDiskOfMariaDbIsAnOutageLikeAnyOther() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 256);
                MariaDbServer server = MariaDbServer.start(disk.folder())) {
            fillsUp(disk, server.newDatabase(), MANY, () -> restart(server));
        }
    }

    @Test
    @Tag("mysql")
    void aFullDiskOfMySqlIsAnOutageLikeAnyOther() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 512);
                MySqlServer server = MySqlServer.start(disk.folder())) {
            // It says nothing while it waits for room, so its callers are told only when patience ends.
            fillsUp(disk, server.newDatabase(), 2 * Recorders.THREADS, () -> restart(server));
        }
    }

    /** H2 closes its file; the pool has to find out that none of its connections is of use any more. */
    @Test
    void aFullDiskOfH2IsAnOutageLikeAnyOther() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 32)) {
            fillsUp(disk, "jdbc:h2:" + disk.folder().resolve("ledger") + ";WRITE_DELAY=0", MANY, () -> {});
        }
    }

    private void fillsUp(SmallDisk disk, String url, int refusals, Runnable keeping) throws Exception {
        try (HikariDataSource pool = pool(url, CONNECTIONS);
                ConsentLedger ledger = ledger(pool);
                Recorders recorders = Recorders.start(ledger)) {
            recorders.awaitAcknowledged(100);
            disk.fill();
            recorders.awaitRefused(refusals);
            disk.free();
            Thread keeper = repeat(keeping);
            recorders.awaitAcknowledged(100);
            keeper.interrupt();
            keeper.join();
            recorders.stopAndCompare();
        }
        assertAlternates();
    }

    /** A server that ends itself when it cannot write, as MariaDB's does at times, is started again as services are. */
    private static void restart(DatabaseServer server) {
        if (!server.isRunning()) {
            server.restart();
        }
    }

    private static Thread repeat(Runnable work) {
        Thread thread = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                work.run();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static ConsentLedger ledger(HikariDataSource pool) {
        return ConsentLedger.open(
                "site", JdbcLedgers.create(pool).ledger("site"), TestEntries.CODEC, new SecureRandom());
    }

    private static HikariDataSource pool(PostgresServer server, int connections) {
        return pool(server.url(), connections);
    }

    private static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(500);
        config.setValidationTimeout(300);
        return new HikariDataSource(config);
    }

    /** Each change is told once, and the last word is that all is well. */
    private void assertAlternates() {
        List<String> messages = log.messages();
        assertTrue(messages.size() >= 2 && messages.size() % 2 == 0, messages::toString);
        for (int i = 0; i < messages.size(); i++) {
            String expected = i % 2 == 0 ? "cannot be written" : "can be written again";
            assertTrue(messages.get(i).contains(expected), messages::toString);
        }
    }
}
