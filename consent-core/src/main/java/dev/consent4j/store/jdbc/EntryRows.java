package dev.consent4j.store.jdbc;

import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoredEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one ledger. */
final class EntryRows {

    private static final String SELECT = "SELECT " + Dialect.COLUMNS + " FROM ledger_entry WHERE ledger = ?";
    private static final String BY_ID = SELECT + " AND id = ?";
    private static final String FROM = SELECT + " AND entry_index >= ? ORDER BY entry_index LIMIT ?";
    private static final String LENGTHS_FROM =
            " FROM ledger_entry WHERE ledger = ? AND entry_index >= ? ORDER BY entry_index LIMIT ?";
    private static final String HEAD = "SELECT size, frontier, published FROM ledger_head WHERE ledger = ?";

    private final Dialect dialect;
    private final String ledger;

    EntryRows(Dialect dialect, String ledger) {
        this.dialect = dialect;
        this.ledger = ledger;
    }

    Optional<Head> head(Session session) throws SQLException {
        PreparedStatement select = session.statement(HEAD);
        dialect.bindText(select, 1, ledger);
        try (ResultSet row = select.executeQuery()) {
            return head(row);
        }
    }

    /** The head, which nobody else can lock before the transaction ends. */
    Optional<Head> lockedHead(Session session) throws SQLException {
        PreparedStatement select = session.statement(dialect.lockHead());
        dialect.bindText(select, 1, ledger);
        try (ResultSet row = dialect.lockHead(select)) {
            return head(row);
        }
    }

    private Optional<Head> head(ResultSet row) throws SQLException {
        return row.next()
                ? Optional.of(new Head(row.getLong(1), required(row.getBytes(2), "frontier"), row.getLong(3)))
                : Optional.empty();
    }

    Optional<StoredEntry> byId(Session session, String id) throws SQLException {
        if (dialect.refusal(id) != null) {
            return Optional.empty();
        }
        PreparedStatement select = session.statement(BY_ID);
        dialect.bindText(select, 1, ledger);
        dialect.bindText(select, 2, id);
        return entries(select).stream().findFirst();
    }

    List<StoredEntry> from(Session session, long from, int limit) throws SQLException {
        int rows = limit == 1 ? 1 : withinBytes(session, from, limit);
        if (rows == 0) {
            return List.of();
        }
        PreparedStatement select = session.statement(FROM);
        bind(select, from, rows);
        return entries(select);
    }

    /** How many rows there is room for. Asked for first, because drivers take all rows of an answer into memory. */
    private int withinBytes(Session session, long from, int limit) throws SQLException {
        PreparedStatement select = session.statement("SELECT " + dialect.bytesLength() + LENGTHS_FROM);
        bind(select, from, limit);
        long bytes = 0;
        int rows = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                bytes += row.getLong(1);
                if (bytes > ConsentStore.MAX_READ_BYTES && rows > 0) {
                    break;
                }
                rows++;
            }
        }
        return rows;
    }

    private void bind(PreparedStatement select, long from, int limit) throws SQLException {
        dialect.bindText(select, 1, ledger);
        select.setLong(2, from);
        select.setInt(3, limit);
    }

    List<StoredEntry> find(Session session, EntryQuery query) throws SQLException {
        List<String> keys = new ArrayList<>();
        String sql = SELECT
                + " AND entry_index < ?"
                + condition("kind", query.kind(), keys)
                + condition("subject", query.subject(), keys)
                + condition("account", query.account(), keys)
                + " ORDER BY entry_index DESC LIMIT ?";
        if (keys.stream().anyMatch(key -> dialect.refusal(key) != null)) {
            return List.of();
        }
        PreparedStatement select = session.statement(sql);
        dialect.bindText(select, 1, ledger);
        select.setLong(2, query.before());
        int parameter = 2;
        for (String key : keys) {
            dialect.bindText(select, ++parameter, key);
        }
        select.setInt(++parameter, query.limit());
        return entries(select);
    }

    private static String condition(String column, @Nullable String value, List<String> keys) {
        if (value == null) {
            return "";
        }
        keys.add(value);
        return " AND " + column + " = ?";
    }

    /** Cells by name; the names are repeated up to a power of two, so that few different statements are prepared. */
    Map<String, byte[]> cells(Session session, List<String> names) throws SQLException {
        int parameters = Integer.highestOneBit(Math.max(1, names.size() * 2 - 1));
        PreparedStatement select =
                session.statement("SELECT name, content FROM ledger_cell WHERE ledger = ? AND name IN ("
                        + String.join(", ", Collections.nCopies(parameters, "?")) + ")");
        dialect.bindText(select, 1, ledger);
        for (int i = 0; i < parameters; i++) {
            dialect.bindText(select, i + 2, names.get(Math.min(i, names.size() - 1)));
        }
        Map<String, byte[]> cells = new HashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                cells.put(String.valueOf(dialect.text(row, 1)), required(row.getBytes(2), "cell"));
            }
        }
        return cells;
    }

    private List<StoredEntry> entries(PreparedStatement select) throws SQLException {
        List<StoredEntry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                byte[] leafHash = required(row.getBytes(8), "leaf hash");
                entries.add(new StoredEntry(row.getLong(2), keys(row), leafHash, row.getBytes(9), row.getBytes(10)));
            }
        }
        return entries;
    }

    private EntryKeys keys(ResultSet row) throws SQLException {
        String kind = dialect.text(row, 3);
        return kind == null
                ? EntryKeys.ERASED
                : new EntryKeys(
                        kind,
                        dialect.text(row, 4),
                        dialect.text(row, 5),
                        dialect.text(row, 6),
                        Instant.ofEpochMilli(row.getLong(7)));
    }

    private byte[] required(byte @Nullable [] value, String column) {
        if (value == null) {
            throw new StoreCorruptedException("a " + column + " of ledger " + ledger + " is missing", null);
        }
        return value;
    }
}
