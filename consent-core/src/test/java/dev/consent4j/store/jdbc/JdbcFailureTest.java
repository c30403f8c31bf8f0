package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.MariaDbServer;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store answers when server, connection or commit fail, and that it recovers by itself. */
class JdbcFailureTest {

    @TempDir
    Path folder;

    @Test
    void aKilledServerIsUnavailableUntilItIsBack() {
        try (PostgresServer server = PostgresServer.start(folder);
                HikariDataSource pool = Pools.of(server.url(), 2)) {
            ConsentStore store = JdbcLedgers.create(pool).ledger("site");
            Appending.append(store, "a");
            pool.setConnectionTimeout(500);
            server.kill9();
            assertTrue(unavailable(store).outcomeKnown());
            assertThrows(StoreUnavailableException.class, store::head);
            server.restart();
            pool.setConnectionTimeout(10_000);
            assertEquals(2, Appending.append(store, "b").size());
        }
    }

    @Test
    void aServerThatAnswersNothingIsGivenUp() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder);
                HikariDataSource pool = Pools.of(server.url(), 2)) {
            ConsentStore store =
                    JdbcLedgers.open(pool, true, Duration.ofSeconds(1)).ledger("site");
            Appending.append(store, "a");
            try (Connection held = pool.getConnection();
                    Statement statement = held.createStatement()) {
                held.setAutoCommit(false);
                statement.execute("SELECT * FROM ledger_head FOR UPDATE");
                assertTrue(unavailable(store).outcomeKnown());
                held.rollback();
                held.setAutoCommit(true);
            }
            assertEquals(2, Appending.append(store, "b").size());
            pool.setConnectionTimeout(2_000);
            signal(server, "STOP");
            assertThrows(StoreUnavailableException.class, () -> Appending.append(store, "c"));
            signal(server, "CONT");
            pool.setConnectionTimeout(10_000);
            assertEquals(3, Appending.append(store, "c").size());
        }
    }

    /** To the server and all of its processes. */
    private static void signal(PostgresServer server, String signal) throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        for (ProcessHandle process :
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList()) {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    @Test
    void anExhaustedPoolIsUnavailableUntilAConnectionIsFree() throws SQLException {
        try (HikariDataSource pool = Pools.of(PostgresServer.shared().newDatabase(), 1)) {
            ConsentStore store = JdbcLedgers.create(pool).ledger("site");
            pool.setConnectionTimeout(300);
            try (Connection taken = pool.getConnection()) {
                assertTrue(unavailable(store).outcomeKnown());
            }
            assertEquals(1, Appending.append(store, "a").size());
        }
    }

    @Test
    void aFailedCommitLeavesTheOutcomeUnknown() throws SQLException {
        outcomeIsUnknownAfter("commit", MariaDbServer.shared().newDatabase(), "40001");
    }

    /** PostgreSQL is sent the rows and the commit together. */
    @Test
    void aFailedInsertThatAlsoCommitsLeavesTheOutcomeUnknown() throws SQLException {
        outcomeIsUnknownAfter("executeUpdate", PostgresServer.shared().newDatabase(), "40P01");
    }

    private static void outcomeIsUnknownAfter(String method, String url, String lost) throws SQLException {
        try (HikariDataSource pool = Pools.of(url, 1);
                Connection connection = created(pool)) {
            Faults faults = new Faults(connection);
            ConsentStore store = JdbcLedgers.open(faults.source()).ledger("site");
            // The first append makes the head, with a statement of its own.
            assertEquals(1, Appending.append(store, "a").size());
            faults.add(new Faults.Fault(method, false, new SQLException("connection lost", "08006")));
            assertFalse(unavailable(store).outcomeKnown());
            assertEquals(1, store.head().size());
            faults.add(new Faults.Fault(method, true, new SQLException("connection lost", "08006")));
            assertFalse(unavailable(store).outcomeKnown());
            assertEquals(2, store.head().size());
            faults.add(new Faults.Fault(method, false, new SQLException("lost the race", lost)));
            assertEquals(3, Appending.append(store, "b").size());
        }
    }

    @Test
    void anInsertThatTheServerRefusesHasNotCommitted() throws SQLException {
        try (HikariDataSource pool = Pools.of(PostgresServer.shared().newDatabase(), 1);
                Connection connection = created(pool)) {
            Faults faults = new Faults(connection);
            ConsentStore store = JdbcLedgers.open(faults.source()).ledger("site");
            assertEquals(1, Appending.append(store, "a").size());
            faults.add(new Faults.Fault("executeUpdate", false, new SQLException("disk full", "53100")));
            assertTrue(unavailable(store).outcomeKnown());
            assertEquals(1, store.head().size());
        }
    }

    @Test
    void anEntryBeyondTheHeadIsDamage() throws SQLException {
        for (String url : new String[] {
            PostgresServer.shared().newDatabase(), MariaDbServer.shared().newDatabase()
        }) {
            try (HikariDataSource pool = Pools.of(url)) {
                ConsentStore store = JdbcLedgers.create(pool).ledger("site");
                Appending.append(store, "a");
                Appending.append(store, "b");
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("UPDATE ledger_head SET size = 1");
                }
                assertThrows(StoreCorruptedException.class, () -> Appending.append(store, "c"));
            }
        }
    }

    private static Connection created(HikariDataSource pool) throws SQLException {
        JdbcLedgers.create(pool);
        return pool.getConnection();
    }

    private static StoreUnavailableException unavailable(ConsentStore store) {
        return assertThrows(StoreUnavailableException.class, () -> Appending.append(store, "unavailable"));
    }
}
