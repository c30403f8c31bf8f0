package dev.consent4j.store.jdbc;

import dev.consent4j.policy.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tables of a database server: checked, and created on request. */
final class JdbcSchema {

    /** The layout this version reads and writes. */
    static final int LAYOUT = 1;

    private static final String LAYOUT_TABLE = "ledger_layout";
    private static final Map<String, List<String>> TABLES = new LinkedHashMap<>();
    private static final List<String> INDEXES =
            List.of("ledger_entry_by_id", "ledger_entry_by_kind", "ledger_entry_by_subject", "ledger_entry_by_account");

    static {
        TABLES.put("ledger_entry", List.of(Dialect.COLUMNS.split(", ", -1)));
        TABLES.put("ledger_head", List.of("ledger", "size", "frontier", "published"));
        TABLES.put("ledger_cell", List.of("ledger", "name", "content"));
        TABLES.put(LAYOUT_TABLE, List.of("layout"));
    }

    private final DataSourceDatabase database;
    private final Dialect dialect;

    JdbcSchema(DataSourceDatabase database) {
        this.database = database;
        this.dialect = database.dialect();
    }

    /** Creates what is missing, unless nothing is; several processes may do so at once. */
    void create() {
        if (problems().isEmpty()) {
            return;
        }
        database.<Boolean>write(session -> {
            dialect.beginCreating(session);
            try {
                for (String statement : SchemaText.statements(dialect.schema())) {
                    session.execute(statement);
                }
            } finally {
                dialect.endCreating(session);
            }
            return true;
        });
    }

    /** Everything that is missing or other than this version expects it. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        TABLES.forEach((table, columns) -> {
            try {
                Set<String> missing = new TreeSet<>(columns);
                missing.removeAll(database.read(session -> columns(session, table)));
                missing.forEach(
                        column -> problems.add(problem("the table " + table + " has no column " + column + ".")));
            } catch (MissingException e) {
                problems.add(problem(
                        "there is no table " + table + ", or none this user may read (" + e.getMessage() + ")."));
            }
        });
        if (problems.isEmpty()) {
            checkIndexes(problems);
            checkLayout(problems);
        }
        return problems;
    }

    private void checkIndexes(List<Problem> problems) {
        Set<String> found = database.read(dialect::indexes);
        INDEXES.stream()
                .filter(index -> !found.contains(index))
                .forEach(index -> problems.add(problem("the table ledger_entry has no index " + index + ".")));
    }

    private void checkLayout(List<Problem> problems) {
        Set<String> layouts = database.read(session -> session.values("SELECT layout FROM " + LAYOUT_TABLE));
        if (!layouts.equals(Set.of(String.valueOf(LAYOUT)))) {
            problems.add(Problem.at(
                    "store.layout",
                    "the tables have layout " + layouts + "; this version of the library knows layout " + LAYOUT + ".",
                    "Use the version that wrote them, or a later one."));
        }
    }

    /** Asks through the search path of the session, as the store itself does. */
    private Set<String> columns(Session session, String table) {
        Set<String> columns = new TreeSet<>();
        try {
            PreparedStatement select = session.statement("SELECT * FROM " + table + " WHERE 1 = 0");
            try (ResultSet nothing = select.executeQuery()) {
                ResultSetMetaData row = nothing.getMetaData();
                for (int column = 1; column <= row.getColumnCount(); column++) {
                    columns.add(row.getColumnName(column).toLowerCase(Locale.ROOT));
                }
            }
            return columns;
        } catch (SQLException e) {
            // Class 42 is "syntax error or access rule violation", which with this statement is the table's absence.
            if (String.valueOf(e.getSQLState()).startsWith("42")) {
                throw new MissingException(e);
            }
            throw database.unusable(e);
        }
    }

    private Problem problem(String message) {
        return Problem.at(
                "store.schema",
                message,
                "Create the tables with JdbcLedgers.create(dataSource), or as their owner with: "
                        + dialect.createCommand());
    }

    /** A table is not there for this user. */
    private static final class MissingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MissingException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
