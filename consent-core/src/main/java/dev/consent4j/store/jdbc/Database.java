package dev.consent4j.store.jdbc;

import java.sql.SQLException;

/** One database: its connections and transactions. Thread safe. */
interface Database {

    /**
     * Something done in one session.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    interface Work<T> {

        T in(Session session) throws SQLException;
    }

    /** Does work that reads, beside other reads and writes. */
    <T> T read(Work<T> work);

    /**
     * Does work in a transaction that shuts out every other writer, also of other processes, from its first statement.
     * Commits durably when the work returns, takes everything back when it throws.
     */
    <T> T write(Work<T> work);

    /** What is particular to the product. */
    Dialect dialect();
}
