package dev.consent4j.store.jdbc;

import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import java.sql.SQLException;
import java.util.List;

/** The tables of a SQLite file: created in an empty one, checked in any other. */
final class SqliteSchema {

    /** The layout this version reads and writes. */
    static final int LAYOUT = 1;

    static final String RESOURCE = "schema-sqlite.sql";
    private static final int APPLICATION_ID = 0x436e344a;

    private SqliteSchema() {}

    /** Creates the tables if the file is empty, in a transaction that shuts out whoever wants the same. */
    static void createOrCheck(Session session, Object file) throws SQLException {
        if (isEmpty(session)) {
            session.execute("BEGIN IMMEDIATE");
            if (isEmpty(session)) {
                for (String statement : SchemaText.statements(RESOURCE)) {
                    session.execute(statement);
                }
            }
            session.execute("COMMIT");
        }
        check(session, file);
    }

    private static boolean isEmpty(Session session) throws SQLException {
        return session.value("SELECT count(*) FROM sqlite_schema").equals("0")
                && session.value("PRAGMA application_id").equals("0")
                && session.value("PRAGMA user_version").equals("0");
    }

    private static void check(Session session, Object file) throws SQLException {
        if (!session.value("PRAGMA application_id").equals(String.valueOf(APPLICATION_ID))) {
            throw refuse(file, "is an SQLite file of another application.", "Name another file.");
        }
        String layout = session.value("PRAGMA user_version");
        if (!layout.equals(String.valueOf(LAYOUT))) {
            throw refuse(
                    file,
                    "has layout " + layout + "; this version of the library knows layout " + LAYOUT + ".",
                    "Use the version that wrote it, or a later one.");
        }
    }

    private static ConfigurationException refuse(Object file, String message, String suggestion) {
        return new ConfigurationException("The store", List.of(Problem.at("store", file + " " + message, suggestion)));
    }
}
