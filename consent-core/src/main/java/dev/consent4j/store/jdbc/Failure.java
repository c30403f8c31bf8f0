package dev.consent4j.store.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** What an error of a database means for a store. */
enum Failure {
    /** It may pass: a lost connection, a full disk, a time limit. */
    UNAVAILABLE,
    /** The transaction was taken back in favour of another one and may be tried again at once. */
    CONFLICT,
    /** A row contradicts another one. */
    CONSTRAINT,
    /** A row is larger than the product keeps. */
    TOO_LARGE,
    /** What is kept contradicts itself. */
    DAMAGED;

    /** By the SQL state, as far as the products agree on it: class 23 and class 40. */
    static Failure ofState(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            return UNAVAILABLE;
        }
        // 40003 says that nobody knows whether the statement was completed.
        if (state.startsWith("40") && !state.equals("40003")) {
            return CONFLICT;
        }
        return state.startsWith("23") ? CONSTRAINT : UNAVAILABLE;
    }

    /** The error of the row, where a driver hides it behind that of a batch. */
    static SQLException unwrap(SQLException e) {
        return e instanceof BatchUpdateException && e.getCause() instanceof SQLException cause ? cause : e;
    }
}
