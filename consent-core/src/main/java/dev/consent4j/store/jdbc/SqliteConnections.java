package dev.consent4j.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Opens connections to one SQLite file with the settings that survive the death of process and machine. */
class SqliteConnections {

    /** How long a transaction waits for one of another process. */
    static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    /** Opens for reading and writing but does not create: a file that vanished must not come back empty. */
    private static final String READ_WRITE = "2";

    /** Demanded settings and the values SQLite reports when they hold. */
    private static final Map<String, String> DEMANDED = Map.of(
            "journal_mode", "wal",
            "synchronous", "2",
            // Honoured on macOS, where a plain fsync leaves data in the drive's cache; harmless elsewhere.
            "fullfsync", "1",
            "checkpoint_fullfsync", "1");

    private final Driver driver;
    private final Path file;

    SqliteConnections(Driver driver, Path file) {
        this.driver = driver;
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Identity of the file under the name now; null if there is none, or the file system knows no identity. */
    @Nullable
    Object fileKey() {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * A connection with the demanded settings.
     *
     * @throws SQLException if there is no file, or if SQLite did not accept a setting
     */
    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", READ_WRITE);
        properties.setProperty("busy_timeout", String.valueOf(BUSY_TIMEOUT.toMillis()));
        Connection connection = driver.connect("jdbc:sqlite:" + file.toUri(), properties);
        if (connection == null) {
            throw new SQLException("the driver does not know SQLite files");
        }
        try {
            demandDurability(new Session(connection));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    static void demandDurability(Session session) throws SQLException {
        session.execute("PRAGMA temp_store = MEMORY");
        session.execute("PRAGMA synchronous = FULL");
        session.execute("PRAGMA fullfsync = 1");
        session.execute("PRAGMA checkpoint_fullfsync = 1");
        if (!"wal".equals(session.value("PRAGMA journal_mode"))) {
            session.value("PRAGMA journal_mode = WAL");
        }
        for (Map.Entry<String, String> setting : DEMANDED.entrySet()) {
            String value = session.value("PRAGMA " + setting.getKey());
            if (!value.equals(setting.getValue())) {
                throw new WeakSettingException(setting.getKey(), value, setting.getValue());
            }
        }
    }

    /** SQLite does not hold a setting without which acknowledged entries could be lost. */
    static final class WeakSettingException extends SQLException {

        private static final long serialVersionUID = 1L;

        WeakSettingException(String setting, String value, String demanded) {
            super(setting + " is " + value + " and not " + demanded
                    + ", so acknowledged entries could be lost; network file systems cannot do better");
        }
    }
}
