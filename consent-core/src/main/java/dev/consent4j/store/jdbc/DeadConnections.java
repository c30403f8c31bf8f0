package dev.consent4j.store.jdbc;

import dev.consent4j.store.StoreUnavailableException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that a pool gives out one connection after the other that is dead already. Pools do not look at a connection
 * that was used a moment ago, and do not know every driver's word for a dead one: whoever asks again and again is given the
 * same ones for ever. So they are left alone for a while, after which a pool looks. Thread safe.
 */
final class DeadConnections {

    /** So many in a row are no coincidence. */
    static final int MOST = 8;

    /** Longer than pools trust a connection that was used; HikariCP's default is half a second. */
    static final Duration REST = Duration.ofSeconds(1);

    private final LongSupplier nanoseconds;
    private int inARow;
    private long restsSince;

    /** Counts from none; takes how to tell the time that has passed. */
    DeadConnections(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    /** Refuses to ask the pool while it is left alone. */
    synchronized void mayAsk() {
        if (inARow >= MOST) {
            if (nanoseconds.getAsLong() - restsSince < REST.toNanos()) {
                throw new StoreUnavailableException(
                        "the pool has given nothing but dead connections and is left alone for a moment", true, null);
            }
            inARow = 0;
        }
    }

    synchronized void dead() {
        inARow++;
        restsSince = nanoseconds.getAsLong();
    }

    synchronized void alive() {
        inARow = 0;
    }
}
