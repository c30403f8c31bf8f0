package dev.consent4j.store.jdbc;

import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreException;
import dev.consent4j.store.StoreUnavailableException;
import java.sql.SQLException;

/** What SQLite's result codes mean for a store; the lowest byte of a code is its primary one. */
final class SqliteError {

    static final int BUSY = 5;
    private static final int CORRUPT = 11;
    private static final int TOO_BIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int NOT_A_DATABASE = 26;

    private SqliteError() {}

    static boolean isBusy(SQLException e) {
        return primary(e) == BUSY;
    }

    static boolean isConstraintViolation(SQLException e) {
        return primary(e) == CONSTRAINT;
    }

    static boolean isTooLarge(SQLException e) {
        return primary(e) == TOO_BIG;
    }

    static boolean isDamage(SQLException e) {
        int code = primary(e);
        return code == CORRUPT || code == NOT_A_DATABASE;
    }

    /**
     * The store's exception for an error. All but damage may pass: a full disk, a lock held elsewhere, a file system
     * that became read-only.
     */
    static StoreException translate(SQLException e, Object file, boolean outcomeKnown) {
        return isDamage(e)
                ? new StoreCorruptedException(file + " is damaged: " + e.getMessage(), e)
                : new StoreUnavailableException(file + " cannot be used now: " + e.getMessage(), outcomeKnown, e);
    }

    private static int primary(SQLException e) {
        return e.getErrorCode() & 0xff;
    }
}
