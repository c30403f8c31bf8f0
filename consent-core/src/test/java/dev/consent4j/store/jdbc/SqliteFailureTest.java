package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoreUnavailableException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store answers when disk, file or lock fail, and that it recovers by itself. */
class SqliteFailureTest {

    private static final int FULL = 13;

    @TempDir
    Path folder;

    private final Queue<Fault> faults = new ArrayDeque<>();
    private String settings = "PRAGMA busy_timeout = 1";
    private SqliteFile file;
    private ConsentStore store;

    /** What befalls one statement. */
    private record Fault(String sql, boolean afterwards) {}

    @BeforeEach
    void open() {
        SqliteFile.open(path()).close();
        file = SqliteFile.open(new FaultyConnections(path()));
        store = file.ledger("site");
        Appending.append(store, "first");
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void aFullDiskIsUnavailableAndEndsWhenThereIsRoom() throws SQLException {
        reopenWith("PRAGMA max_page_count = 30");
        StoreUnavailableException failure = null;
        int kept = 1;
        while (failure == null) {
            try {
                Appending.append(store, "id" + kept, 10_000);
                kept++;
            } catch (StoreUnavailableException e) {
                failure = e;
            }
        }
        assertTrue(String.valueOf(failure.getMessage()).contains("FULL"));
        assertTrue(failure.outcomeKnown());
        assertEquals(kept, store.head().size());
        settings = "PRAGMA max_page_count = 1000";
        assertEquals(
                kept + 1, Appending.append(store, "now there is room", 10_000).size());
    }

    @Test
    void aFailedCommitLeavesTheOutcomeUnknownAndNothingBehind() {
        faults.add(new Fault("COMMIT", false));
        StoreUnavailableException failure =
                assertThrows(StoreUnavailableException.class, () -> Appending.append(store, "a"));
        assertFalse(failure.outcomeKnown());
        assertEquals(1, store.head().size());
        assertEquals(2, Appending.append(store, "a").size());
    }

    @Test
    void aCommitThatHappenedBeforeItsAnswerWasLostIsThere() {
        faults.add(new Fault("COMMIT", true));
        StoreUnavailableException failure =
                assertThrows(StoreUnavailableException.class, () -> Appending.append(store, "a"));
        assertFalse(failure.outcomeKnown());
        assertEquals(2, store.head().size());
        assertEquals(1, store.byId("a").orElseThrow().index());
    }

    @Test
    void aTransactionThatCannotBeginHasAppendedNothing() {
        faults.add(new Fault("BEGIN IMMEDIATE", false));
        assertTrue(assertThrows(StoreUnavailableException.class, () -> Appending.append(store, "a"))
                .outcomeKnown());
        assertEquals(2, Appending.append(store, "a").size());
    }

    @Test
    void aFailedRollbackDoesNotHideTheRefusalNorStayInTheWay() {
        faults.add(new Fault("ROLLBACK", false));
        assertThrows(EntryRefusedException.class, () -> Appending.append(store, "first"));
        assertEquals(2, Appending.append(store, "a").size());
    }

    @Test
    void aLockHeldByAnotherProcessIsUnavailableUntilItIsFree() throws SQLException {
        try (Connection other = new SqliteConnections(SqliteDriver.load(folder), path()).open();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertTrue(assertThrows(StoreUnavailableException.class, () -> Appending.append(store, "a"))
                    .outcomeKnown());
            assertEquals(1, store.head().size());
            statement.execute("ROLLBACK");
        }
        assertEquals(2, Appending.append(store, "a").size());
    }

    @Test
    void aFileThatVanishedIsNotWrittenToNorCreatedAgain() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        moveAll(folder, elsewhere);
        assertTrue(assertThrows(StoreUnavailableException.class, () -> Appending.append(store, "a"))
                .outcomeKnown());
        assertThrows(StoreUnavailableException.class, store::head);
        assertFalse(Files.exists(path()));
        moveAll(elsewhere, folder);
        assertEquals(1, store.head().size());
        assertEquals(2, Appending.append(store, "a").size());
    }

    private void reopenWith(String newSettings) {
        settings = newSettings;
        file.close();
        file = SqliteFile.open(new FaultyConnections(path()));
        store = file.ledger("site");
    }

    private static void moveAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                Files.move(one, to.resolve(one.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private Path path() {
        return folder.resolve("consent.db");
    }

    /** Real connections whose statements fail as told. */
    private final class FaultyConnections extends SqliteConnections {

        FaultyConnections(Path file) {
            super(SqliteDriver.load(folder), file);
        }

        @Override
        Connection open() throws SQLException {
            Connection connection = super.open();
            try (Statement statement = connection.createStatement()) {
                statement.execute(settings);
            }
            return proxy(Connection.class, (self, method, arguments) -> {
                Object result = invoke(connection, method, arguments);
                return result instanceof Statement statement && method.getName().equals("createStatement")
                        ? faulty(statement)
                        : result;
            });
        }

        private Statement faulty(Statement real) {
            return proxy(Statement.class, (self, method, arguments) -> {
                Fault fault = faults.peek();
                if (fault == null
                        || !method.getName().equals("execute")
                        || !fault.sql().equals(arguments[0])) {
                    return invoke(real, method, arguments);
                }
                faults.remove();
                if (fault.afterwards()) {
                    invoke(real, method, arguments);
                }
                throw new SQLException("disk full, as told", null, FULL);
            });
        }
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
