package dev.consent4j.store.jdbc;

import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreException;
import dev.consent4j.store.StoreUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A database behind a {@link DataSource}. Every transaction takes a connection and gives it back; one that lost against
 * another is tried again for a while.
 */
final class DataSourceDatabase implements Database {

    /** How long the server may be silent. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    private static final Duration RETRYING = Duration.ofSeconds(10);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final DataSource pool;
    private final Dialect dialect;
    private final Duration silence;
    private final DeadConnections dead = new DeadConnections(System::nanoTime);

    DataSourceDatabase(DataSource pool, Dialect dialect, Duration silence) {
        this.pool = pool;
        this.dialect = dialect;
        this.silence = silence;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public <T> T read(Work<T> work) {
        try (Lease lease = Lease.take(pool, false, silence, dead)) {
            return work.in(lease.session());
        } catch (SQLException e) {
            throw translate(e, true);
        }
    }

    /** Reads while nobody of this process writes, where writing takes turns. */
    <T> T readInTurn(Work<T> work) {
        return inTurn(() -> read(work));
    }

    @Override
    public <T> T write(Work<T> work) {
        return inTurn(() -> writeUntilDone(work));
    }

    private <T> T inTurn(Supplier<T> work) {
        Lock turn = dialect.writing();
        if (turn == null) {
            return work.get();
        }
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    private <T> T writeUntilDone(Work<T> work) {
        long began = System.nanoTime();
        while (true) {
            try {
                return writeOnce(work);
            } catch (Lost lost) {
                if (System.nanoTime() - began > RETRYING.toNanos()) {
                    throw unavailable(lost.error, true);
                }
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
        }
    }

    private <T> T writeOnce(Work<T> work) throws Lost {
        boolean committing = false;
        boolean committed = false;
        try (Lease lease = Lease.take(pool, true, silence, dead)) {
            T result = work.in(lease.session());
            committing = true;
            lease.commit();
            committed = true;
            dialect.afterCommit(lease.session());
            return result;
        } catch (CommitUnknownException e) {
            throw translate(e, false);
        } catch (SQLException e) {
            SQLException error = Failure.unwrap(e);
            Failure failure = dialect.failure(error);
            // A row refused here is the first head of a ledger, which another process has inserted meanwhile.
            if (!committed && (failure == Failure.CONFLICT || failure == Failure.CONSTRAINT)) {
                throw new Lost(error);
            }
            throw translate(error, !committing);
        }
    }

    /** What a failed question about the database means. */
    StoreException unusable(SQLException e) {
        return translate(e, true);
    }

    static StoreUnavailableException unknownProduct(SQLException e) {
        SqlFailure told = SqlFailure.of(e);
        return new StoreUnavailableException("the database cannot be asked for its name: " + told.words(), true, told);
    }

    private StoreException translate(SQLException e, boolean outcomeKnown) {
        SQLException error = Failure.unwrap(e);
        if (dialect.failure(error) == Failure.DAMAGED) {
            SqlFailure told = SqlFailure.of(error);
            return new StoreCorruptedException(dialect.product() + " found damage: " + told.words(), told);
        }
        return unavailable(error, outcomeKnown);
    }

    private StoreUnavailableException unavailable(SQLException e, boolean outcomeKnown) {
        SqlFailure told = SqlFailure.of(e);
        return new StoreUnavailableException(
                dialect.product() + " cannot be used now: " + told.words(), outcomeKnown, told);
    }

    /** The transaction was taken back in favour of another. */
    private static final class Lost extends Exception {

        private static final long serialVersionUID = 1L;

        private final SQLException error;

        Lost(SQLException error) {
            super(error);
            this.error = error;
        }
    }
}
