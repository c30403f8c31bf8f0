package dev.consent4j.store.jdbc;

import dev.consent4j.entry.IndexRange;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries of one ledger in the tables {@code ledger_entry} and {@code ledger_head}, which ledgers share. */
final class JdbcStore implements ConsentStore {

    private static final int CELLS_AT_ONCE = 256;

    private final Database database;
    private final String ledger;
    private final EntryRows rows;
    private final EntryInserts inserts;
    private volatile boolean closed;

    JdbcStore(Database database, String ledger) {
        this.database = database;
        this.ledger = ledger;
        this.rows = new EntryRows(database.dialect(), ledger);
        this.inserts = new EntryInserts(database.dialect(), ledger);
    }

    @Override
    public Head append(AppendPlan plan) {
        mustBeOpen();
        try {
            return database.write(session -> append(session, plan));
        } catch (EntryInserts.TakenException e) {
            database.<Head>write(session -> refuse(session, plan, e));
            // The contradiction is gone, for another process has erased it meanwhile.
            return again(plan);
        }
    }

    private Head again(AppendPlan plan) {
        try {
            return database.write(session -> append(session, plan));
        } catch (EntryInserts.TakenException e) {
            throw new StoreUnavailableException("an entry was refused for a reason that changes", true, e);
        }
    }

    @Override
    public Head head() {
        mustBeOpen();
        return database.read(rows::head).orElse(Head.EMPTY);
    }

    @Override
    public Optional<StoredEntry> byId(String id) {
        mustBeOpen();
        return database.read(session -> rows.byId(session, id));
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        mustBeOpen();
        return database.read(session -> rows.from(session, from, limit));
    }

    @Override
    public List<StoredEntry> find(EntryQuery query) {
        mustBeOpen();
        return database.read(session -> rows.find(session, query));
    }

    @Override
    public Map<String, byte[]> cells(Collection<String> names) {
        mustBeOpen();
        List<String> all = List.copyOf(names);
        return database.read(session -> {
            Map<String, byte[]> cells = new HashMap<>();
            for (int from = 0; from < all.size(); from += CELLS_AT_ONCE) {
                cells.putAll(rows.cells(session, all.subList(from, Math.min(all.size(), from + CELLS_AT_ONCE))));
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

    private Head append(Session session, AppendPlan plan) throws SQLException {
        AppendPlan.Append append = planned(session, plan);
        inserts.mustBeKeepable(append.entries());
        inserts.erase(session, append.erased());
        inserts.keep(session, append.cells());
        inserts.insert(session, append.entries(), append.head());
        return append.head();
    }

    private AppendPlan.Append planned(Session session, AppendPlan plan) throws SQLException {
        Head before = lockedHead(session);
        try {
            AppendPlan.Append append = plan.after(before, query -> held(session, query));
            append.mustFollow(before);
            return append;
        } catch (UnreadException unread) {
            throw unread.failure;
        }
    }

    private List<StoredEntry> held(Session session, EntryQuery query) {
        try {
            return rows.find(session, query);
        } catch (SQLException e) {
            throw new UnreadException(e);
        }
    }

    /** Takes the failure of a question past the plan that asked it. */
    private static final class UnreadException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        UnreadException(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private Head lockedHead(Session session) throws SQLException {
        Optional<Head> head = rows.lockedHead(session);
        if (head.isPresent()) {
            return head.get();
        }
        inserts.firstHead(session);
        return rows.lockedHead(session).orElseThrow(() -> new SQLException("the first head vanished"));
    }

    /** Finds under the lock what contradicts the append; the transaction that failed may not be asked any more. */
    private Head refuse(Session session, AppendPlan plan, EntryInserts.TakenException failure) throws SQLException {
        AppendPlan.Append append = planned(session, plan);
        for (int position = 0; position < append.entries().size(); position++) {
            String id = append.entries().get(position).keys().id();
            Optional<StoredEntry> first = id == null ? Optional.empty() : rows.byId(session, id);
            if (first.isPresent() && isKept(first.get().index(), append.erased())) {
                throw new EntryRefusedException(position, "the id is taken", failure.getCause());
            }
        }
        long beyond = append.head().size() - append.entries().size();
        if (!rows.from(session, beyond, 1).isEmpty()) {
            throw new StoreCorruptedException(
                    "ledger " + ledger + " already has an entry " + beyond + " beyond its head", failure.getCause());
        }
        return append.head();
    }

    private static boolean isKept(long index, List<IndexRange> erased) {
        return erased.stream().noneMatch(range -> range.contains(index));
    }
}
