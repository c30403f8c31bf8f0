package dev.consent4j.store.jdbc;

import dev.consent4j.policy.Problem;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** What is particular to one product: its SQL where products differ, its limits, its settings, its errors. */
interface Dialect {

    /** Columns of an entry, in the order in which they are read and bound. */
    String COLUMNS = "ledger, entry_index, kind, id, subject, account, time, leaf_hash, salt, bytes";

    /** The row of an entry's values. */
    String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Values of an entry. */
    int VALUES = 10;

    /** The product's name, as its users know it. */
    String product();

    /** Name of the resource with the tables. */
    String schema();

    /** Selects size, frontier and published of a ledger's head, and locks it until the transaction ends. */
    String lockHead();

    /** Asks {@link #lockHead()}; the caller closes the row. */
    default ResultSet lockHead(PreparedStatement select) throws SQLException {
        return select.executeQuery();
    }

    /** Inserts the head (ledger, size, frontier, published); does nothing, or is refused, if there is one. */
    String firstHead();

    /** Inserts or replaces a cell (ledger, name, content). */
    String keepCell();

    /** What the error means. */
    Failure failure(SQLException e);

    /** Settings under which acknowledged entries could be lost, or be read before they are kept. */
    List<Problem> weaknesses(Session session) throws SQLException;

    /** Names of the indexes of the table of entries, in small letters. */
    Set<String> indexes(Session session) throws SQLException;

    /** Command that creates the tables, for the words of an error. */
    String createCommand();

    /** Keeps other processes from creating the tables meanwhile; called in a transaction. */
    default void beginCreating(Session session) throws SQLException {}

    /** Lets other processes create the tables again, if the end of the transaction does not. */
    default void endCreating(Session session) throws SQLException {}

    /** How many bytes the column {@code bytes} of a row has. */
    default String bytesLength() {
        return "OCTET_LENGTH(bytes)";
    }

    /** Rows that one statement inserts, at most. */
    default int rowsAtOnce() {
        return 1;
    }

    /** Bytes that one statement inserts, at most; an entry that is larger has a statement of its own. */
    default int bytesAtOnce() {
        return 8 * 1_024 * 1_024;
    }

    /** Learns the limits of this very server; called once, before anything is appended. */
    default void learn(Session session) throws SQLException {}

    /** Whether the server could not even be sent this entry. */
    default boolean isTooLarge(StoredEntry entry) {
        return false;
    }

    /** Bytes an id, a subject or an account may have. */
    default int maxKeyBytes() {
        return Integer.MAX_VALUE;
    }

    /** Whether U+0000 can be part of text. */
    default boolean keepsNul() {
        return true;
    }

    /** What the writing transactions of this process hold, one after the other; null where they may meet. */
    default @Nullable Lock writing() {
        return null;
    }

    /** Makes durable what was committed, where the commit itself does not. */
    default void afterCommit(Session session) throws SQLException {}

    /** Inserts rows that belong to one ledger, at least one. */
    default void insert(Session session, String ledger, List<StoredEntry> entries) throws SQLException {
        String rows = String.join(", ", Collections.nCopies(entries.size(), ROW));
        PreparedStatement insert = session.statement("INSERT INTO ledger_entry (" + COLUMNS + ") VALUES " + rows);
        int first = 1;
        for (StoredEntry entry : entries) {
            bind(insert, first, ledger, entry);
            first += VALUES;
        }
        insert.executeUpdate();
    }

    /**
     * Inserts the last rows of an append, at least one, and saves the head; may commit along with it, for nothing follows.
     *
     * @throws CommitUnknownException if it may have committed
     */
    default void insertLast(Session session, String ledger, List<StoredEntry> entries, Head head) throws SQLException {
        insert(session, ledger, entries);
        saveHead(session, ledger, head);
    }

    /** Saves the head of a ledger that has one. */
    default void saveHead(Session session, String ledger, Head head) throws SQLException {
        PreparedStatement save =
                session.statement("UPDATE ledger_head SET size = ?, frontier = ?, published = ? WHERE ledger = ?");
        save.setLong(1, head.size());
        save.setBytes(2, head.frontier());
        save.setLong(3, head.published());
        bindText(save, 4, ledger);
        if (save.executeUpdate() != 1) {
            throw new SQLException("the head of ledger " + ledger + " vanished under its lock");
        }
    }

    /** Binds text or null. */
    default void bindText(PreparedStatement statement, int parameter, @Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(parameter, Types.VARCHAR);
        } else {
            statement.setString(parameter, text);
        }
    }

    /** Reads text or null. */
    default @Nullable String text(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }

    private void bind(PreparedStatement insert, int first, String ledger, StoredEntry entry) throws SQLException {
        bindText(insert, first, ledger);
        insert.setLong(first + 1, entry.index());
        bindText(insert, first + 2, entry.keys().kind());
        bindText(insert, first + 3, entry.keys().id());
        bindText(insert, first + 4, entry.keys().subject());
        bindText(insert, first + 5, entry.keys().account());
        insert.setLong(first + 6, entry.keys().time().toEpochMilli());
        insert.setBytes(first + 7, entry.leafHash());
        insert.setBytes(first + 8, entry.salt());
        insert.setBytes(first + 9, entry.bytes());
    }

    /** Why text cannot be kept exactly; null if it can. */
    default @Nullable String refusal(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // UTF-8 turns half a surrogate pair into a question mark, and two different texts into one.
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            return "half a surrogate pair cannot be kept";
        }
        if (!keepsNul() && text.indexOf('\0') >= 0) {
            return product() + " cannot keep U+0000";
        }
        // A character has 3 bytes at most, or 4 for two of Java's.
        if (text.length() > maxKeyBytes() / 3 && text.getBytes(StandardCharsets.UTF_8).length > maxKeyBytes()) {
            return "a key of more than " + maxKeyBytes() + " bytes cannot be kept";
        }
        return null;
    }
}
