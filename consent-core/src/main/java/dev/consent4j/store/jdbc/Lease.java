package dev.consent4j.store.jdbc;

import dev.consent4j.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A connection of somebody's pool, taken for one transaction and given back as it was. */
final class Lease implements AutoCloseable {

    private final Connection connection;
    private final Session session;
    private final boolean autoCommit;
    private final boolean readOnly;
    private final int patience;
    private boolean open;

    private Lease(Connection connection, boolean ownTransaction, Duration limit) throws SQLException {
        this.connection = connection;
        this.session = new Session(connection);
        this.autoCommit = connection.getAutoCommit();
        this.readOnly = connection.isReadOnly();
        this.patience = connection.getNetworkTimeout();
        int limited = Math.toIntExact(limit.toMillis());
        if (patience == 0 || patience > limited) {
            connection.setNetworkTimeout(Runnable::run, limited);
        }
        if (ownTransaction && readOnly) {
            connection.setReadOnly(false);
        }
        if (autoCommit == ownTransaction) {
            connection.setAutoCommit(!ownTransaction);
        }
        this.open = ownTransaction;
    }

    /**
     * Takes a connection.
     *
     * @param ownTransaction true for a transaction that writes, false for statements that each stand alone
     * @param limit how long the server may be silent before the connection is given up
     */
    static Lease take(DataSource pool, boolean ownTransaction, Duration limit) {
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (SQLException | RuntimeException e) {
            throw new StoreUnavailableException("no connection to the database: " + e.getMessage(), true, e);
        }
        try {
            return new Lease(connection, ownTransaction, limit);
        } catch (SQLException | RuntimeException e) {
            close(connection);
            throw new StoreUnavailableException("the connection is of no use: " + e.getMessage(), true, e);
        }
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
            if (connection.getNetworkTimeout() != patience) {
                connection.setNetworkTimeout(Runnable::run, patience);
            }
        } catch (SQLException e) {
            // It is broken, and must not come back to anybody in the state it is in.
            abort();
        } finally {
            close(connection);
        }
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // Closing is all that is left.
            return;
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was of no use any more.
            return;
        }
    }
}
