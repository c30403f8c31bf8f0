package dev.consent4j.ledger;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who may write everything in the database, knows this library, and has no signing key. */
final class Attacker {

    private static final List<String> TABLES = List.of("ledger_entry", "ledger_head", "ledger_cell");
    private static final List<String> CONTENT =
            List.of("kind", "id", "subject", "account", "time", "leaf_hash", "salt", "bytes");
    private static final String WHERE = " WHERE entry_index = ?";

    private final Connection connection;

    Attacker(Connection connection) {
        this.connection = connection;
    }

    /** A copy of every row of every table. */
    record Backup(List<Table> tables) {

        /** The rows of one table. */
        record Table(String name, List<String> columns, List<List<Object>> rows) {}
    }

    byte[] bytes(long index) throws SQLException {
        return (byte[]) content(index).get(CONTENT.indexOf("bytes"));
    }

    void setBytes(long index, byte[] bytes) throws SQLException {
        execute("UPDATE ledger_entry SET bytes = ?" + WHERE, bytes, index);
    }

    /** Writes other bytes and the leaf hash that commits to them. */
    void forge(long index, byte[] bytes) throws SQLException {
        byte[] salt = (byte[]) content(index).get(CONTENT.indexOf("salt"));
        execute(
                "UPDATE ledger_entry SET bytes = ?, leaf_hash = ?" + WHERE,
                bytes,
                Commitment.leafHash(salt, bytes),
                index);
    }

    /** Exchanges two entries with all that belongs to them. */
    void swap(long one, long other) throws SQLException {
        List<Object> first = content(one);
        List<Object> second = content(other);
        // An id may stand in the ledger only once.
        execute("UPDATE ledger_entry SET id = NULL" + WHERE, other);
        put(one, second);
        put(other, first);
    }

    void delete(long from, long to) throws SQLException {
        execute("DELETE FROM ledger_entry WHERE entry_index >= ? AND entry_index < ?", from, to);
    }

    /** Erases as the library does, but accounts for it nowhere. */
    void erase(long index) throws SQLException {
        execute(
                "UPDATE ledger_entry SET kind = NULL, id = NULL, subject = NULL, account = NULL, time = NULL,"
                        + " salt = NULL, bytes = NULL" + WHERE,
                index);
    }

    /** Computes the tree over the rows that are there, and makes its frontier the head's. */
    void recomputeTheTree() throws SQLException {
        Frontier frontier = Frontier.EMPTY;
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT leaf_hash FROM ledger_entry ORDER BY entry_index");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                frontier = frontier.append(row.getBytes(1));
            }
        }
        execute("UPDATE ledger_head SET size = ?, frontier = ?", frontier.size(), frontier.toBytes());
    }

    /** Makes the tiles over the rows that are there, and takes the last signed checkpoint away. */
    void recomputeTheTiles(ConsentStore store) throws SQLException {
        execute("DELETE FROM ledger_cell");
        execute("UPDATE ledger_head SET published = 0");
        TileBuilder tiles = TileBuilder.after(0, store);
        store.read(0, Integer.MAX_VALUE).forEach(entry -> tiles.append(entry.leafHash()));
        store.append(head -> new AppendPlan.Append(List.of(), head, List.of(), tiles.edge()));
    }

    Backup backup() throws SQLException {
        List<Backup.Table> tables = new ArrayList<>();
        for (String name : TABLES) {
            try (PreparedStatement select = connection.prepareStatement("SELECT * FROM " + name);
                    ResultSet row = select.executeQuery()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    columns.add(row.getMetaData().getColumnName(column));
                }
                tables.add(new Backup.Table(name, columns, rows(row, columns.size())));
            }
        }
        return new Backup(tables);
    }

    void restore(Backup backup) throws SQLException {
        for (Backup.Table table : backup.tables()) {
            execute("DELETE FROM " + table.name());
            for (List<Object> row : table.rows()) {
                execute(
                        "INSERT INTO " + table.name() + " (" + String.join(", ", table.columns()) + ") VALUES (?"
                                + ", ?".repeat(row.size() - 1) + ")",
                        row.toArray());
            }
        }
    }

    private List<Object> content(long index) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + String.join(", ", CONTENT) + " FROM ledger_entry" + WHERE)) {
            select.setLong(1, index);
            try (ResultSet row = select.executeQuery()) {
                return rows(row, CONTENT.size()).get(0);
            }
        }
    }

    private void put(long index, List<Object> content) throws SQLException {
        List<Object> values = new ArrayList<>(content);
        values.add(index);
        execute("UPDATE ledger_entry SET " + String.join(" = ?, ", CONTENT) + " = ?" + WHERE, values.toArray());
    }

    private static List<List<Object>> rows(ResultSet row, int columns) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        while (row.next()) {
            Object[] values = new Object[columns];
            for (int column = 0; column < columns; column++) {
                values[column] = row.getObject(column + 1);
            }
            rows.add(Arrays.asList(values));
        }
        return rows;
    }

    private void execute(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
