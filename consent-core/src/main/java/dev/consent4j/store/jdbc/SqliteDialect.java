package dev.consent4j.store.jdbc;

import dev.consent4j.policy.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** SQLite in one file. {@code BEGIN IMMEDIATE} locks the whole file, so that the head needs no lock of its own. */
final class SqliteDialect implements Dialect {

    @Override
    public String product() {
        return "SQLite";
    }

    @Override
    public String schema() {
        return SqliteSchema.RESOURCE;
    }

    @Override
    public String lockHead() {
        return "SELECT size, frontier, published FROM ledger_head WHERE ledger = ?";
    }

    @Override
    public String firstHead() {
        return "INSERT INTO ledger_head (ledger, size, frontier, published) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (ledger) DO NOTHING";
    }

    @Override
    public String keepCell() {
        return "INSERT INTO ledger_cell (ledger, name, content) VALUES (?, ?, ?)"
                + " ON CONFLICT (ledger, name) DO UPDATE SET content = excluded.content";
    }

    /** Older versions know the other name of this only. */
    @Override
    public String bytesLength() {
        return "LENGTH(bytes)";
    }

    @Override
    public Failure failure(SQLException e) {
        if (SqliteError.isDamage(e)) {
            return Failure.DAMAGED;
        }
        if (SqliteError.isTooLarge(e)) {
            return Failure.TOO_LARGE;
        }
        return SqliteError.isConstraintViolation(e) ? Failure.CONSTRAINT : Failure.UNAVAILABLE;
    }

    /** None: {@link SqliteConnections} refuses a connection without them. */
    @Override
    public List<Problem> weaknesses(Session session) {
        return List.of();
    }

    /** None: {@link SqliteSchema} knows the layout from the file's header. */
    @Override
    public Set<String> indexes(Session session) {
        return Set.of();
    }

    @Override
    public String createCommand() {
        return "SqliteFile.open(file)";
    }
}
