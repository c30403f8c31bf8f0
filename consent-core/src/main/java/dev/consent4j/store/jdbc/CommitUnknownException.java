package dev.consent4j.store.jdbc;

import java.sql.SQLException;

/** A statement that also commits was sent, and nobody said what became of it. */
final class CommitUnknownException extends SQLException {

    private static final long serialVersionUID = 1L;

    CommitUnknownException(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }
}
