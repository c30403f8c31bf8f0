package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.consent4j.store.StoreUnavailableException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a server may be silent, whatever pool and driver say, and what comes back to the pool. */
class LeaseTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FakeConnection connection = new FakeConnection();

    /** A driver's connection that notes what it is told. */
    static final class FakeConnection {

        final List<String> told = new ArrayList<>();
        int timeout;
        boolean autoCommit = true;
        boolean aborts = true;
        boolean open = true;

        @Nullable
        SQLException onAborting;

        @Nullable
        RuntimeException refusing;

        @Nullable
        Throwable onAsking;

        @Nullable
        Throwable onSetting;

        @Nullable
        Throwable onReturning;

        DataSource pool() {
            return (DataSource) Proxy.newProxyInstance(
                    LeaseTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                        if (refusing != null) {
                            throw refusing;
                        }
                        return connection();
                    });
        }

        private Connection connection() {
            return (Connection) Proxy.newProxyInstance(
                    LeaseTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "getNetworkTimeout" -> asked();
                        case "setNetworkTimeout" -> set((Integer) arguments[1]);
                        case "getAutoCommit" -> autoCommit;
                        case "setAutoCommit" -> commitsAlone((Boolean) arguments[0]);
                        case "isReadOnly" -> false;
                        case "unwrap" -> real();
                        case "abort" -> aborted();
                        default -> {
                            told.add(method.getName());
                            yield null;
                        }
                    });
        }

        private @Nullable Object aborted() throws SQLException {
            told.add("abort");
            if (onAborting != null) {
                throw onAborting;
            }
            open = !aborts;
            return null;
        }

        /** What is behind a pool's connection. */
        private Connection real() {
            return (Connection) Proxy.newProxyInstance(
                    LeaseTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "isClosed" -> !open;
                        default -> {
                            told.add("real " + method.getName());
                            yield null;
                        }
                    });
        }

        private int asked() throws Throwable {
            if (onAsking != null) {
                throw onAsking;
            }
            return timeout;
        }

        private @Nullable Object set(int milliseconds) throws Throwable {
            if (onSetting != null) {
                throw onSetting;
            }
            timeout = milliseconds;
            told.add("timeout " + milliseconds);
            return null;
        }

        private @Nullable Object commitsAlone(boolean value) throws Throwable {
            if (value && onReturning != null) {
                throw onReturning;
            }
            autoCommit = value;
            return null;
        }
    }

    private List<String> used() throws SQLException {
        connection.told.clear();
        try (Lease lease = Lease.take(connection.pool(), true, LIMIT)) {
            lease.commit();
        }
        return List.copyOf(connection.told);
    }

    @Test
    void aLargerLimitOfThePoolIsLoweredAndGivenBackAShorterOneStays() throws SQLException {
        for (int larger : List.of(0, 60_000, Integer.MAX_VALUE)) {
            connection.timeout = larger;
            assertEquals(List.of("timeout 20000", "commit", "timeout " + larger, "close"), used());
        }
        connection.timeout = 5_000;
        assertEquals(List.of("commit", "close"), used());
    }

    @Test
    void aDriverThatKnowsNoLimitIsUsedWithout() throws SQLException {
        for (Throwable unsupported : List.of(
                new SQLFeatureNotSupportedException(),
                new UnsupportedOperationException(),
                new AbstractMethodError())) {
            connection.onSetting = unsupported;
            assertEquals(List.of("commit", "close"), used());
            connection.onAsking = unsupported;
            assertEquals(List.of("commit", "close"), used());
            connection.onAsking = null;
        }
    }

    /** It may have one all the same: what was is not known, so that no limit is what it gets back. */
    @Test
    void aDriverThatDoesNotTellItsLimitIsLimited() throws SQLException {
        connection.onAsking = new SQLFeatureNotSupportedException();
        assertEquals(List.of("timeout 20000", "commit", "timeout 0", "close"), used());
    }

    @Test
    void aConnectionThatFailsIsAbortedAndNotHandedOn() throws SQLException {
        connection.onSetting = new SQLException("broken");
        assertThrows(StoreUnavailableException.class, this::used);
        assertEquals(List.of("abort", "close"), connection.told);
        connection.onSetting = null;
        for (Throwable broken : List.of(new SQLException("broken"), new IllegalStateException("a bug of a pool"))) {
            connection.onReturning = broken;
            assertEquals(List.of("timeout 20000", "commit", "abort", "close"), used());
            connection.autoCommit = true;
            connection.timeout = 0;
        }
    }

    /** A pool would hand it on, if it says that it is valid. */
    @Test
    void aConnectionOfADriverThatCannotAbortIsClosed() {
        connection.aborts = false;
        connection.onSetting = new SQLException("broken");
        assertThrows(StoreUnavailableException.class, this::used);
        assertEquals(List.of("abort", "real close", "close"), connection.told);
        connection.onAborting = new SQLFeatureNotSupportedException();
        assertThrows(StoreUnavailableException.class, this::used);
        assertEquals(List.of("abort", "real close", "close"), connection.told);
    }
}
