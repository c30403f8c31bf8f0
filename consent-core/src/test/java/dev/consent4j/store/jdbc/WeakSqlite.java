package dev.consent4j.store.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A SQLite file that is less durable than we demand, to prove that a test of durability can fail. */
public final class WeakSqlite {

    private WeakSqlite() {}

    /**
     * Opens a file; what is refused otherwise is set after the check.
     *
     * @param file where the file is or shall be
     * @param synchronous a value of {@code PRAGMA synchronous}
     */
    public static SqliteFile open(Path file, String synchronous) {
        SqliteFile.open(file).close();
        Path folder = file.toAbsolutePath().getParent();
        return SqliteFile.open(new SqliteConnections(SqliteDriver.load(folder), file) {
            @Override
            Connection open() throws SQLException {
                Connection connection = super.open();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA synchronous = " + synchronous);
                }
                return connection;
            }
        });
    }
}
