package dev.consent4j.store.jdbc;

import dev.consent4j.entry.IndexRange;
import dev.consent4j.store.Cell;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the rows of one ledger, in few statements. */
final class EntryInserts {

    private static final String ERASE =
            "UPDATE ledger_entry SET kind = NULL, id = NULL, subject = NULL, account = NULL,"
                    + " time = NULL, salt = NULL, bytes = NULL WHERE ledger = ? AND entry_index >= ? AND entry_index < ?";

    private final Dialect dialect;
    private final String ledger;

    EntryInserts(Dialect dialect, String ledger) {
        this.dialect = dialect;
        this.ledger = ledger;
    }

    /** Refuses what no insert needs to be tried for. */
    void mustBeKeepable(List<StoredEntry> entries) {
        Set<String> ids = new HashSet<>();
        for (int position = 0; position < entries.size(); position++) {
            var keys = entries.get(position).keys();
            String refusal = Stream.of(keys.kind(), keys.id(), keys.subject(), keys.account())
                    .map(dialect::refusal)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (refusal != null) {
                throw new EntryRefusedException(position, refusal, null);
            }
            if (dialect.isTooLarge(entries.get(position))) {
                throw new EntryRefusedException(position, "the entry is larger than the server takes", null);
            }
            if (keys.id() != null && !ids.add(keys.id())) {
                throw new EntryRefusedException(position, "the id is taken", null);
            }
        }
    }

    /** Inserts entries and saves the head after them. */
    void insert(Session session, List<StoredEntry> entries, Head head) throws SQLException {
        if (entries.isEmpty()) {
            dialect.saveHead(session, ledger, head);
        }
        int from = 0;
        while (from < entries.size()) {
            int to = end(entries, from);
            List<StoredEntry> rows = entries.subList(from, to);
            try {
                if (to == entries.size()) {
                    dialect.insertLast(session, ledger, rows, head);
                } else {
                    dialect.insert(session, ledger, rows);
                }
            } catch (SQLException e) {
                SQLException error = Failure.unwrap(e);
                switch (dialect.failure(error)) {
                    case TOO_LARGE ->
                        throw new EntryRefusedException(
                                from + largest(rows),
                                "the entry is larger than the database can keep",
                                SqlFailure.of(error));
                    case CONSTRAINT -> throw new TakenException(error);
                    default -> throw e;
                }
            }
            from = to;
        }
    }

    void erase(Session session, List<IndexRange> ranges) throws SQLException {
        for (IndexRange range : ranges) {
            PreparedStatement erase = session.statement(ERASE);
            dialect.bindText(erase, 1, ledger);
            erase.setLong(2, range.from());
            erase.setLong(3, range.to());
            erase.executeUpdate();
        }
    }

    void keep(Session session, List<Cell> cells) throws SQLException {
        if (cells.isEmpty()) {
            return;
        }
        PreparedStatement keep = session.statement(dialect.keepCell());
        for (Cell cell : cells) {
            dialect.bindText(keep, 1, ledger);
            dialect.bindText(keep, 2, cell.name());
            keep.setBytes(3, cell.value());
            keep.addBatch();
        }
        keep.executeBatch();
    }

    /** Inserts an empty head unless another process was first. */
    void firstHead(Session session) throws SQLException {
        PreparedStatement insert = session.statement(dialect.firstHead());
        dialect.bindText(insert, 1, ledger);
        insert.setLong(2, Head.EMPTY.size());
        insert.setBytes(3, Head.EMPTY.frontier());
        insert.setLong(4, Head.EMPTY.published());
        insert.executeUpdate();
    }

    private int end(List<StoredEntry> entries, int from) {
        long bytes = length(entries.get(from));
        int to = from + 1;
        while (to < entries.size() && to - from < dialect.rowsAtOnce()) {
            bytes += length(entries.get(to));
            if (bytes > dialect.bytesAtOnce()) {
                return to;
            }
            to++;
        }
        return to;
    }

    private static int largest(List<StoredEntry> rows) {
        int largest = 0;
        for (int i = 1; i < rows.size(); i++) {
            if (length(rows.get(i)) > length(rows.get(largest))) {
                largest = i;
            }
        }
        return largest;
    }

    private static long length(StoredEntry entry) {
        byte[] bytes = entry.bytes();
        return bytes == null ? 0 : bytes.length;
    }

    /** A row contradicts one that is there: an id is taken, or an entry lies beyond the head. */
    static final class TakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TakenException(SQLException cause) {
            super(SqlFailure.of(cause));
        }
    }
}
