package dev.consent4j.ledger;

import static dev.consent4j.ledger.PublishTrial.KEYS;
import static dev.consent4j.ledger.PublishTrial.ORIGIN;
import static dev.consent4j.ledger.PublishTrial.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.PublishTrial.MemorySink;
import dev.consent4j.ledger.PublishingState.Condition;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoredEntry;
import dev.consent4j.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedLedgerTest {

    private static final Path OPENSSL = Path.of("/usr/bin/openssl");
    private static final long PATIENCE = 60;

    private final InMemoryStore store = InMemoryStore.create();

    @Test
    void anEntryIsProvenToWhoKnowsTheKeyOnly() {
        try (ConsentLedger ledger = PublishTrial.ledger(store)) {
            ledger.record(TestEntries.policy("a"));
            ledger.record(TestEntries.policy("b"));
            assertEquals(Optional.empty(), ledger.prove(1));
            assertEquals(Optional.empty(), ledger.inclusion(1));
            assertEquals(Optional.empty(), ledger.checkpoint());

            SignedNote note = ledger.publish().orElseThrow();
            ledger.record(TestEntries.policy("c"));

            EntryProof proof = ledger.prove(1).orElseThrow();
            byte[] leaf = ledger.read(1, 1).get(0).leafHash();
            assertEquals(note, proof.checkpoint());
            assertEquals(Optional.of(note), ledger.checkpoint());
            assertEquals(Optional.of(proof.inclusion()), ledger.inclusion(1));
            assertTrue(proof.verifies(leaf, KEYS.verifying()));
            assertFalse(proof.verifies(leaf, List.of()));
            assertEquals(Optional.empty(), ledger.prove(2));
            assertEquals(Optional.empty(), ledger.prove(-1));
            assertEquals(Optional.empty(), ledger.inclusion(2));
            assertEquals(Optional.empty(), ledger.inclusion(-1));
        }
    }

    @Test
    void aLaterCheckpointIsProvenToContinueAnEarlierOne() {
        try (ConsentLedger ledger = PublishTrial.ledger(store)) {
            ledger.record(TestEntries.policy("a"));
            Checkpoint older = said(ledger.publish().orElseThrow());
            ledger.record(TestEntries.policy("b"));
            ledger.record(TestEntries.policy("c"));
            Checkpoint newer = said(ledger.publish().orElseThrow());

            assertTrue(ledger.consistency(1, 3).orElseThrow().verifies(older.root(), newer.root()));
            assertEquals(Optional.empty(), ledger.consistency(1, 4));
            assertEquals(Optional.empty(), ledger.consistency(2, 1));
            assertEquals(Optional.empty(), ledger.consistency(-1, 1));
            assertTrue(ledger.check().isIntact());
        }
    }

    @Test
    void aProofThatWouldBeFalseIsNotGivenOut() {
        ScriptedStore altered = new ScriptedStore(store);
        try (ConsentLedger ledger = PublishTrial.ledger(altered)) {
            ledger.record(TestEntries.policy("a"));
            ledger.record(TestEntries.policy("b"));
            ledger.publish();
            byte[] other = ledger.read(0, 1).get(0).leafHash();
            altered.changeWhatIsRead(
                    entry -> new StoredEntry(entry.index(), entry.keys(), other, entry.salt(), entry.bytes()));

            assertThrows(StoreCorruptedException.class, () -> ledger.prove(1));
        }
    }

    @Test
    void whatIsRecordedIsPublishedByItself() throws Exception {
        CompletableFuture<SignedNote> sunk = new CompletableFuture<>();
        Publishing soon = new Publishing(ORIGIN, false, KEYS, List.of(sink(sunk)), Duration.ofMillis(1));
        try (ConsentLedger ledger = PublishTrial.ledger(store, soon)) {
            ledger.record(TestEntries.policy("a"));

            assertEquals(1, said(sunk.get(PATIENCE, TimeUnit.SECONDS)).size());
        }
    }

    @Test
    void publishingIsTriedAgainByItselfAfterAFailure() throws Exception {
        CompletableFuture<SignedNote> sunk = new CompletableFuture<>();
        MemorySink broken = new MemorySink();
        broken.breaks(new IOException("away"));
        try (CapturedLog log = new CapturedLog()) {
            Publishing soon = new Publishing(ORIGIN, false, KEYS, List.of(broken, sink(sunk)), Duration.ofMillis(1));
            try (ConsentLedger ledger = PublishTrial.ledger(store, soon)) {
                ledger.record(TestEntries.policy("a"));
                broken.breaks(null);

                assertEquals(1, said(sunk.get(PATIENCE, TimeUnit.SECONDS)).size());
            }
            assertTrue(log.levels().size() <= 2, "one line for each change");
        }
    }

    @Test
    void aSinkThatHangsKeepsNobodyFromRecording() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CheckpointSink hanging = new CheckpointSink() {
            @Override
            public void accept(SignedNote checkpoint) {
                hangs.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public Optional<SignedNote> last(String origin) {
                return Optional.empty();
            }

            @Override
            public String place() {
                return "hanging";
            }
        };
        Publishing soon = new Publishing(ORIGIN, false, KEYS, List.of(hanging), Duration.ofMillis(1));
        try (ConsentLedger ledger = PublishTrial.ledger(store, soon)) {
            ledger.record(TestEntries.policy("a"));
            assertTrue(hangs.await(PATIENCE, TimeUnit.SECONDS));

            assertEquals(1, ledger.record(TestEntries.policy("b")).index());
            released.countDown();
        }
    }

    @Test
    void closingPublishesALastTime() {
        MemorySink sink = new MemorySink();
        ConsentLedger ledger = PublishTrial.ledger(store, sink);
        ledger.record(TestEntries.policy("a"));

        ledger.close();
        ledger.close();

        assertEquals(List.of(1L), sink.sizes());
    }

    @Test
    void aLedgerWithoutAKeyNeverPublishesAndSaysSo() {
        try (ConsentLedger ledger = ConsentLedger.open("site", store, TestEntries.CODEC, new SecureRandom())) {
            assertEquals(Condition.OFF, ledger.publishing().condition());
            assertThrows(IllegalStateException.class, ledger::publish);
            assertEquals(Optional.empty(), ledger.checkpoint());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new Publishing("no origin", false, KEYS, List.of(), PublishTrial.NEVER));
        assertThrows(
                IllegalArgumentException.class, () -> new Publishing(ORIGIN, false, KEYS, List.of(), Duration.ZERO));
    }

    /** Ed25519 and the note's layout, checked by a program that shares nothing with this library. */
    @Test
    void opensslVerifiesOurCheckpointAndNoAlteredOne(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(OPENSSL), "openssl is not at " + OPENSSL + ": checkpoints are not checked by it");
        String note;
        try (ConsentLedger ledger = PublishTrial.ledger(store)) {
            ledger.record(TestEntries.policy("a"));
            note = ledger.publish().orElseThrow().toString();
        }
        VerifyingKey key = KEYS.current().verifyingKey();
        byte[] value = Base64.getDecoder()
                .decode(note.substring(note.lastIndexOf(' ') + 1).strip());
        Path publicKey = Files.writeString(
                directory.resolve("key.pem"),
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA"
                        + Base64.getEncoder().encodeToString(key.publicKey())
                        + "\n-----END PUBLIC KEY-----\n");
        Path signature =
                Files.write(directory.resolve("signature"), Arrays.copyOfRange(value, Integer.BYTES, value.length));
        String text = note.substring(0, note.lastIndexOf("\n\n") + 1);

        assertEquals(0, openssl(directory, publicKey, signature, text));
        assertEquals(1, openssl(directory, publicKey, signature, text.replace("\n1\n", "\n2\n")));
    }

    private static int openssl(Path directory, Path key, Path signature, String text) throws Exception {
        Path message = Files.writeString(directory.resolve("text"), text, StandardCharsets.UTF_8);
        Process process = new ProcessBuilder(
                        OPENSSL.toString(),
                        "pkeyutl",
                        "-verify",
                        "-rawin",
                        "-pubin",
                        "-inkey",
                        key.toString(),
                        "-sigfile",
                        signature.toString(),
                        "-in",
                        message.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        return process.waitFor();
    }

    private static CheckpointSink sink(CompletableFuture<SignedNote> sunk) {
        return new CheckpointSink() {
            @Override
            public void accept(SignedNote checkpoint) {
                sunk.complete(checkpoint);
            }

            @Override
            public Optional<SignedNote> last(String origin) {
                return Optional.empty();
            }

            @Override
            public String place() {
                return "future";
            }
        };
    }
}
