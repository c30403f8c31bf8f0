package dev.consent4j.store.jdbc;

import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import dev.consent4j.store.ConsentStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The ledgers of one or more sites in a database server: PostgreSQL, MariaDB, MySQL, or H2 in a file. Several
 * processes on several machines may write to the same ledger. Thread safe.
 *
 * <p>Every append and every read takes a connection of the pool and gives it back as it was (auto-commit, read-only,
 * network timeout; nothing else is changed beyond the transaction). The pool stays the application's: it is not closed
 * here. Two connections are enough for a ledger that is written; readers take more.
 *
 * <p>Tables are never created unasked: {@link #open} checks them, {@link #create} makes them. Both refuse a server whose
 * settings could lose an acknowledged entry.
 */
public final class JdbcLedgers {

    /** Bytes of UTF-8 that the id of a site may have here. */
    public static final int MAX_SITE_BYTES = 200;

    private final DataSourceDatabase database;

    private JdbcLedgers(DataSourceDatabase database) {
        this.database = database;
    }

    /**
     * Ledgers in tables that exist.
     *
     * @param pool where connections come from; the user needs SELECT, INSERT and UPDATE on the tables
     * @return the ledgers
     * @throws ConfigurationException if a table, a column or an index is missing, has another layout, or if the
     *     product is unknown or its settings are not durable; lists all
     * @throws dev.consent4j.store.StoreUnavailableException if the database cannot be asked now
     */
    public static JdbcLedgers open(DataSource pool) {
        return open(pool, false, DataSourceDatabase.SILENCE);
    }

    /**
     * Ledgers in tables that are created where they do not exist; several processes may do so at once.
     *
     * @param pool where connections come from; the user needs the right to create tables, if any is missing
     * @return the ledgers
     * @throws ConfigurationException as {@link #open}
     * @throws dev.consent4j.store.StoreUnavailableException if the database cannot be asked now, or refuses to create
     */
    public static JdbcLedgers create(DataSource pool) {
        return open(pool, true, DataSourceDatabase.SILENCE);
    }

    static JdbcLedgers open(DataSource pool, boolean create, Duration silence) {
        DataSourceDatabase database = new DataSourceDatabase(pool, dialect(pool), silence);
        JdbcSchema schema = new JdbcSchema(database);
        List<Problem> problems = new ArrayList<>(weaknesses(database));
        if (create && problems.isEmpty()) {
            schema.create();
            problems.addAll(weaknesses(database));
        }
        problems.addAll(schema.problems());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(
                    "The store in " + database.dialect().product(), problems);
        }
        return new JdbcLedgers(database);
    }

    /**
     * The store of one ledger in this database. Closing it ends its use; the pool stays open.
     *
     * @param site id of the site whose ledger it is, at most {@value #MAX_SITE_BYTES} bytes of UTF-8
     * @return the store
     * @throws ConfigurationException if the id is longer or cannot be kept as text
     */
    public ConsentStore ledger(String site) {
        String refusal = site.getBytes(StandardCharsets.UTF_8).length > MAX_SITE_BYTES
                ? "it is longer than " + MAX_SITE_BYTES + " bytes"
                : database.dialect().refusal(site);
        if (refusal != null) {
            throw new ConfigurationException(
                    "The store",
                    List.of(Problem.at(
                            "store",
                            "no ledger can have this site's id: " + refusal + ".",
                            "Name the site otherwise.")));
        }
        return new JdbcStore(database, site);
    }

    private static List<Problem> weaknesses(DataSourceDatabase database) {
        database.<Boolean>read(session -> {
            database.dialect().learn(session);
            return true;
        });
        return database.readInTurn(session -> {
            List<Problem> problems = new ArrayList<>(database.dialect().weaknesses(session));
            if (session.isolation() == Connection.TRANSACTION_READ_UNCOMMITTED) {
                problems.add(Problem.at(
                        "store.isolation",
                        "connections of this pool read what is not committed, and may never be.",
                        "Set the pool's transaction isolation to READ COMMITTED or stricter."));
            }
            return problems;
        });
    }

    private static Dialect dialect(DataSource pool) {
        String product;
        try (Lease lease = Lease.take(pool, false, DataSourceDatabase.SILENCE)) {
            product = lease.session().product();
        } catch (SQLException e) {
            throw DataSourceDatabase.unknownProduct(e);
        }
        return known(product)
                .orElseThrow(() -> new ConfigurationException(
                        "The store",
                        List.of(Problem.at(
                                "store",
                                "this library does not know how to make " + product + " durable.",
                                product.equals("SQLite")
                                        ? "Open the file with SqliteFile.open(file), which sets what it needs."
                                        : "Use PostgreSQL, MariaDB, MySQL or H2, or implement ConsentStore"
                                                + " (docs/store-authors.md)."))));
    }

    private static Optional<Dialect> known(String product) {
        return switch (product) {
            case "PostgreSQL" -> Optional.of(new PostgresDialect());
            case "MariaDB", "MySQL" -> Optional.of(new MariaDbDialect(product));
            case "H2" -> Optional.of(new H2Dialect());
            default -> Optional.empty();
        };
    }
}
