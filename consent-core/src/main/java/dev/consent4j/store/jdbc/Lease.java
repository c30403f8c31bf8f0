package dev.consent4j.store.jdbc;

import dev.consent4j.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of somebody's pool, taken for one transaction and given back as it was. How long the server may be silent is
 * limited for as long as it is taken, whatever limit pool or driver have, unless theirs is shorter; a driver that cannot
 * limit it is used without, which is told once.
 */
final class Lease implements AutoCloseable {

    /** What a driver has that knows no limit; so has one whose limit cannot be asked for. */
    private static final int NO_LIMIT = 0;

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final AtomicBoolean TOLD_UNLIMITED = new AtomicBoolean();

    private final Connection connection;
    private final Session session;
    private final boolean autoCommit;
    private final boolean readOnly;
    private final int patience;
    private boolean limited;
    private boolean open;

    private Lease(Connection connection, boolean ownTransaction, Duration limit) throws SQLException {
        this.connection = connection;
        this.session = new Session(connection);
        // First, so that nothing else can be waited for without end.
        this.patience = limit(Math.toIntExact(limit.toMillis()));
        this.autoCommit = connection.getAutoCommit();
        this.readOnly = connection.isReadOnly();
        if (ownTransaction && readOnly) {
            connection.setReadOnly(false);
        }
        if (autoCommit == ownTransaction) {
            connection.setAutoCommit(!ownTransaction);
        }
        this.open = ownTransaction;
    }

    /**
     * Takes a connection of a pool that is asked once.
     *
     * @param ownTransaction true for a transaction that writes, false for statements that each stand alone
     * @param limit how long the server may be silent before the connection is given up
     */
    static Lease take(DataSource pool, boolean ownTransaction, Duration limit) {
        return take(pool, ownTransaction, limit, new DeadConnections(System::nanoTime));
    }

    /**
     * Takes a connection.
     *
     * @param ownTransaction true for a transaction that writes, false for statements that each stand alone
     * @param limit how long the server may be silent before the connection is given up
     * @param dead how many connections of the pool were of no use
     */
    static Lease take(DataSource pool, boolean ownTransaction, Duration limit, DeadConnections dead) {
        dead.mayAsk();
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (SQLException | RuntimeException e) {
            throw unavailable("no connection to the database: ", e);
        }
        try {
            Lease lease = new Lease(connection, ownTransaction, limit);
            dead.alive();
            return lease;
        } catch (SQLException | RuntimeException e) {
            dead.dead();
            // Nobody knows in which state it is by now.
            abort(connection);
            close(connection);
            throw unavailable("the connection is of no use: ", e);
        }
    }

    private static StoreUnavailableException unavailable(String what, Exception failed) {
        SqlFailure told = SqlFailure.of(failed);
        return new StoreUnavailableException(what + told.words(), true, told);
    }

    /** Limits how long the server may be silent; gives the limit there was. */
    private int limit(int milliseconds) throws SQLException {
        int before = NO_LIMIT;
        try {
            before = connection.getNetworkTimeout();
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | AbstractMethodError e) {
            LOG.debug("The driver does not tell how long a server may be silent", e);
        }
        if (before > NO_LIMIT && before <= milliseconds) {
            return before;
        }
        try {
            connection.setNetworkTimeout(Runnable::run, milliseconds);
            limited = true;
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | AbstractMethodError e) {
            if (TOLD_UNLIMITED.compareAndSet(false, true)) {
                LOG.warn(
                        "The driver cannot limit how long its server may be silent, so a hanging server is waited for as"
                                + " long as the operating system does: set a socket timeout in the address of the database. Told"
                                + " once.");
            }
        }
        return Math.max(before, NO_LIMIT);
    }

    Session session() {
        return session;
    }

    void commit() throws SQLException {
        connection.commit();
        open = false;
    }

    /** Takes back what was not committed, and gives the connection back. A failure here has no say any more. */
    @Override
    public void close() {
        try {
            session.closeStatements();
            if (open) {
                connection.rollback();
            }
            if (connection.getAutoCommit() != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
            if (connection.isReadOnly() != readOnly) {
                connection.setReadOnly(readOnly);
            }
            if (limited) {
                connection.setNetworkTimeout(Runnable::run, patience);
            }
        } catch (SQLException | RuntimeException e) {
            // It is broken, and must not come back to anybody in the state it is in.
            abort(connection);
        } finally {
            close(connection);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            LOG.debug("The driver cannot abort a connection", e);
        }
        try {
            // H2 does nothing when it is to abort, and goes on telling pools that the connection is valid.
            Connection real = connection.unwrap(Connection.class);
            if (!real.isClosed()) {
                real.close();
            }
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            // Giving it back is all that is left.
            return;
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            // It was of no use any more.
            return;
        }
    }
}
