package dev.consent4j.store.jdbc;

import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import dev.consent4j.store.ConsentStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One SQLite file with the ledgers of one or more sites: the embedded default. Crash-safe and power-safe (write-ahead
 * log, {@code synchronous=FULL}, both verified). Several processes on one machine may open the same file. Thread safe.
 *
 * <p>Beside the file SQLite keeps {@code -wal} and {@code -shm}; the three belong together and are readable by their
 * owner only. Copy them only while no process has them open.
 */
public final class SqliteFile implements AutoCloseable {

    private static final long OPENING_PAUSE_NANOS = 20_000_000;

    private final SqliteDatabase database;

    private SqliteFile(SqliteDatabase database) {
        this.database = database;
    }

    /**
     * Opens a file; creates it, its folder and its tables where they do not exist, for their owner only. What exists
     * keeps its rights.
     *
     * @param file where the file is or shall be, on a local disk
     * @return the open file
     * @throws ConfigurationException if it cannot be created, has another layout, or cannot be made durable, or if the
     *     SQLite driver is missing
     * @throws dev.consent4j.store.StoreCorruptedException if the file is damaged or no SQLite file
     * @throws dev.consent4j.store.StoreUnavailableException if it cannot be used now, such as on a full disk
     */
    public static SqliteFile open(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        create(absolute);
        Path folder = absolute.getParent();
        return open(new SqliteConnections(SqliteDriver.load(folder == null ? absolute : folder), absolute));
    }

    static SqliteFile open(SqliteConnections connections) {
        try (Connection connection = firstConnection(connections)) {
            SqliteSchema.createOrCheck(new Session(connection), connections.file());
        } catch (SqliteConnections.WeakSettingException e) {
            throw refuse(connections.file(), String.valueOf(e.getMessage()), "Put it on a local disk.");
        } catch (SQLException e) {
            throw SqliteError.translate(e, connections.file(), true);
        }
        return new SqliteFile(new SqliteDatabase(connections));
    }

    /**
     * The store of one ledger in this file. Closing it ends its use; closing this file ends the use of all.
     *
     * @param site id of the site whose ledger it is
     * @return the store
     */
    public ConsentStore ledger(String site) {
        return new JdbcStore(database, site);
    }

    /** Closes the file after what is under way. Idempotent. */
    @Override
    public void close() {
        database.close();
    }

    /**
     * SQLite does not wait when two processes switch a new file to its write-ahead log at once, it answers busy; so the
     * waiting is done here.
     */
    private static Connection firstConnection(SqliteConnections connections) throws SQLException {
        long pauses = SqliteConnections.BUSY_TIMEOUT.toNanos() / OPENING_PAUSE_NANOS;
        while (true) {
            try {
                return connections.open();
            } catch (SQLException e) {
                if (!SqliteError.isBusy(e) || pauses-- == 0) {
                    throw e;
                }
                LockSupport.parkNanos(OPENING_PAUSE_NANOS);
            }
        }
    }

    private static void create(Path file) {
        try {
            OwnerOnly.createFile(file);
        } catch (FileAlreadyExistsException e) {
            throw refuse(file, "is no file, or lies below one", "Name a file in a folder.");
        } catch (IOException e) {
            throw refuse(file, "cannot be created (" + e + ")", "Name a file in a folder this process may write to.");
        }
    }

    private static ConfigurationException refuse(Path file, String message, String suggestion) {
        return new ConfigurationException(
                "The store", List.of(Problem.at("store", file + " " + message + ".", suggestion)));
    }
}
