package dev.consent4j.ledger;

import static dev.consent4j.ledger.PublishTrial.KEYS;
import static dev.consent4j.ledger.PublishTrial.NEVER;
import static dev.consent4j.ledger.PublishTrial.ORIGIN;
import static dev.consent4j.ledger.PublishTrial.publisher;
import static dev.consent4j.ledger.PublishTrial.said;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.Signer;
import dev.consent4j.key.SigningKey;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.PublishTrial.MemorySink;
import dev.consent4j.ledger.PublishingState.Condition;
import dev.consent4j.store.AppendPlan.Append;
import dev.consent4j.store.Cell;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import dev.consent4j.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private static final List<byte[]> LEAVES = PlainTree.leaves(20_000);

    private final InMemoryStore store = InMemoryStore.create();
    private final MemorySink sink = new MemorySink();
    private final Publisher publisher = publisher(store, sink);
    private CapturedLog log;

    @BeforeEach
    void capture() {
        log = new CapturedLog();
    }

    @AfterEach
    void release() {
        log.close();
    }

    @Test
    void aCheckpointCoversEveryEntryAndIsSignedKeptAndSunk() {
        CountingStore.grow(store, LEAVES, 300);

        SignedNote note = publisher.publish().orElseThrow();

        assertEquals(SignedNote.Check.VERIFIED, note.check(KEYS.verifying()));
        assertEquals(new Checkpoint(ORIGIN, 300, PlainTree.root(LEAVES.subList(0, 300))), said(note));
        assertEquals(300, store.head().published());
        assertEquals(300, store.head().size());
        assertEquals(note, PublishedNote.in(store).orElseThrow().note());
        assertEquals(List.of(300L), sink.sizes());
        assertEquals(List.of(), log.levels());
    }

    @Test
    void nothingIsSignedWhileThereIsNothingOrNothingNew() {
        assertEquals(Optional.empty(), publisher.publish());
        CountingStore.grow(store, LEAVES, 3);
        SignedNote first = publisher.publish().orElseThrow();
        ScriptedStore watched = new ScriptedStore(store);

        assertEquals(first, publisher(watched, sink).publish().orElseThrow());

        assertEquals(List.of(), watched.batches());
    }

    @Test
    void aLargeLedgerIsPublishedInSeveralTransactionsAndNoneHoldsAnEntry() {
        CountingStore.grow(store, LEAVES, 20_000);
        ScriptedStore watched = new ScriptedStore(store);

        publisher(watched).publish();

        assertEquals(List.of(0, 0), watched.batches());
        assertEquals(20_000, store.head().published());
    }

    @Test
    void whatAnotherProcessPublishedMeanwhileStays() {
        CountingStore.grow(store, LEAVES, 300);
        ScriptedStore late = new ScriptedStore(store);
        late.nextAppend((kept, plan) -> {
            CountingStore.grow(store, LEAVES, 310);
            publisher(store).publish();
            return kept.append(plan);
        });

        SignedNote note = publisher(late, sink).publish().orElseThrow();

        assertEquals(310, said(note).size());
        assertEquals(310, store.head().published());
        assertArrayEquals(PlainTree.root(LEAVES.subList(0, 310)), new TileTree(store).root(310));
    }

    @Proves("LOG-7")
    @Test
    void aLedgerWhoseEndWasCutOffIsNotSigned() {
        CountingStore.grow(store, LEAVES, 300);
        publisher.publish();
        InMemoryStore older = CountingStore.filled(LEAVES, 299);
        Publisher again = publisher(older, sink);

        assertTrue(refusal(again).contains("its end was cut off"));
        refusal(again);

        assertEquals(Condition.STOPPED, again.state().condition());
        assertEquals(List.of(300L), sink.sizes());
        assertEquals(List.of(Level.SEVERE), log.levels());
    }

    @Proves("LOG-7")
    @Test
    void aLedgerThatWasRolledBackAndGrewAgainOtherwiseIsNotSigned() {
        CountingStore.grow(store, LEAVES, 300);
        publisher.publish();
        InMemoryStore forked = CountingStore.filled(LEAVES, 200);
        List<byte[]> others = new ArrayList<>(LEAVES);
        Collections.swap(others, 250, 251);
        CountingStore.grow(forked, others, 400);

        assertTrue(refusal(publisher(forked, sink)).contains("does not continue the last checkpoint in memory"));
        assertEquals(0, forked.head().published());
    }

    @Test
    void aLedgerThatWasRestoredAndGrewAsBeforeIsSigned() {
        CountingStore.grow(store, LEAVES, 300);
        publisher.publish();
        InMemoryStore restored = CountingStore.filled(LEAVES, 400);

        assertEquals(
                400, said(publisher(restored, sink).publish().orElseThrow()).size());
    }

    @Test
    void leafHashesThatDoNotGiveTheHeadAreNotSigned() {
        CountingStore.grow(store, LEAVES, 300);
        ScriptedStore altered = new ScriptedStore(store);
        altered.changeWhatIsRead(entry -> entry.index() == 7
                ? new StoredEntry(7, entry.keys(), LEAVES.get(8), entry.salt(), entry.bytes())
                : entry);

        assertTrue(refusal(publisher(altered, sink)).contains("do not give the root of the head"));
        assertEquals(0, store.head().published());
        assertEquals(List.of(), sink.sizes());
    }

    @Test
    void aStoreThatLostEntriesItsHeadCountsIsNotSigned() {
        CountingStore.grow(store, LEAVES, 300);
        ScriptedStore torn = new ScriptedStore(store) {
            @Override
            public List<StoredEntry> read(long from, int limit) {
                return super.read(from, limit).stream()
                        .filter(entry -> entry.index() != 280)
                        .toList();
            }
        };

        assertTrue(refusal(publisher(torn)).contains("entry 280"));
    }

    @Test
    void aCheckpointInTheStoreThatIsDamagedMissingOrForgedStopsSigning() {
        CountingStore.grow(store, LEAVES, 300);
        SignedNote note = publisher.publish().orElseThrow();
        CountingStore.grow(store, LEAVES, 301);

        for (String forged : List.of("", "nonsense", note.toString().replace("300", "299"))) {
            replace("checkpoint", forged.getBytes(StandardCharsets.UTF_8));
            assertTrue(refusal(publisher).contains("the store"), forged);
        }
    }

    @Test
    void aTileThatWasAlteredStopsSigningUntilItIsPutBack() {
        CountingStore.grow(store, LEAVES, 300);
        publisher.publish();
        String name = "tile/0/000000000000";
        byte[] tile = store.cells(List.of(name)).get(name);
        byte[] altered = tile.clone();
        altered[0] ^= 1;
        CountingStore.grow(store, LEAVES, 301);

        replace(name, altered);
        String edge = "tile/1/000000000000";
        replace(edge, Arrays.copyOf(altered, 32));
        assertTrue(refusal(publisher).contains("do not give the root"));
        replace(name, tile);
        replace(edge, Tile.root(tile));

        assertEquals(301, said(publisher.publish().orElseThrow()).size());
        assertEquals(List.of(Level.SEVERE, Level.WARNING), log.levels());
    }

    @Test
    void anotherOriginIsRefusedUnlessTheOperatorStartsItAndThenHasItsOwnHistory() {
        CountingStore.grow(store, LEAVES, 300);
        publisher.publish();
        String next = "consent.example/log2";
        LedgerKeys keys = new LedgerKeys(SigningKey.of(next, SignedNoteTest.seed(2)), List.of());

        String message = refusal(new Publisher("site", store, new Publishing(next, false, keys, List.of(sink), NEVER)));
        SignedNote first = new Publisher("site", store, new Publishing(next, true, keys, List.of(sink), NEVER))
                .publish()
                .orElseThrow();

        assertTrue(message.contains("start a new origin"), message);
        assertEquals(new Checkpoint(next, 300, PlainTree.root(LEAVES.subList(0, 300))), said(first));
        assertTrue(refusal(publisher).contains("was published as 'consent.example/log2'"));
    }

    @Test
    void aForkedLedgerIsSignedAgainUnderANewOrigin() {
        CountingStore.grow(store, LEAVES, 300);
        publisher.publish();
        InMemoryStore forked = CountingStore.filled(LEAVES, 100);
        String next = "consent.example/log2";
        LedgerKeys keys = new LedgerKeys(SigningKey.of(next, SignedNoteTest.seed(2)), List.of());

        Publisher started = new Publisher("site", forked, new Publishing(next, true, keys, List.of(sink), NEVER));

        assertEquals(100, said(started.publish().orElseThrow()).size());
        assertEquals(List.of(300L, 100L), sink.sizes());
    }

    @Test
    void theLastCheckpointOfAnOlderKeyCountsAfterRotationAndOneOfAnUnknownKeyStopsSigning() {
        CountingStore.grow(store, LEAVES, 300);
        publisher.publish();
        CountingStore.grow(store, LEAVES, 310);
        SigningKey newer = SigningKey.of(ORIGIN, SignedNoteTest.seed(3));
        LedgerKeys unknown = new LedgerKeys(newer, List.of());
        LedgerKeys rotated = new LedgerKeys(newer, KEYS.verifying());

        assertTrue(refusal(new Publisher("site", store, new Publishing(ORIGIN, false, unknown, List.of(), NEVER)))
                .contains("not signed by a key of this ledger"));
        SignedNote note = new Publisher("site", store, new Publishing(ORIGIN, false, rotated, List.of(sink), NEVER))
                .publish()
                .orElseThrow();

        assertEquals(SignedNote.Check.VERIFIED, note.check(List.of(newer.verifyingKey())));
    }

    @Test
    void aSinkThatFailsIsToldLaterAndSaidOnce() {
        CountingStore.grow(store, LEAVES, 10);
        publisher.publish();
        sink.breaks(new IOException("away"));
        CountingStore.grow(store, LEAVES, 20);

        publisher.publish();
        publisher.publish();
        assertEquals(Condition.DELAYED, publisher.state().condition());
        assertTrue(publisher.state().reason().contains("away"));
        assertEquals(20, store.head().published());
        sink.breaks(null);
        publisher.publish();

        assertEquals(List.of(10L, 20L), sink.sizes());
        assertEquals(Condition.CURRENT, publisher.state().condition());
        assertEquals(List.of(Level.WARNING, Level.WARNING), log.levels());
    }

    @Test
    void nothingIsSignedWhileASinkCannotSayWhatItHolds() {
        CountingStore.grow(store, LEAVES, 10);
        sink.breaks(new IOException("away"));

        assertThrows(StoreUnavailableException.class, publisher::publish);
        assertEquals(0, store.head().published());
        sink.breaks(null);

        assertEquals(10, said(publisher.publish().orElseThrow()).size());
    }

    @Test
    void aSignerThatFailsOrSignsSomethingElseDelaysPublishing() {
        CountingStore.grow(store, LEAVES, 10);
        Signer absent = signer(new byte[64]);
        Publisher failing = new Publisher(
                "site", store, new Publishing(ORIGIN, false, new LedgerKeys(absent, List.of()), List.of(), NEVER));

        assertThrows(StoreUnavailableException.class, failing::publish);

        assertEquals(Condition.DELAYED, failing.state().condition());
        assertEquals(0, store.head().published());
        assertEquals(Optional.empty(), PublishedNote.in(store));
    }

    @Test
    void aStoreThatFailsDelaysPublishing() {
        CountingStore.grow(store, LEAVES, 10);
        ScriptedStore failing = new ScriptedStore(store);
        failing.nextAppend((kept, plan) -> {
            kept.append(plan);
            throw new StoreUnavailableException("lost", false, null);
        });
        Publisher shaken = publisher(failing, sink);

        assertThrows(StoreUnavailableException.class, shaken::publish);
        assertEquals(List.of(), sink.sizes());
        assertEquals(10, said(shaken.publish().orElseThrow()).size());

        assertEquals(List.of(10L), sink.sizes());
        assertEquals(Condition.CURRENT, shaken.state().condition());
    }

    private static Signer signer(byte[] signature) {
        return new Signer() {
            @Override
            public VerifyingKey verifyingKey() {
                return KEYS.current().verifyingKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return signature;
            }
        };
    }

    private void replace(String name, byte[] value) {
        store.append(head -> new Append(List.of(), head, List.of(), List.of(new Cell(name, value))));
    }

    private static String refusal(Publisher publisher) {
        return String.valueOf(
                assertThrows(StoreCorruptedException.class, publisher::publish).getMessage());
    }
}
