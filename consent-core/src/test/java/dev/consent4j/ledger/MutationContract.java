package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.Entry;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.ledger.Attacker.Backup;
import dev.consent4j.ledger.CheckpointCheck.Completeness;
import dev.consent4j.ledger.CheckpointCheck.Integrity;
import dev.consent4j.ledger.CheckpointCheck.Result;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreCorruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stored data changed by hand. Each change is found wherever the checkpoint covers it that the ledger has published to a
 * file outside the database: one over {@value #COVERED} entries, signed, of a ledger that has {@value #ENTRIES}.
 */
abstract class MutationContract {

    private static final int COVERED = 30;
    private static final int ENTRIES = 40;
    private static final long RENDERING = 1;
    private static final String ORIGIN = PublishTrial.ORIGIN;

    @TempDir
    Path outside;

    private final CapturedLog log = new CapturedLog();
    private CheckpointSink sink;
    private ConsentStore store;
    private ConsentLedger ledger;
    private Connection connection;
    private Attacker attacker;
    private Backup older;

    /** The store of an empty ledger, alone in its database. */
    abstract ConsentStore store();

    /** A connection to that database with every right. */
    abstract Connection connect() throws SQLException;

    @BeforeEach
    void record() throws Exception {
        sink = FileCheckpointSink.of(outside.resolve("checkpoints"));
        store = store();
        ledger = PublishTrial.ledger(store, sink);
        connection = connect();
        attacker = new Attacker(connection);
        ledger.record(TestEntries.policy("hash"));
        ledger.record(rendering("what was shown"));
        decisions(2, COVERED / 2);
        older = attacker.backup();
        decisions(COVERED / 2, COVERED);
        ledger.publish();
        decisions(COVERED, ENTRIES);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        ledger.close();
        log.close();
    }

    @Test
    void whatNobodyTouchedIsIntactAsFarAsTheCheckpointCoversIt() throws Exception {
        CheckpointCheck check = check(Integrity.UNCOVERED, Completeness.COMPLETE, Result.CONSISTENT);
        assertEquals(ENTRIES, check.entries().verified());
    }

    @Test
    void oneChangedByteIsFound() throws Exception {
        byte[] bytes = attacker.bytes(7);
        bytes[bytes.length / 2] ^= 1;
        attacker.setBytes(7, bytes);
        CheckpointCheck check = check(Integrity.VIOLATED, Completeness.COMPLETE, Result.CONSISTENT);
        assertEquals(1, check.entries().altered());
        assertEquals(OptionalLong.of(7), check.entries().firstOffending());
        assertTrue(check.text().contains("1 altered, the first at index 7."), check::text);
    }

    @Test
    void twoSwappedEntriesAreFound() throws Exception {
        attacker.swap(7, 12);
        CheckpointCheck check = check(Integrity.VIOLATED, Completeness.COMPLETE, Result.DIFFERENT);
        assertEquals(LedgerCheck.Root.DIFFERS, check.entries().root());
        attacker.recomputeTheTree();
        check(Integrity.VIOLATED, Completeness.COMPLETE, Result.DIFFERENT);
    }

    @Test
    void anEntryDeletedInTheMiddleIsFound() throws Exception {
        attacker.delete(7, 8);
        CheckpointCheck check = check(Integrity.UNCOVERED, Completeness.VIOLATED, Result.NOT_COMPARABLE);
        assertEquals(1, check.entries().missing());
        assertEquals(OptionalLong.of(7), check.entries().firstOffending());
        assertTrue(check.text().contains("1 missing, 0 altered, the first at index 7."), check::text);
    }

    @Test
    void aTailThatWasCutOffIsFoundByTheCheckpointAlone() throws Exception {
        attacker.delete(20, ENTRIES);
        attacker.recomputeTheTree();
        attacker.recomputeTheTiles(store);
        assertTrue(ledger.check().isIntact());
        assertThrows(StoreCorruptedException.class, ledger::publish);
        CheckpointCheck check = check(Integrity.UNCOVERED, Completeness.VIOLATED, Result.BEYOND_THE_END);
        assertTrue(
                check.text()
                        .contains("The ledger has 20 entries, fewer than the checkpoint of " + ORIGIN
                                + " over 30 entries: its end was cut off."),
                check::text);
    }

    @Test
    void aTreeRecomputedWithoutTheKeyIsFoundByTheCheckpointAlone() throws Exception {
        attacker.forge(7, other(7));
        attacker.recomputeTheTree();
        attacker.recomputeTheTiles(store);
        assertTrue(ledger.check().isIntact());
        CheckpointCheck check = check(Integrity.VIOLATED, Completeness.COMPLETE, Result.DIFFERENT);
        assertTrue(
                check.text().contains("The entries are not those of the checkpoint of " + ORIGIN + " over 30 entries."),
                check::text);
        assertThrows(StoreCorruptedException.class, ledger::publish);
    }

    @Test
    void aReplacedRenderingIsFound() throws Exception {
        byte[] original = attacker.bytes(RENDERING);
        byte[] replaced = TestEntries.CODEC.write(rendering("what should have been shown"));
        attacker.setBytes(RENDERING, replaced);
        CheckpointCheck crude = check(Integrity.VIOLATED, Completeness.COMPLETE, Result.CONSISTENT);
        assertEquals(OptionalLong.of(RENDERING), crude.entries().firstOffending());
        attacker.setBytes(RENDERING, original);
        attacker.forge(RENDERING, replaced);
        attacker.recomputeTheTree();
        check(Integrity.VIOLATED, Completeness.COMPLETE, Result.DIFFERENT);
    }

    @Test
    void aDatabaseRolledBackToAnOlderBackupIsFoundByTheCheckpointAlone() throws Exception {
        attacker.restore(older);
        assertTrue(ledger.check().isIntact());
        check(Integrity.UNCOVERED, Completeness.VIOLATED, Result.BEYOND_THE_END);
        assertThrows(StoreCorruptedException.class, ledger::publish);
        // What is recorded from then on makes another ledger, which never becomes the one the checkpoint saw.
        decisions(ENTRIES, 2 * ENTRIES);
        check(Integrity.VIOLATED, Completeness.COMPLETE, Result.DIFFERENT);
    }

    @Test
    void anErasureWithoutAnEntryThatAccountsForItIsFound() throws Exception {
        attacker.erase(7);
        CheckpointCheck check = check(Integrity.UNCOVERED, Completeness.VIOLATED, Result.CONSISTENT);
        assertEquals(1, check.entries().missing());
        assertEquals(OptionalLong.of(7), check.entries().firstOffending());
        assertTrue(check.text().contains("0 erased and accounted for, 1 missing"), check::text);
    }

    @Test
    void whatNoCheckpointCoversIsNamedAndFoundByTheNextOneOnly() throws Exception {
        Checkpoint later = new Checkpoint(ORIGIN, ledger.size(), ledger.root());
        attacker.forge(35, other(35));
        attacker.recomputeTheTree();
        CheckpointCheck check = check(Integrity.UNCOVERED, Completeness.COMPLETE, Result.CONSISTENT);
        assertEquals(Optional.of(new IndexRange(COVERED, ENTRIES)), check.uncovered());
        assertTrue(check.text().endsWith("No checkpoint covers the indexes 30 to 39."), check::text);
        assertEquals(Result.DIFFERENT, ledger.check(later).result());
        assertTrue(ledger.check(later).text().endsWith("The checkpoint covers every index."));
    }

    /** Compares with the checkpoint in the file, after its signature was checked. */
    private CheckpointCheck check(Integrity integrity, Completeness completeness, Result result) throws Exception {
        SignedNote note = sink.last(ORIGIN).orElseThrow();
        assertEquals(SignedNote.Check.VERIFIED, note.check(PublishTrial.KEYS.verifying()));
        CheckpointCheck check = ledger.check(PublishTrial.said(note));
        assertEquals(
                List.of(integrity, completeness, result),
                List.of(check.integrity(), check.completeness(), check.result()),
                check::text);
        return check;
    }

    /** The bytes of an entry with another answer in them; its lookup keys stay the same. */
    private byte[] other(long index) throws SQLException {
        String text = new String(attacker.bytes(index), StandardCharsets.UTF_8);
        String forged = text.replace("granted", "denied");
        assertTrue(!forged.equals(text), text);
        return forged.getBytes(StandardCharsets.UTF_8);
    }

    private void decisions(int from, int to) {
        IntStream.range(from, to).forEach(number -> ledger.record(decision(number)));
    }

    private static Entry decision(int number) {
        return TestEntries.decision(number, number);
    }

    private static Entry rendering(String html) {
        return new RenderingShown(
                new Rendering("banner", "1", "hash", "gdpr", "en", html, "", "", "f".repeat(64)), TestEntries.TIME);
    }
}
