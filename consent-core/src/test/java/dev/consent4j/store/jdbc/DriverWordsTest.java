package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a driver says may hold keys and secrets, and reaches neither an answer nor a stack trace in the log. */
class DriverWordsTest {

    private static final String SECRET = "Ab3-pseudonym";
    private static final SQLException TAKEN = new SQLException(
            "ERROR: duplicate key value violates unique constraint \"ledger_entry_by_id\"\n  Detail: Key (ledger, id)=(site, "
                    + SECRET + ") already exists.",
            "23505",
            7);

    private static String told(Throwable failure) {
        StringWriter told = new StringWriter();
        failure.printStackTrace(new PrintWriter(told));
        return failure + told.toString();
    }

    private static void assertDiscreet(Throwable failure) {
        assertFalse(told(failure).contains(SECRET), () -> told(failure));
    }

    private static StoreException ofWork(SQLException error) {
        LeaseTest.FakeConnection connection = new LeaseTest.FakeConnection();
        DataSourceDatabase database =
                new DataSourceDatabase(connection.pool(), new PostgresDialect(), Duration.ofSeconds(1));
        return assertThrows(
                StoreException.class,
                () -> database.read(session -> {
                    throw error;
                }));
    }

    @Test
    void anErrorIsToldByItsTypeAndStateAlone() {
        SQLException error =
                new SQLException("could not write " + SECRET, "53100", new ConnectException("to " + SECRET));
        StoreException failure = ofWork(error);
        assertDiscreet(failure);
        assertEquals(
                "PostgreSQL cannot be used now: java.sql.SQLException with SQL state 53100 and code 0",
                failure.getMessage());
        assertTrue(told(failure).contains("java.net.ConnectException"), "what failed beneath is told");
        assertTrue(told(failure).contains("DriverWordsTest"), "and where");
    }

    @Test
    void soIsDamageAndWhatABatchHides() {
        assertDiscreet(ofWork(new SQLException("invalid page of " + SECRET, "XX001")));
        BatchUpdateException batch = new BatchUpdateException("Batch entry 0 " + SECRET, "23505", new int[0], TAKEN);
        assertDiscreet(ofWork(batch));
    }

    @Test
    void anIdThatIsTakenIsNotNamed() {
        assertDiscreet(new EntryInserts.TakenException(TAKEN));
        assertTrue(told(new EntryInserts.TakenException(TAKEN)).contains("23505"));
    }

    @Test
    void aConnectionThatCannotBeHadTellsNoAddress() {
        LeaseTest.FakeConnection connection = new LeaseTest.FakeConnection();
        connection.refusing = new IllegalStateException("no driver for jdbc:postgresql://db/x?password=" + SECRET);
        StoreException failure =
                assertThrows(StoreException.class, () -> Lease.take(connection.pool(), true, Duration.ofSeconds(1)));
        assertDiscreet(failure);
        assertEquals("no connection to the database: java.lang.IllegalStateException", failure.getMessage());
        assertDiscreet(DataSourceDatabase.unknownProduct(TAKEN));
    }

    @Test
    void causesThatGoInACircleEnd() {
        SQLException first = new SQLException(SECRET, "08006");
        SQLException second = new SQLException(SECRET, "08006", first);
        first.initCause(second);
        assertDiscreet(SqlFailure.of(first));
        assertEquals(List.of(), List.of(SqlFailure.of(first).getSuppressed()));
    }
}
