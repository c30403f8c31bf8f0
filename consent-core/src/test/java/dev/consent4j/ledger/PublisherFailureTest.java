package dev.consent4j.ledger;

import static dev.consent4j.ledger.PublishTrial.KEYS;
import static dev.consent4j.ledger.PublishTrial.ORIGIN;
import static dev.consent4j.ledger.PublishTrial.publishing;
import static dev.consent4j.ledger.PublishTrial.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.Signer;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.PublishTrial.MemorySink;
import dev.consent4j.ledger.PublishingState.Condition;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.memory.InMemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A publisher whose signer or sink fails worse than with an exception. */
class PublisherFailureTest {

    private final InMemoryStore store = InMemoryStore.create();
    private CapturedLog log;

    @BeforeEach
    void capture() {
        CountingStore.grow(store, PlainTree.leaves(10), 10);
        log = new CapturedLog();
    }

    @AfterEach
    void release() {
        log.close();
    }

    @Test
    void aSinkThatFailsWithAnErrorIsToldAsDelayedAndKeepsNoOtherSinkWaiting() {
        MemorySink other = new MemorySink();
        Publisher publisher = new Publisher("site", store, publishing(withErrors(), other));

        publisher.publish();

        assertEquals(List.of(10L), other.sizes());
        assertEquals(Condition.DELAYED, publisher.state().condition());
    }

    @Test
    void aSignerThatFailsWithAnErrorDoesNotEndTheThreadThatTriesAgain() throws Exception {
        CountDownLatch tries = new CountDownLatch(2);
        Signer broken = new Signer() {
            @Override
            public VerifyingKey verifyingKey() {
                return KEYS.current().verifyingKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                tries.countDown();
                throw new NoClassDefFoundError("hardware module");
            }
        };
        LedgerKeys keys = new LedgerKeys(broken, List.of());
        try (ConsentLedger ledger =
                PublishTrial.ledger(store, new Publishing(ORIGIN, false, keys, List.of(), Duration.ofMillis(1)))) {
            assertTrue(tries.await(1, TimeUnit.MINUTES));
            assertThrows(StoreUnavailableException.class, ledger::publish);
            assertEquals(Condition.DELAYED, ledger.publishing().condition());
        }
    }

    @Test
    void aSinkThatNeverReturnsKeepsNobodyElseForEver() throws Exception {
        CountDownLatch taking = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Publisher publisher = new Publisher("site", store, publishing(hanging(taking, free)), Duration.ofMillis(10));
        CompletableFuture<SignedNote> first =
                CompletableFuture.supplyAsync(() -> publisher.publish().orElseThrow());
        assertTrue(taking.await(1, TimeUnit.MINUTES));

        assertThrows(StoreUnavailableException.class, publisher::publish);
        assertEquals(Condition.DELAYED, publisher.state().condition());
        free.countDown();

        assertEquals(10, said(first.get(1, TimeUnit.MINUTES)).size());
        assertEquals(Condition.CURRENT, publisher.state().condition());
    }

    private static CheckpointSink withErrors() {
        return new CheckpointSink() {
            @Override
            public void accept(SignedNote checkpoint) {
                throw new NoClassDefFoundError("client");
            }

            @Override
            public Optional<SignedNote> last(String origin) {
                return Optional.empty();
            }

            @Override
            public String place() {
                return "nowhere";
            }
        };
    }

    private static CheckpointSink hanging(CountDownLatch taking, CountDownLatch free) {
        return new CheckpointSink() {
            @Override
            public void accept(SignedNote checkpoint) throws IOException {
                taking.countDown();
                try {
                    free.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }

            @Override
            public Optional<SignedNote> last(String origin) {
                return Optional.empty();
            }

            @Override
            public String place() {
                return "nowhere";
            }
        };
    }
}
