package dev.consent4j.store.jdbc;

import dev.consent4j.policy.Problem;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. An append is two round trips, whatever it holds: lock the head, then write and commit. */
final class PostgresDialect implements Dialect {

    private static final String INSERT = "INSERT INTO ledger_entry (" + COLUMNS + ")"
            + " SELECT ?, * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],"
            + " ?::bytea[], ?::bytea[], ?::bytea[])";

    private static final String INSERT_LAST = "WITH inserted AS (" + INSERT + ") UPDATE ledger_head"
            + " SET size = ?, frontier = ?, published = ? WHERE ledger = ?; COMMIT";

    /**
     * Holds whatever role, database or pool set: the commit waits for the disk; a vanished process does not keep the
     * head for hours; nobody waits for ever.
     */
    private static final String SETTINGS = "SELECT set_config('synchronous_commit',"
            + " CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
            + " ELSE current_setting('synchronous_commit') END, true),"
            + " set_config('idle_in_transaction_session_timeout', '30s', true),"
            + " set_config('lock_timeout', '10s', true)";

    // Under a stricter level every second of two appends at once would fail; under READ COMMITTED it waits.
    private static final String LOCK_HEAD = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE; " + SETTINGS
            + "; SELECT size, frontier, published FROM ledger_head WHERE ledger = ? FOR UPDATE";

    private static final int BEFORE_HEAD = 2;

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String schema() {
        return "schema-postgresql.sql";
    }

    @Override
    public String lockHead() {
        return LOCK_HEAD;
    }

    @Override
    public String firstHead() {
        return "INSERT INTO ledger_head (ledger, size, frontier, published) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (ledger) DO NOTHING";
    }

    @Override
    public String keepCell() {
        return "INSERT INTO ledger_cell (ledger, name, content) VALUES (?, ?, ?)"
                + " ON CONFLICT (ledger, name) DO UPDATE SET content = excluded.content";
    }

    /** Skips the results of what is sent along with the question. */
    @Override
    public ResultSet lockHead(PreparedStatement select) throws SQLException {
        boolean rows = select.execute();
        for (int skipped = 0; skipped < BEFORE_HEAD; skipped++) {
            rows = select.getMoreResults();
        }
        if (!rows) {
            throw new SQLException("the driver did not answer the question for the head");
        }
        return select.getResultSet();
    }

    @Override
    public void insertLast(Session session, String ledger, List<StoredEntry> entries, Head head) throws SQLException {
        PreparedStatement insert = session.statement(INSERT_LAST);
        bindRows(insert, ledger, entries);
        insert.setLong(VALUES + 1, head.size());
        insert.setBytes(VALUES + 2, head.frontier());
        insert.setLong(VALUES + 3, head.published());
        bindText(insert, VALUES + 4, ledger);
        int heads;
        try {
            heads = insert.executeUpdate();
        } catch (SQLException e) {
            throw isRefusal(e) ? e : new CommitUnknownException(e);
        }
        if (heads != 1) {
            throw new CommitUnknownException(
                    new SQLException("the head of ledger " + ledger + " vanished under its lock"));
        }
    }

    /**
     * Whether an error is the server's word that it went no further. Class 08 is a connection that broke, 57P a server that
     * ends, 58 and XX one in trouble, and all of them may come after a commit.
     */
    private static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null && Stream.of("08", "57P", "58", "XX", "40003").noneMatch(state::startsWith);
    }

    @Override
    public int rowsAtOnce() {
        return 1_024;
    }

    /** A third of a page is what an index can hold of all columns together. */
    @Override
    public int maxKeyBytes() {
        return 2_000;
    }

    @Override
    public boolean keepsNul() {
        return false;
    }

    @Override
    public void insert(Session session, String ledger, List<StoredEntry> entries) throws SQLException {
        PreparedStatement insert = session.statement(INSERT);
        bindRows(insert, ledger, entries);
        insert.executeUpdate();
    }

    private void bindRows(PreparedStatement insert, String ledger, List<StoredEntry> entries) throws SQLException {
        bindText(insert, 1, ledger);
        bindArray(insert, 2, "int8", entries, StoredEntry::index);
        bindArray(insert, 3, "text", entries, entry -> entry.keys().kind());
        bindArray(insert, 4, "text", entries, entry -> entry.keys().id());
        bindArray(insert, 5, "text", entries, entry -> entry.keys().subject());
        bindArray(insert, 6, "text", entries, entry -> entry.keys().account());
        bindArray(insert, 7, "int8", entries, entry -> entry.keys().time().toEpochMilli());
        bindBytes(insert, 8, entries, StoredEntry::leafHash);
        bindBytes(insert, 9, entries, StoredEntry::salt);
        bindBytes(insert, 10, entries, StoredEntry::bytes);
    }

    private static void bindArray(
            PreparedStatement insert,
            int parameter,
            String type,
            List<StoredEntry> entries,
            Function<StoredEntry, @Nullable Object> value)
            throws SQLException {
        @Nullable Object[] values = type.equals("int8") ? new Long[entries.size()] : new String[entries.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(entries.get(i));
        }
        insert.setArray(parameter, insert.getConnection().createArrayOf(type, values));
    }

    private static void bindBytes(
            PreparedStatement insert,
            int parameter,
            List<StoredEntry> entries,
            Function<StoredEntry, byte @Nullable []> value)
            throws SQLException {
        byte[] @Nullable [] values = new byte[entries.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(entries.get(i));
        }
        insert.setArray(parameter, insert.getConnection().createArrayOf("bytea", values));
    }

    @Override
    public Failure failure(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "XX001", "XX002" -> Failure.DAMAGED;
            case "54000" -> Failure.TOO_LARGE;
            default -> Failure.ofState(e);
        };
    }

    @Override
    public List<Problem> weaknesses(Session session) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        demandOn(session, "fsync", problems);
        demandOn(session, "full_page_writes", problems);
        // What a role, a database or a client sets is overridden in every transaction; what the server's operator sets
        // is not
        // second-guessed.
        String source = session.value("SELECT source FROM pg_settings WHERE name = 'synchronous_commit'");
        if (session.value("SHOW synchronous_commit").equals("off") && isOfTheServer(source)) {
            problems.add(Problem.at(
                    "store.synchronous_commit",
                    "PostgreSQL runs with synchronous_commit = off, so acknowledged entries could be lost.",
                    "Set synchronous_commit = on (or local) in postgresql.conf and reload."));
        }
        String encoding = session.value("SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            problems.add(Problem.at(
                    "store.encoding",
                    "the database has the encoding " + encoding + ", which cannot keep every text.",
                    "Create the database with ENCODING 'UTF8' TEMPLATE template0."));
        }
        return problems;
    }

    private static boolean isOfTheServer(String source) {
        return switch (source.toLowerCase(Locale.ROOT)) {
            case "database", "user", "database user", "client", "session" -> false;
            default -> true;
        };
    }

    private static void demandOn(Session session, String setting, List<Problem> problems) throws SQLException {
        String value = session.value("SHOW " + setting);
        if (!value.equals("on")) {
            problems.add(Problem.at(
                    "store." + setting,
                    "PostgreSQL runs with " + setting + " = " + value
                            + ", so acknowledged entries could be lost and the database damaged.",
                    "Set " + setting + " = on in postgresql.conf and reload."));
        }
    }

    @Override
    public Set<String> indexes(Session session) throws SQLException {
        return session.values("SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                + " WHERE i.indrelid = to_regclass('ledger_entry') AND i.indisvalid");
    }

    @Override
    public void beginCreating(Session session) throws SQLException {
        session.execute("SELECT pg_advisory_xact_lock(4847205910346481226)");
    }

    @Override
    public String createCommand() {
        return "unzip -p consent-core.jar dev/consent4j/store/jdbc/" + schema() + " | psql <database>";
    }
}
