package dev.consent4j.ledger;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.jdbc.JdbcLedgers;
import dev.consent4j.store.jdbc.SqliteFile;
import dev.consent4j.store.jdbc.WeakSqlite;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where a ledger of these tests is, as one word that can be handed to another process.
 *
 * @param text {@code sqlite:<file>}, {@code weak-sqlite:<synchronous>:<file>}, or the JDBC address of another database;
 *     {@code published:<folder>:} before it
 */
public record LedgerAddress(String text) {

    static final String SITE = "site";

    private static final String PUBLISHED = "published:";

    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Logger POOL_LOG = Logger.getLogger("com.zaxxer.hikari");

    static {
        // A pool tells of each connection that a killed server broke.
        POOL_LOG.setLevel(Level.SEVERE);
    }

    /** An open ledger and the database it is in. */
    public record Open(ConsentLedger ledger, AutoCloseable database) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            ledger.close();
            database.close();
        }
    }

    /** The ledger in a file of SQLite, as durable as we demand. */
    public static LedgerAddress sqlite(Path file) {
        return new LedgerAddress("sqlite:" + file);
    }

    /** The ledger in the tables of a database with a JDBC address, which are created where they do not exist. */
    public static LedgerAddress jdbc(String url) {
        return new LedgerAddress(url);
    }

    /** The ledger in a file of SQLite that is less durable. */
    public static LedgerAddress weakSqlite(String synchronous, Path file) {
        return new LedgerAddress("weak-sqlite:" + synchronous + ":" + file);
    }

    /** This ledger, published by every process that opens it; what is signed is noted in a {@link PublishingFolder}. */
    public LedgerAddress published(Path folder) {
        return new LedgerAddress(PUBLISHED + folder + ":" + text);
    }

    /** Opens it; creates it where it does not exist. */
    public Open open() {
        if (text.startsWith(PUBLISHED)) {
            String[] parts = text.split(":", 3);
            PublishingFolder folder = new PublishingFolder(Path.of(parts[1]));
            return new LedgerAddress(parts[2])
                    .open(store -> ConsentLedger.open(
                            SITE, folder.stopping(store), TestEntries.CODEC, new SecureRandom(), folder.publishing()));
        }
        return open(store -> ConsentLedger.open(SITE, store, TestEntries.CODEC, new SecureRandom()));
    }

    private Open open(Function<ConsentStore, ConsentLedger> ledger) {
        String[] parts = text.split(":", 3);
        return switch (parts[0]) {
            case "sqlite" -> open(SqliteFile.open(Path.of(parts[1])), file -> file.ledger(SITE), ledger);
            case "weak-sqlite" -> open(WeakSqlite.open(Path.of(parts[2]), parts[1]), file -> file.ledger(SITE), ledger);
            case "jdbc" -> open(pool(text), pool -> JdbcLedgers.create(pool).ledger(SITE), ledger);
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** A pool that does not wait longer for a database that is down than it takes to start it again. */
    private static HikariDataSource pool(String url) {
        HikariDataSource pool = Pools.of(url, CONNECTIONS);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return pool;
    }

    private static <D extends AutoCloseable> Open open(
            D database, Function<D, ConsentStore> store, Function<ConsentStore, ConsentLedger> ledger) {
        return new Open(ledger.apply(store.apply(database)), database);
    }
}
