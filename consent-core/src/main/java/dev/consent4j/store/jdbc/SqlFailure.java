package dev.consent4j.store.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be told of an error of a driver or a pool: its type, SQL state and code, where it happened, and the same of its
 * causes. Never its text: drivers put values into it, such as ids and pseudonyms, or a whole address with its password. The
 * text is logged at DEBUG, for who looks for it.
 */
final class SqlFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MOST_CAUSES = 8;
    private static final Logger LOG = LoggerFactory.getLogger(SqlFailure.class);

    private SqlFailure(Throwable failed, @Nullable SqlFailure cause) {
        super(words(failed), cause, false, true);
        setStackTrace(failed.getStackTrace());
    }

    /** What may be told of an error. */
    static SqlFailure of(Throwable failed) {
        LOG.debug("What the driver says of an error", failed);
        return of(failed, MOST_CAUSES);
    }

    private static SqlFailure of(Throwable failed, int causes) {
        Throwable cause = failed.getCause();
        return new SqlFailure(failed, cause == null || causes == 0 ? null : of(cause, causes - 1));
    }

    private static String words(Throwable failed) {
        String type = failed.getClass().getName();
        return failed instanceof SQLException sql
                ? type + " with SQL state " + sql.getSQLState() + " and code " + sql.getErrorCode()
                : type;
    }

    /** The error in words of ours. */
    String words() {
        return String.valueOf(getMessage());
    }
}
