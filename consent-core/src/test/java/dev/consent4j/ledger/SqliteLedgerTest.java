package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.Erased;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.ledger.LedgerEntry.Content;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.jdbc.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {

    private static final int ENTRIES = 700;
    private static final String ERASE =
            "UPDATE ledger_entry SET kind = NULL, id = NULL, subject = NULL, account = NULL,"
                    + " time = NULL, salt = NULL, bytes = NULL WHERE entry_index BETWEEN ";

    @TempDir
    Path folder;

    private @Nullable SqliteFile file;

    @Override
    ConsentStore store() {
        if (file == null) {
            file = SqliteFile.open(folder.resolve("consent.db"));
        }
        return file.ledger("site");
    }

    @AfterEach
    void closeFile() {
        if (file != null) {
            file.close();
        }
    }

    @Test
    void findsAlteredBytes() throws SQLException {
        recordMany();
        tamper("UPDATE ledger_entry SET bytes = replace(bytes, 'text', 'lie') WHERE entry_index IN (300, 301)");
        LedgerCheck check = ledger().check();
        assertEquals(2, check.altered());
        assertEquals(ENTRIES - 2, check.verified());
        assertEquals(OptionalLong.of(300), check.firstOffending());
        assertFalse(check.isIntact());
        assertInstanceOf(Content.Altered.class, ledger().read(300, 1).get(0).content());
    }

    @Test
    void findsAlteredLookupKeys() throws SQLException {
        recordMany();
        tamper("UPDATE ledger_entry SET subject = 'someone else' WHERE entry_index = 7");
        assertEquals(OptionalLong.of(7), ledger().check().firstOffending());
        assertEquals(LedgerCheck.Root.MATCHES, ledger().check().root());
    }

    @Test
    void findsMissingEntries() throws SQLException {
        recordMany();
        tamper("DELETE FROM ledger_entry WHERE entry_index BETWEEN 250 AND 259 OR entry_index = 300");
        LedgerCheck check = ledger().check();
        assertEquals(11, check.missing());
        assertEquals(ENTRIES - 11, check.verified());
        assertEquals(OptionalLong.of(250), check.firstOffending());
        assertEquals(LedgerCheck.Root.DIFFERS, check.root());
        assertEquals(1, ledger().check(300, 301).missing());
    }

    @Test
    void findsACutOffEnd() throws SQLException {
        recordMany();
        tamper("DELETE FROM ledger_entry WHERE entry_index >= 600");
        LedgerCheck check = ledger().check();
        assertEquals(ENTRIES - 600, check.missing());
        assertEquals(OptionalLong.of(600), check.firstOffending());
    }

    @Test
    void findsAReplacedLeafByTheRoot() throws SQLException {
        recordMany();
        tamper(
                "UPDATE ledger_entry SET (leaf_hash, salt, bytes, kind, id, subject, time) = (SELECT leaf_hash, salt, bytes,"
                        + " kind, 'other', subject, time FROM ledger_entry WHERE entry_index = 3) WHERE entry_index = 4");
        LedgerCheck check = ledger().check();
        assertEquals(LedgerCheck.Root.DIFFERS, check.root());
        assertFalse(check.isIntact());
    }

    @Test
    void findsALeafHashOfTheWrongLength() throws SQLException {
        recordMany();
        tamper("UPDATE ledger_entry SET leaf_hash = x'00' WHERE entry_index = 4");
        LedgerCheck check = ledger().check();
        assertEquals(OptionalLong.of(4), check.firstOffending());
        assertEquals(LedgerCheck.Root.DIFFERS, check.root());
    }

    @Test
    void findsAnEntryBeyondTheHead() throws SQLException {
        recordMany();
        tamper("UPDATE ledger_entry SET entry_index = " + ENTRIES + " WHERE entry_index = 699");
        tamper("INSERT INTO ledger_entry (ledger, entry_index, leaf_hash) SELECT ledger, 699, leaf_hash"
                + " FROM ledger_entry WHERE entry_index = " + ENTRIES);
        assertEquals(LedgerCheck.Root.DIFFERS, ledger().check().root());
        try (CapturedLog log = new CapturedLog()) {
            assertThrows(StoreCorruptedException.class, () -> ledger().record(TestEntries.policy("next")));
            assertEquals(List.of(Level.WARNING), log.levels());
        }
    }

    @Test
    void findsWhatWasErasedWithoutAnAccount() throws SQLException {
        recordMany();
        tamper(ERASE + "5 AND 6");
        LedgerCheck check = ledger().check();
        assertEquals(0, check.erased());
        assertEquals(2, check.missing());
        assertEquals(OptionalLong.of(5), check.firstOffending());
        assertEquals(LedgerCheck.Root.MATCHES, check.root());
        LedgerEntry erased = ledger().read(5, 1).get(0);
        assertEquals(new Content.Erased(), erased.content());
        assertTrue(erased.entry().isEmpty());
    }

    @Test
    void anErasureThatWasAlteredOrErasedAccountsForNothing() throws SQLException {
        recordMany();
        ledger().erase(
                        new ErasureOrder(
                                "request",
                                Erased.Reason.RETENTION,
                                "retention",
                                "",
                                List.of(new ErasureOrder.Target.OfIndexes(List.of(new IndexRange(5, 7)))),
                                TestEntries.TIME),
                        entry -> false,
                        Deliveries.NONE);
        assertEquals(2, ledger().check().erased());
        tamper("UPDATE ledger_entry SET bytes = replace(bytes, 'retention', 'Retention') WHERE entry_index = "
                + ENTRIES);
        assertEquals(2, ledger().check().missing());
        assertEquals(1, ledger().check().altered());
        tamper(ERASE + ENTRIES + " AND " + ENTRIES);
        assertEquals(3, ledger().check().missing());
        assertEquals(OptionalLong.of(5), ledger().check().firstOffending());
    }

    @Test
    void refusesToGoOnFromADamagedHead() throws SQLException {
        recordMany();
        tamper("UPDATE ledger_head SET frontier = x'0011'");
        try (CapturedLog log = new CapturedLog()) {
            assertThrows(StoreCorruptedException.class, () -> ledger().record(TestEntries.policy("next")));
            assertEquals(List.of(Level.WARNING), log.levels());
        }
        assertThrows(StoreCorruptedException.class, () -> ledger().root());
    }

    @Test
    void findsAHeadThatIsNotThatOfItsEntries() throws SQLException {
        recordMany();
        tamper("UPDATE ledger_head SET frontier = zeroblob(length(frontier))");
        LedgerCheck check = ledger().check();
        assertEquals(ENTRIES, check.verified());
        assertEquals(LedgerCheck.Root.DIFFERS, check.root());
        assertFalse(check.isIntact());
    }

    private void recordMany() {
        // A batch of its own each would be slow, so several threads share them.
        IntStream.range(0, ENTRIES).parallel().forEach(i -> ledger().record(TestEntries.policy("p" + i)));
    }

    private void tamper(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("consent.db"));
                Statement statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate(sql) > 0);
        }
    }
}
