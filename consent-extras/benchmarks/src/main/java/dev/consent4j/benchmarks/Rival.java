package dev.consent4j.benchmarks;

import dev.consent4j.store.StoredEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Something that keeps the same rows in the same table, and nothing more: no order, no tree, no head. */
interface Rival extends AutoCloseable {

    /** The columns of a row of the ledger's table. */
    String INSERT =
            "INSERT INTO ledger_entry (ledger, entry_index, kind, id, subject, account, time, leaf_hash, salt, bytes)"
                    + " VALUES ('rival', ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Keeps an entry; returns when it is durable. */
    void keep(int client, StoredEntry entry);

    @Override
    void close();

    /** Binds an entry to {@link #INSERT}. */
    static void bind(PreparedStatement insert, StoredEntry entry) throws SQLException {
        insert.setLong(1, entry.index());
        insert.setString(2, entry.keys().kind());
        insert.setString(3, entry.keys().id());
        text(insert, 4, entry.keys().subject());
        text(insert, 5, entry.keys().account());
        insert.setLong(6, entry.keys().time().toEpochMilli());
        insert.setBytes(7, entry.leafHash());
        insert.setBytes(8, entry.salt());
        insert.setBytes(9, entry.bytes());
    }

    private static void text(PreparedStatement insert, int parameter, @Nullable String text) throws SQLException {
        if (text == null) {
            insert.setNull(parameter, Types.VARCHAR);
        } else {
            insert.setString(parameter, text);
        }
    }

    /** Closes a connection that is no longer needed. */
    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
