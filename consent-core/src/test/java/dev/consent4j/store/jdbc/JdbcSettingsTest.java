package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.MariaDbServer;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryRefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Settings under which acknowledged entries could be lost are refused, and connections come back as they were. */
class JdbcSettingsTest {

    @TempDir
    Path folder;

    @Test
    void refusesAPostgresThatDoesNotWaitForTheDisk() {
        try (PostgresServer server =
                        PostgresServer.start(folder, "fsync=off", "full_page_writes=off", "synchronous_commit=off");
                HikariDataSource pool = Pools.of(server.url())) {
            String refusal = refusal(pool);
            assertTrue(refusal.contains("store.fsync: PostgreSQL runs with fsync = off"), refusal);
            assertTrue(refusal.contains("full_page_writes = off"), refusal);
            assertTrue(refusal.contains("synchronous_commit = off"), refusal);
            assertTrue(refusal.contains("Set fsync = on in postgresql.conf"), refusal);
        }
    }

    @Test
    void waitsForTheDiskWhateverTheDatabaseOrTheRoleSays() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        String url = server.newDatabase();
        server.execute("ALTER DATABASE " + url.replaceAll(".*/(\\w+)\\?.*", "$1") + " SET synchronous_commit = off");
        try (HikariDataSource pool = Pools.of(url)) {
            JdbcLedgers.create(pool);
            DataSourceDatabase database =
                    new DataSourceDatabase(pool, new PostgresDialect(), DataSourceDatabase.SILENCE);
            assertEquals("off", database.read(session -> session.value("SHOW synchronous_commit")));
            assertEquals("on", database.<String>write(session -> locked(session, "SHOW synchronous_commit")));
            assertEquals("off", database.read(session -> session.value("SHOW synchronous_commit")));
            assertEquals(
                    "read committed", database.<String>write(session -> locked(session, "SHOW transaction_isolation")));
        }
    }

    @Test
    void refusesAMariaDbThatDoesNotWaitForTheDisk() {
        MariaDbServer server = MariaDbServer.shared();
        try (HikariDataSource pool = Pools.of(server.newDatabase())) {
            server.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
            String refusal = refusal(pool);
            assertTrue(refusal.contains("MariaDB runs with innodb_flush_log_at_trx_commit = 2"), refusal);
            assertTrue(refusal.contains("Set innodb_flush_log_at_trx_commit = 1"), refusal);
        } finally {
            server.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
    }

    @Test
    void refusesTablesOfAnEngineWithoutTransactions() throws SQLException {
        try (HikariDataSource pool = Pools.of(MariaDbServer.shared().newDatabase())) {
            JdbcLedgers.create(pool);
            try (Connection connection = pool.getConnection()) {
                connection.createStatement().execute("ALTER TABLE ledger_head ENGINE = Aria");
            }
            assertTrue(refusal(pool).contains("aria"));
        }
    }

    @Test
    void refusesH2ThatIsInMemoryOrWritesLater() {
        assertTrue(refusal(Pools.of("jdbc:h2:mem:ledger")).contains("in memory"));
        assertTrue(refusal(Pools.of("jdbc:h2:memFS:ledger")).contains("in memory"));
        String late = refusal(Pools.of("jdbc:h2:" + folder.resolve("late")));
        assertTrue(late.contains("WRITE_DELAY = 500"), late);
        assertTrue(late.contains("Add ;WRITE_DELAY=0 to the JDBC address"), late);
        String odd = refusal(Pools.of("jdbc:h2:" + folder.resolve("odd") + ";WRITE_DELAY=0;MODE=MySQL"));
        assertTrue(odd.contains("H2 imitates MySQL"), odd);
    }

    @Test
    void sendsSqliteToItsOwnDoor() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("consent.db"));
        assertTrue(refusal(source).contains("SqliteFile.open(file)"));
    }

    @Test
    void refusesASiteWhoseIdDoesNotFit() {
        try (HikariDataSource pool = Pools.of(PostgresServer.shared().newDatabase())) {
            JdbcLedgers ledgers = JdbcLedgers.create(pool);
            assertThrows(ConfigurationException.class, () -> ledgers.ledger("x".repeat(201)));
            assertThrows(ConfigurationException.class, () -> ledgers.ledger("nul \0"));
        }
    }

    @Test
    void refusesWhatAProductCannotKeep() {
        try (HikariDataSource postgres = Pools.of(PostgresServer.shared().newDatabase());
                HikariDataSource maria = Pools.of(MariaDbServer.shared().newDatabase())) {
            ConsentStore inPostgres = JdbcLedgers.create(postgres).ledger("site");
            assertThrows(EntryRefusedException.class, () -> Appending.append(inPostgres, "nul \0"));
            assertTrue(inPostgres.byId("nul \0").isEmpty());
            assertEquals(1, Appending.append(inPostgres, "next").size());
            ConsentStore inMaria = JdbcLedgers.create(maria).ledger("site");
            assertThrows(EntryRefusedException.class, () -> Appending.append(inMaria, "large", 20 * 1_024 * 1_024));
            assertThrows(EntryRefusedException.class, () -> Appending.append(inMaria, "x".repeat(513)));
            assertEquals(1, Appending.append(inMaria, "next").size());
        }
    }

    @Test
    void givesConnectionsBackAsTheyWere() throws SQLException {
        for (String url : new String[] {
            PostgresServer.shared().newDatabase(), MariaDbServer.shared().newDatabase()
        }) {
            try (HikariDataSource creating = Pools.of(url, 1)) {
                JdbcLedgers.create(creating);
            }
            try (HikariDataSource real = Pools.of(url, 1)) {
                Connection only = real.getConnection();
                only.setAutoCommit(false);
                only.setReadOnly(true);
                only.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                only.setNetworkTimeout(Runnable::run, 77_000);
                only.rollback();
                ConsentStore store = JdbcLedgers.open(new Faults(only).source()).ledger("site");
                Appending.append(store, "a");
                assertThrows(EntryRefusedException.class, () -> Appending.append(store, "a"));
                assertEquals(1, store.head().size());
                assertFalse(only.getAutoCommit());
                assertTrue(only.isReadOnly());
                assertEquals(Connection.TRANSACTION_SERIALIZABLE, only.getTransactionIsolation());
                assertEquals(77_000, only.getNetworkTimeout());
                only.rollback();
            }
        }
    }

    @Test
    void keepsKeysThatOnlyDifferForAComputer() {
        try (HikariDataSource pool = Pools.of(MariaDbServer.shared().newDatabase())) {
            ConsentStore store = JdbcLedgers.create(pool).ledger("site");
            for (String id : new String[] {"id", "ID", "id ", "\u00efd"}) {
                Appending.append(store, id);
            }
            EntryKeys keys = store.byId("id ").orElseThrow().keys();
            assertEquals(new EntryKeys("policy", "id ", null, Instant.EPOCH), keys);
        }
    }

    private static String locked(Session session, String sql) throws SQLException {
        new EntryRows(new PostgresDialect(), "site").lockedHead(session);
        return session.value(sql);
    }

    private static String refusal(DataSource pool) {
        return String.valueOf(assertThrows(ConfigurationException.class, () -> JdbcLedgers.open(pool))
                .getMessage());
    }
}
