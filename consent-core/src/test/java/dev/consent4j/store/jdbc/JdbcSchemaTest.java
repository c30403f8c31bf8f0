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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is demanded of tables and rights before a ledger is opened. */
class JdbcSchemaTest {

    @TempDir
    Path folder;

    @Test
    void neverCreatesTablesUnasked() throws SQLException {
        for (String url : List.of(
                PostgresServer.shared().newDatabase(), MariaDbServer.shared().newDatabase(), h2())) {
            try (HikariDataSource pool = Pools.of(url)) {
                String refusal = refusal(pool);
                assertTrue(refusal.contains("there is no table ledger_entry"), refusal);
                assertTrue(refusal.contains("there is no table ledger_head"), refusal);
                assertTrue(refusal.contains("JdbcLedgers.create(dataSource)"), refusal);
                assertEquals(refusal, refusal(pool));
                JdbcLedgers.create(pool);
                JdbcLedgers.create(pool);
                assertEquals(
                        1,
                        Appending.append(JdbcLedgers.open(pool).ledger("site"), "a")
                                .size());
            }
        }
    }

    @Test
    void manyMayCreateTheTablesAtOnce() throws Exception {
        for (String url : List.of(
                PostgresServer.shared().newDatabase(), MariaDbServer.shared().newDatabase())) {
            try (HikariDataSource pool = Pools.of(url)) {
                ExecutorService executor = Executors.newFixedThreadPool(4);
                try {
                    List<Future<JdbcLedgers>> all = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        all.add(executor.submit(() -> JdbcLedgers.create(pool)));
                    }
                    for (Future<JdbcLedgers> one : all) {
                        assertEquals(0, one.get().ledger("site").head().size());
                    }
                } finally {
                    executor.shutdownNow();
                }
            }
        }
    }

    @Test
    void namesEveryMissingColumnAndIndex() throws SQLException {
        try (HikariDataSource pool = Pools.of(PostgresServer.shared().newDatabase())) {
            JdbcLedgers.create(pool);
            execute(pool, "DROP INDEX ledger_entry_by_subject");
            execute(pool, "DROP INDEX ledger_entry_by_id");
            String indexes = refusal(pool);
            assertTrue(indexes.contains("has no index ledger_entry_by_subject"), indexes);
            assertTrue(indexes.contains("has no index ledger_entry_by_id"), indexes);
            assertTrue(indexes.contains("psql"), indexes);
            execute(pool, "ALTER TABLE ledger_head DROP COLUMN published");
            execute(pool, "ALTER TABLE ledger_entry DROP COLUMN account");
            String columns = refusal(pool);
            assertTrue(columns.contains("the table ledger_head has no column published"), columns);
            assertTrue(columns.contains("the table ledger_entry has no column account"), columns);
        }
        try (HikariDataSource pool = Pools.of(MariaDbServer.shared().newDatabase())) {
            JdbcLedgers.create(pool);
            execute(pool, "ALTER TABLE ledger_entry DROP KEY ledger_entry_by_account");
            assertTrue(refusal(pool).contains("has no index ledger_entry_by_account"));
        }
    }

    @Test
    void refusesANewerLayout() throws SQLException {
        try (HikariDataSource pool = Pools.of(PostgresServer.shared().newDatabase())) {
            JdbcLedgers.create(pool);
            execute(pool, "UPDATE ledger_layout SET layout = 2");
            assertTrue(refusal(pool).contains("have layout [2]; this version of the library knows layout 1"));
        }
    }

    @Test
    void needsNoMoreRightsThanToReadInsertAndUpdate() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        String url = server.newDatabase();
        server.execute("CREATE ROLE clerk LOGIN");
        try (HikariDataSource owner = Pools.of(url);
                HikariDataSource clerk = Pools.of(url.replace("user=postgres", "user=clerk"))) {
            JdbcLedgers.create(owner);
            assertTrue(refusal(clerk).contains("or none this user may read"));
            execute(owner, "GRANT SELECT, INSERT, UPDATE ON ledger_entry, ledger_head, ledger_cell TO clerk");
            execute(owner, "GRANT SELECT ON ledger_layout TO clerk");
            ConsentStore store = JdbcLedgers.create(clerk).ledger("site");
            Appending.append(store, "a");
            assertEquals(2, Appending.append(store, "b").size());
        }
    }

    @Test
    void findsThroughIndexesHoweverManyEntriesThereAre() throws SQLException {
        try (HikariDataSource pool = Pools.of(PostgresServer.shared().newDatabase())) {
            JdbcLedgers.create(pool);
            execute(
                    pool,
                    "INSERT INTO ledger_entry (ledger, entry_index, kind, id, subject, account, time, leaf_hash)"
                            + " SELECT 'site', i, CASE i % 500 WHEN 0 THEN 'rare' ELSE 'decision' END, 'id' || i,"
                            + " 's' || i % 2000, 'a' || i % 3000, i, '\\x00' FROM generate_series(0, 19999) i");
            execute(pool, "ANALYZE ledger_entry");
            assertUses(pool, "ledger_entry_by_id", "id = 'id77'", "");
            String newest = " ORDER BY entry_index DESC LIMIT 5";
            assertUses(pool, "ledger_entry_by_subject", "entry_index < 15000 AND subject = 's7'", newest);
            assertUses(
                    pool,
                    "ledger_entry_by_subject",
                    "entry_index < 15000 AND kind = 'decision' AND subject = 's7'",
                    newest);
            assertUses(pool, "ledger_entry_by_account", "entry_index < 15000 AND account = 'a7'", newest);
            assertUses(pool, "ledger_entry_by_kind", "entry_index < 15000 AND kind = 'rare'", newest);
            assertUses(pool, "ledger_entry_pkey", "entry_index >= 15000", " ORDER BY entry_index LIMIT 5");
        }
    }

    private static void assertUses(DataSource pool, String index, String condition, String order) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN SELECT " + Dialect.COLUMNS
                        + " FROM ledger_entry WHERE ledger = 'site' AND " + condition + order)) {
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
        }
        assertTrue(plan.toString().contains(index), plan::toString);
        assertFalse(plan.toString().contains("Seq Scan"), plan::toString);
    }

    private String h2() {
        return "jdbc:h2:" + folder.resolve("ledger") + ";WRITE_DELAY=0";
    }

    private static void execute(DataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String refusal(DataSource pool) {
        return String.valueOf(assertThrows(ConfigurationException.class, () -> JdbcLedgers.open(pool))
                .getMessage());
    }
}
