package dev.consent4j.store.jdbc;

import dev.consent4j.policy.Problem;
import dev.consent4j.store.StoredEntry;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB and MySQL. Keys are kept as the bytes of their UTF-8: every collation of text that both products know takes
 * some different texts for equal.
 */
final class MariaDbDialect implements Dialect {

    /** Room for the words and the other values of an insert of one row. */
    private static final int STATEMENT_BYTES = 8_192;

    private static final int PACKET_TOO_LARGE = 1153;
    private static final int LARGER_THAN_THE_PACKET = 1301;
    private static final int ROW_TOO_LARGE = 1118;
    private static final int LOG_TOO_SMALL_FOR_ROW = 1534;
    private static final int DATA_TOO_LONG = 1406;
    private static final Set<Integer> DAMAGE = Set.of(126, 127, 144, 145, 1034, 1035, 1194, 1195, 1712, 1877);

    /** Values of innodb_doublewrite under which a page torn by a power loss stays torn. */
    private static final Set<String> WITHOUT_COPIES = Set.of("0", "OFF", "DETECT_ONLY");

    private final String product;
    private volatile long packet = Long.MAX_VALUE;

    MariaDbDialect(String product) {
        this.product = product;
    }

    @Override
    public String product() {
        return product;
    }

    @Override
    public String schema() {
        return "schema-mariadb.sql";
    }

    @Override
    public String lockHead() {
        return "SELECT size, frontier, published FROM ledger_head WHERE ledger = ? FOR UPDATE";
    }

    @Override
    public String firstHead() {
        return "INSERT IGNORE INTO ledger_head (ledger, size, frontier, published) VALUES (?, ?, ?, ?)";
    }

    @Override
    public String keepCell() {
        return "INSERT INTO ledger_cell (ledger, name, content) VALUES (?, ?, ?)"
                + " ON DUPLICATE KEY UPDATE content = VALUES(content)";
    }

    @Override
    public int rowsAtOnce() {
        return 256;
    }

    /** Written as text, bytes may double, and a statement of 16 MiB is what the server takes by default. */
    @Override
    public int bytesAtOnce() {
        return 4 * 1_024 * 1_024;
    }

    @Override
    public void learn(Session session) throws SQLException {
        packet = Long.parseLong(session.value("SELECT @@max_allowed_packet"));
    }

    /** A server that is sent more than it takes hangs up, which looks like any other lost connection. */
    @Override
    public boolean isTooLarge(StoredEntry entry) {
        byte[] bytes = entry.bytes();
        if (bytes == null || bytes.length < packet / 2 - STATEMENT_BYTES) {
            return false;
        }
        long sent = (long) STATEMENT_BYTES + bytes.length;
        for (byte one : bytes) {
            if (one == 0 || one == '\'' || one == '"' || one == '\\') {
                sent++;
            }
        }
        return sent > packet;
    }

    @Override
    public int maxKeyBytes() {
        return 512;
    }

    @Override
    public void bindText(PreparedStatement statement, int parameter, @Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(parameter, Types.VARBINARY);
        } else {
            statement.setBytes(parameter, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public @Nullable String text(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public Failure failure(SQLException e) {
        int code = e.getErrorCode();
        if (DAMAGE.contains(code)) {
            return Failure.DAMAGED;
        }
        return switch (code) {
            case PACKET_TOO_LARGE, LARGER_THAN_THE_PACKET, ROW_TOO_LARGE, LOG_TOO_SMALL_FOR_ROW, DATA_TOO_LONG ->
                Failure.TOO_LARGE;
            default -> Failure.ofState(e);
        };
    }

    @Override
    public List<Problem> weaknesses(Session session) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        String flush = session.value("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit");
        // MariaDB's 3 does what 1 does, and flushes once more.
        if (!flush.equals("1") && !flush.equals("3")) {
            problems.add(weak("innodb_flush_log_at_trx_commit", flush, "1"));
        }
        // With a binary log, recovery takes back what is not in that log.
        String syncBinlog = session.value("SELECT @@GLOBAL.sync_binlog");
        if (session.value("SELECT @@GLOBAL.log_bin").equals("1") && !syncBinlog.equals("1") && !flush.equals("3")) {
            problems.add(weak("sync_binlog", syncBinlog, "1"));
        }
        // MySQL's DETECT_ONLY finds a torn page and has nothing to mend it with.
        String doublewrite = session.value("SELECT @@GLOBAL.innodb_doublewrite");
        if (WITHOUT_COPIES.contains(doublewrite.toUpperCase(Locale.ROOT))) {
            problems.add(weak("innodb_doublewrite", doublewrite, "ON"));
        }
        Set<String> engines =
                session.values("SELECT DISTINCT engine FROM information_schema.tables WHERE table_schema ="
                        + " database() AND table_name IN ('ledger_entry', 'ledger_head', 'ledger_cell')");
        if (!Set.of("innodb").containsAll(engines)) {
            problems.add(Problem.at(
                    "store.engine",
                    "the tables of the ledger are kept by " + engines + ", which has no transactions that last.",
                    "ALTER TABLE each of them to ENGINE = InnoDB."));
        }
        return problems;
    }

    private Problem weak(String setting, String value, String demanded) {
        return Problem.at(
                "store." + setting,
                product + " runs with " + setting + " = " + value + ", so acknowledged entries could be lost.",
                "Set " + setting + " = " + demanded
                        + " in the server's option file, and with SET GLOBAL where that works" + " while it runs.");
    }

    @Override
    public Set<String> indexes(Session session) throws SQLException {
        return session.values("SELECT DISTINCT index_name FROM information_schema.statistics"
                + " WHERE table_schema = database() AND table_name = 'ledger_entry'");
    }

    @Override
    public void beginCreating(Session session) throws SQLException {
        session.value("SELECT GET_LOCK('consent4j schema', 60)");
    }

    @Override
    public void endCreating(Session session) throws SQLException {
        session.value("SELECT RELEASE_LOCK('consent4j schema')");
    }

    @Override
    public String createCommand() {
        return "unzip -p consent-core.jar dev/consent4j/store/jdbc/" + schema() + " | "
                + product.toLowerCase(Locale.ROOT) + " <database>";
    }
}
