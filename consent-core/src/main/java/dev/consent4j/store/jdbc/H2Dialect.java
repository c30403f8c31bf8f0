package dev.consent4j.store.jdbc;

import dev.consent4j.policy.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * H2 in a file. Its commit never reaches the disk by itself, so each is followed by {@code CHECKPOINT SYNC}, which
 * needs an administrator.
 */
final class H2Dialect implements Dialect {

    /** The turns of every file that was opened, by its path: two pools may share one. */
    private static final Map<String, Lock> TURNS = new ConcurrentHashMap<>();

    private static final int LOCK_TIMEOUT = 50_200;
    private static final int CONCURRENT_UPDATE = 90_131;
    private static final int FILE_CORRUPTED = 90_030;
    private static final int VALUE_TOO_LONG = 22_001;
    private static final Pattern IN_MEMORY = Pattern.compile("(?i)(?:[a-z]+:)*(?:nio)?mem(?:fs|lz):.*");

    private Lock writing = new ReentrantLock(true);

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public String schema() {
        return "schema-h2.sql";
    }

    @Override
    public String lockHead() {
        return "SELECT size, frontier, published FROM ledger_head WHERE ledger = ? FOR UPDATE";
    }

    @Override
    public String firstHead() {
        return "INSERT INTO ledger_head (ledger, size, frontier, published) VALUES (?, ?, ?, ?)";
    }

    @Override
    public String keepCell() {
        return "MERGE INTO ledger_cell (ledger, name, content) KEY (ledger, name) VALUES (?, ?, ?)";
    }

    /**
     * H2 gives a statement the result it gave last time unless a row was changed in between, and notes the change when it
     * is made, not when it is committed: who reads in between would never see it.
     */
    @Override
    public void learn(Session session) throws SQLException {
        writing = TURNS.computeIfAbsent(session.value("SELECT DATABASE_PATH()"), path -> new ReentrantLock(true));
        try {
            session.execute("SET OPTIMIZE_REUSE_RESULTS 0");
        } catch (SQLException e) {
            // Only an administrator may; who is none is told so with the weaknesses.
            return;
        }
    }

    /**
     * H2 deadlocks when a commit finds the disk full while another connection synchronises: each holds the lock the other
     * waits for. A file is open in one process only, and its threads take turns here.
     */
    @Override
    public Lock writing() {
        return writing;
    }

    @Override
    public void afterCommit(Session session) throws SQLException {
        session.execute("CHECKPOINT SYNC");
    }

    @Override
    public Failure failure(SQLException e) {
        return switch (e.getErrorCode()) {
            case LOCK_TIMEOUT, CONCURRENT_UPDATE -> Failure.CONFLICT;
            case FILE_CORRUPTED -> Failure.DAMAGED;
            case VALUE_TOO_LONG -> Failure.TOO_LARGE;
            default -> Failure.ofState(e);
        };
    }

    @Override
    public List<Problem> weaknesses(Session session) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        String path = session.value("SELECT DATABASE_PATH()");
        if (path.equals("null") || path.isEmpty() || IN_MEMORY.matcher(path).matches()) {
            problems.add(Problem.at(
                    "store",
                    "this H2 database is in memory, and what it keeps dies with the process.",
                    "Name a file (jdbc:h2:/var/lib/site/ledger;WRITE_DELAY=0), or use InMemoryStore for tests."));
            return problems;
        }
        String delay = setting(session, "WRITE_DELAY");
        if (!delay.equals("0")) {
            problems.add(Problem.at(
                    "store.WRITE_DELAY",
                    "H2 runs with WRITE_DELAY = " + delay
                            + "; only WRITE_DELAY=0 with CHECKPOINT SYNC, which this store"
                            + " adds, has been proved to survive a power loss.",
                    "Add ;WRITE_DELAY=0 to the JDBC address."));
        }
        String mode = setting(session, "MODE");
        if (!mode.equalsIgnoreCase("REGULAR")) {
            problems.add(Problem.at(
                    "store.MODE",
                    "H2 imitates " + mode + ", which changes how texts are compared.",
                    "Take ;MODE=" + mode + " out of the JDBC address."));
        }
        try {
            session.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            problems.add(Problem.at(
                    "store.user",
                    "the user may not run CHECKPOINT SYNC (" + e.getMessage() + "), without which nothing is durable.",
                    "Connect as an administrator: ALTER USER <user> ADMIN TRUE."));
        }
        return problems;
    }

    private static String setting(Session session, String name) throws SQLException {
        return session.value(
                "SELECT setting_value FROM information_schema.settings WHERE setting_name = '" + name + "'");
    }

    @Override
    public Set<String> indexes(Session session) throws SQLException {
        return session.values("SELECT index_name FROM information_schema.indexes"
                + " WHERE table_schema = CURRENT_SCHEMA AND table_name = 'LEDGER_ENTRY'");
    }

    @Override
    public String createCommand() {
        return "RUNSCRIPT FROM 'classpath:dev/consent4j/store/jdbc/" + schema() + "'";
    }
}
