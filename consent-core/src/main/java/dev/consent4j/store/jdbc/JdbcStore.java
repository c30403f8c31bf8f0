package dev.consent4j.store.jdbc;

import dev.consent4j.entry.IndexRange;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.Cell;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of one ledger in the tables {@code ledger_entry} and {@code ledger_head}, which ledgers share. */
final class JdbcStore implements ConsentStore {

    private static final String COLUMNS = "entry_index, kind, id, subject, account, time, leaf_hash, salt, bytes";
    private static final String HEAD = "SELECT size, frontier, published FROM ledger_head WHERE ledger = ?";
    private static final String FIRST_HEAD =
            "INSERT INTO ledger_head (size, frontier, published, ledger) VALUES (?, ?, ?, ?)";
    private static final String NEXT_HEAD =
            "UPDATE ledger_head SET size = ?, frontier = ?, published = ? WHERE ledger = ?";
    private static final String INSERT =
            "INSERT INTO ledger_entry (" + COLUMNS + ", ledger) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ERASE =
            "UPDATE ledger_entry SET kind = NULL, id = NULL, subject = NULL, account = NULL,"
                    + " time = NULL, salt = NULL, bytes = NULL WHERE ledger = ? AND entry_index >= ? AND entry_index < ?";
    private static final String REMOVE_CELL = "DELETE FROM ledger_cell WHERE ledger = ? AND name = ?";
    private static final String INSERT_CELL = "INSERT INTO ledger_cell (value, ledger, name) VALUES (?, ?, ?)";
    private static final String CELL = "SELECT value FROM ledger_cell WHERE ledger = ? AND name = ?";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM ledger_entry WHERE ledger = ?";
    private static final String BY_ID = SELECT + " AND id = ?";
    private static final String FROM = SELECT + " AND entry_index >= ? ORDER BY entry_index LIMIT ?";

    private final Database database;
    private final String ledger;
    private volatile boolean closed;

    JdbcStore(Database database, String ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    @Override
    public Head append(AppendPlan plan) {
        mustBeOpen();
        return database.write(session -> {
            Optional<Head> before = head(session);
            AppendPlan.Append append = plan.after(before.orElse(Head.EMPTY));
            append.mustFollow(before.orElse(Head.EMPTY));
            for (int position = 0; position < append.entries().size(); position++) {
                insert(session, append.entries().get(position), position);
            }
            erase(session, append.erased());
            keep(session, append.cells());
            saveHead(session, before.isEmpty() ? FIRST_HEAD : NEXT_HEAD, append.head());
            return append.head();
        });
    }

    @Override
    public Head head() {
        mustBeOpen();
        return database.read(this::head).orElse(Head.EMPTY);
    }

    @Override
    public Optional<StoredEntry> byId(String id) {
        mustBeOpen();
        return database.read(session -> byId(session, id));
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        mustBeOpen();
        return database.read(session -> {
            PreparedStatement select = session.statement(FROM);
            select.setString(1, ledger);
            select.setLong(2, from);
            select.setInt(3, limit);
            return entries(select);
        });
    }

    @Override
    public List<StoredEntry> find(EntryQuery query) {
        mustBeOpen();
        String kind = query.kind();
        String subject = query.subject();
        String account = query.account();
        String sql = SELECT
                + " AND entry_index < ?"
                + (kind == null ? "" : " AND kind = ?")
                + (subject == null ? "" : " AND subject = ?")
                + (account == null ? "" : " AND account = ?")
                + " ORDER BY entry_index DESC LIMIT ?";
        return database.read(session -> {
            PreparedStatement select = session.statement(sql);
            int parameter = 0;
            select.setString(++parameter, ledger);
            select.setLong(++parameter, query.before());
            if (kind != null) {
                select.setString(++parameter, kind);
            }
            if (subject != null) {
                select.setString(++parameter, subject);
            }
            if (account != null) {
                select.setString(++parameter, account);
            }
            select.setInt(++parameter, query.limit());
            return entries(select);
        });
    }

    @Override
    public Map<String, byte[]> cells(Collection<String> names) {
        mustBeOpen();
        return database.read(session -> {
            PreparedStatement select = session.statement(CELL);
            select.setString(1, ledger);
            Map<String, byte[]> cells = new HashMap<>();
            for (String name : names) {
                select.setString(2, name);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        cells.put(name, required(row.getBytes(1), "cell"));
                    }
                }
            }
            return cells;
        });
    }

    /** Ends the use of this ledger; the connections belong to the database. */
    @Override
    public void close() {
        closed = true;
    }

    private void mustBeOpen() {
        if (closed) {
            throw new StoreUnavailableException("the store of ledger " + ledger + " is closed", true, null);
        }
    }

    private Optional<Head> head(Session session) throws SQLException {
        PreparedStatement select = session.statement(HEAD);
        select.setString(1, ledger);
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Head(row.getLong(1), required(row.getBytes(2), "frontier"), row.getLong(3)))
                    : Optional.empty();
        }
    }

    private void saveHead(Session session, String sql, Head head) throws SQLException {
        PreparedStatement save = session.statement(sql);
        save.setLong(1, head.size());
        save.setBytes(2, head.frontier());
        save.setLong(3, head.published());
        save.setString(4, ledger);
        save.executeUpdate();
    }

    private void erase(Session session, List<IndexRange> ranges) throws SQLException {
        for (IndexRange range : ranges) {
            PreparedStatement erase = session.statement(ERASE);
            erase.setString(1, ledger);
            erase.setLong(2, range.from());
            erase.setLong(3, range.to());
            erase.executeUpdate();
        }
    }

    private void keep(Session session, List<Cell> cells) throws SQLException {
        for (Cell cell : cells) {
            PreparedStatement remove = session.statement(REMOVE_CELL);
            remove.setString(1, ledger);
            remove.setString(2, cell.name());
            remove.executeUpdate();
            PreparedStatement insert = session.statement(INSERT_CELL);
            insert.setBytes(1, cell.value());
            insert.setString(2, ledger);
            insert.setString(3, cell.name());
            insert.executeUpdate();
        }
    }

    private void insert(Session session, StoredEntry entry, int position) throws SQLException {
        EntryKeys keys = entry.keys();
        mustBeKeepable(keys.id(), position);
        mustBeKeepable(keys.subject(), position);
        mustBeKeepable(keys.account(), position);
        PreparedStatement insert = session.statement(INSERT);
        insert.setLong(1, entry.index());
        insert.setString(2, keys.kind());
        setText(insert, 3, keys.id());
        setText(insert, 4, keys.subject());
        setText(insert, 5, keys.account());
        insert.setLong(6, keys.time().toEpochMilli());
        insert.setBytes(7, entry.leafHash());
        insert.setBytes(8, entry.salt());
        insert.setBytes(9, entry.bytes());
        insert.setString(10, ledger);
        try {
            insert.executeUpdate();
        } catch (SQLException e) {
            if (database.isTooLarge(e)) {
                throw new EntryRefusedException(position, "the entry is larger than the database can keep", e);
            }
            if (!database.isConstraintViolation(e)) {
                throw e;
            }
            String id = keys.id();
            if (id != null && byId(session, id).isPresent()) {
                throw new EntryRefusedException(position, "the id is taken", e);
            }
            throw new StoreCorruptedException(
                    "ledger " + ledger + " already has an entry " + entry.index() + " beyond its head", e);
        }
    }

    /** UTF-8 turns half a surrogate pair into a question mark, and two different texts into one. */
    private static void mustBeKeepable(@Nullable String text, int position) {
        if (text != null && text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new EntryRefusedException(position, "half a surrogate pair cannot be kept", null);
        }
    }

    private static void setText(PreparedStatement statement, int parameter, @Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(parameter, Types.VARCHAR);
        } else {
            statement.setString(parameter, text);
        }
    }

    private Optional<StoredEntry> byId(Session session, String id) throws SQLException {
        PreparedStatement select = session.statement(BY_ID);
        select.setString(1, ledger);
        select.setString(2, id);
        return entries(select).stream().findFirst();
    }

    private List<StoredEntry> entries(PreparedStatement select) throws SQLException {
        List<StoredEntry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                byte[] leafHash = required(row.getBytes(7), "leaf hash");
                entries.add(new StoredEntry(row.getLong(1), keys(row), leafHash, row.getBytes(8), row.getBytes(9)));
            }
        }
        return entries;
    }

    private static EntryKeys keys(ResultSet row) throws SQLException {
        String kind = row.getString(2);
        return kind == null
                ? EntryKeys.ERASED
                : new EntryKeys(
                        kind,
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Instant.ofEpochMilli(row.getLong(6)));
    }

    private byte[] required(byte @Nullable [] value, String column) {
        if (value == null) {
            throw new StoreCorruptedException("a " + column + " of ledger " + ledger + " is missing", null);
        }
        return value;
    }
}
