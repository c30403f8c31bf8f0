package dev.consent4j.store.jdbc;

import dev.consent4j.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite file: one session that writes, behind a lock, and a few that read beside it. A session that met an error
 * is closed and replaced by a new one, so that nothing of a failed transaction lives on and the store recovers by
 * itself.
 */
final class SqliteDatabase implements Database, AutoCloseable {

    private static final int READERS = 4;

    private final SqliteConnections connections;
    private final Dialect dialect = new SqliteDialect();
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Semaphore reading = new Semaphore(READERS, true);
    private final Deque<OpenSession> idle = new ConcurrentLinkedDeque<>();
    private @Nullable OpenSession writer;
    private volatile boolean closed;

    SqliteDatabase(SqliteConnections connections) {
        this.connections = connections;
    }

    /** A session, and the file it has open, which may no longer be the one under the name. */
    private record OpenSession(Session session, @Nullable Object fileKey) {}

    @Override
    public <T> T read(Work<T> work) {
        reading.acquireUninterruptibly();
        try {
            mustBeOpen();
            OpenSession reader = onSameFile(idle.poll());
            try {
                if (reader == null) {
                    reader = open();
                }
                T result = work.in(reader.session());
                idle.push(reader);
                return result;
            } catch (SQLException e) {
                discard(reader);
                throw SqliteError.translate(e, connections.file(), true);
            } catch (RuntimeException | Error e) {
                discard(reader);
                throw e;
            }
        } finally {
            reading.release();
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        writing.lock();
        try {
            mustBeOpen();
            boolean committing = false;
            try {
                Session session = writer();
                session.execute("BEGIN IMMEDIATE");
                T result = work.in(session);
                committing = true;
                session.execute("COMMIT");
                return result;
            } catch (SQLException e) {
                discardWriter();
                throw SqliteError.translate(e, connections.file(), !committing);
            } catch (RuntimeException | Error e) {
                rollBack();
                throw e;
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    /** Closes every session after what is under way. Idempotent. */
    @Override
    public void close() {
        writing.lock();
        reading.acquireUninterruptibly(READERS);
        try {
            closed = true;
            for (OpenSession reader = idle.poll(); reader != null; reader = idle.poll()) {
                discard(reader);
            }
            // Last, because only the last session to close folds the write-ahead log into the file.
            discardWriter();
        } finally {
            reading.release(READERS);
            writing.unlock();
        }
    }

    private void mustBeOpen() {
        if (closed) {
            throw new StoreUnavailableException(connections.file() + " is closed", true, null);
        }
    }

    private Session writer() throws SQLException {
        OpenSession session = onSameFile(writer);
        if (session == null) {
            session = open();
        }
        writer = session;
        return session.session();
    }

    private OpenSession open() throws SQLException {
        Object fileKey = connections.fileKey();
        return new OpenSession(new Session(connections.open()), fileKey);
    }

    /**
     * The session if the file under the name is still the one it has open. What is written to a file that was deleted
     * or replaced is durable nowhere.
     */
    private @Nullable OpenSession onSameFile(@Nullable OpenSession session) {
        if (session == null || Objects.equals(session.fileKey(), connections.fileKey())) {
            return session;
        }
        discard(session);
        return null;
    }

    private void rollBack() {
        try {
            if (writer != null) {
                writer.session().execute("ROLLBACK");
            }
        } catch (SQLException e) {
            discardWriter();
        }
    }

    private void discardWriter() {
        discard(writer);
        writer = null;
    }

    private static void discard(@Nullable OpenSession session) {
        if (session == null) {
            return;
        }
        try {
            session.session().close();
        } catch (SQLException e) {
            // It failed before or is of no use any more; closing was only to free it.
            return;
        }
    }
}
