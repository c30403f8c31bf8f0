package dev.consent4j.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.consent4j.conformance.Proves;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.store.AppendPlan.Append;
import dev.consent4j.store.Cell;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * After an erasure and the database's own cleaning up, no byte of the subject, the account, the id or the entry's text is
 * left in its files.
 */
public abstract class RawFileContract {

    private static final int ENTRIES = 3_000;
    private static final int BATCH = 100;

    /** What only the erased entries hold: subject, account, id and text. */
    private static final List<String> ERASED =
            List.of("c3ViamVjdC1vZi10ZXN0AA", "account-that-is-erased", "id-that-is-erased", "text-that-is-erased");

    private static final List<String> OTHERS =
            List.of("b3RoZXItb2YtdGVzdHMtQQ", "account-that-stays", "id-that-stays", "text-that-stays");

    /** Creates the contract. */
    protected RawFileContract() {}

    /** The store of a new database; asked for once and closed before {@link #cleanUp}. */
    protected abstract ConsentStore store();

    /** The folder with all files of the database. */
    protected abstract Path files();

    /**
     * What the database does by itself while entries are there, and keeps something of.
     *
     * @throws Exception if the database fails, which fails the test
     */
    protected void beforeErasing() throws Exception {}

    /**
     * Does what operations.md tells to do after an erasure, and makes the database write everything to its files.
     *
     * @throws Exception if the database fails, which fails the test
     */
    protected abstract void cleanUp() throws Exception;

    @Proves("LOG-13")
    @Test
    void noByteOfWhatIsErasedIsLeftInAnyFile() throws Exception {
        try (ConsentStore store = store()) {
            for (int from = 0; from < ENTRIES; from += BATCH) {
                append(store, from);
            }
            beforeErasing();
            List<IndexRange> erased = new ArrayList<>();
            for (int index = 1; index < ENTRIES; index += 3) {
                erased.add(IndexRange.of(index));
            }
            store.append(head -> new Append(List.of(), head, erased, List.of()));
        }
        cleanUp();
        for (String secret : ERASED) {
            assertEquals(List.of(), RawFiles.holding(files(), secret), secret);
        }
        // Or the search itself would be what finds nothing.
        for (String known : OTHERS) {
            assertFalse(RawFiles.holding(files(), known).isEmpty(), known);
        }
    }

    private static void append(ConsentStore store, int from) {
        List<StoredEntry> entries = new ArrayList<>();
        for (int index = from; index < from + BATCH; index++) {
            entries.add(entry(index, index % 3 == 1 ? ERASED : OTHERS));
        }
        store.append(head -> new Append(
                entries,
                new Head(from + BATCH, new byte[32 * Integer.bitCount(from + BATCH)]),
                List.of(),
                List.of(new Cell("tile/0/000000000000", hash(from)))));
    }

    private static StoredEntry entry(int index, List<String> words) {
        EntryKeys keys = new EntryKeys(
                "decision", words.get(2) + index, words.get(0), words.get(1), Instant.ofEpochMilli(index));
        String text = "{\"subject\":\"" + words.get(0) + "\",\"text\":\"" + words.get(3) + " " + index + "\"}";
        return new StoredEntry(
                index, keys, hash(index), hash(-index), text.repeat(3).getBytes(UTF_8));
    }

    private static byte[] hash(int number) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) number);
        return hash;
    }
}
