package dev.consent4j.contract.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers the other tests stand on: durable for real, and able to die. */
class DatabaseServerTest {

    @TempDir
    Path folder;

    @Test
    void aKilledPostgresKeepsWhatItCommitted() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder, "max_connections=10")) {
            assertEquals(
                    "on on on 10",
                    value(
                            server.url(),
                            "SELECT concat_ws(' ', current_setting('fsync'),"
                                    + " current_setting('full_page_writes'), current_setting('synchronous_commit'),"
                                    + " current_setting('max_connections'))"));
            keepsWhatItCommitted(server);
        }
    }

    @Test
    void aKilledMariaDbKeepsWhatItCommitted() throws SQLException {
        try (MariaDbServer server = MariaDbServer.start(folder, "--max-connections=10")) {
            assertEquals(
                    "1 10",
                    value(server.url(), "SELECT concat_ws(' ', @@innodb_flush_log_at_trx_commit, @@max_connections)"));
            keepsWhatItCommitted(server);
        }
    }

    @Test
    @Tag("mysql")
    void aKilledMySqlKeepsWhatItCommitted() throws SQLException {
        try (MySqlServer server = MySqlServer.start(folder, "--max-connections=10")) {
            assertEquals(
                    "1 1 1 10",
                    value(
                            server.url(),
                            "SELECT concat_ws(' ', @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog,"
                                    + " @@max_connections)"));
            keepsWhatItCommitted(server);
        }
    }

    private static void keepsWhatItCommitted(DatabaseServer server) throws SQLException {
        String url = server.newDatabase();
        execute(url, "CREATE TABLE kept (word varchar(10))");
        execute(url, "INSERT INTO kept VALUES ('word')");
        long pid = server.pid();
        server.kill9();
        assertThrows(SQLException.class, () -> DriverManager.getConnection(url));
        server.restart();
        assertNotEquals(pid, server.pid());
        assertEquals("word", value(url, "SELECT word FROM kept"));
        server.stop();
        server.restart();
        assertEquals("word", value(url, "SELECT word FROM kept"));
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
