package dev.consent4j.ledger;

import static dev.consent4j.ledger.PublishTrial.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.ledger.PublishTrial.MemorySink;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.jdbc.JdbcLedgers;
import dev.consent4j.store.jdbc.SqliteFile;
import dev.consent4j.store.memory.InMemoryStore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one ledger record and publish at once: every checkpoint either signs continues every other. */
class SharedPublishingTest {

    private static final int EACH = 60;

    @TempDir
    Path folder;

    private final Collection<Checkpoint> signed = new ConcurrentLinkedQueue<>();

    @Test
    void twoNodesOnOneSqliteFileSignOneChain() throws Exception {
        Path path = folder.resolve("ledger.sqlite");
        MemorySink one = new MemorySink();
        MemorySink other = new MemorySink();
        try (SqliteFile first = SqliteFile.open(path);
                SqliteFile second = SqliteFile.open(path);
                ConsentLedger left = PublishTrial.ledger(first.ledger("site"), one);
                ConsentLedger right = PublishTrial.ledger(second.ledger("site"), other)) {
            together(left, right, one, other);
        }
    }

    @Test
    void twoNodesOnOnePostgresSignOneChain() throws Exception {
        String url = PostgresServer.shared().newDatabase();
        MemorySink one = new MemorySink();
        MemorySink other = new MemorySink();
        try (HikariDataSource first = Pools.of(url, 3);
                HikariDataSource second = Pools.of(url, 3);
                ConsentLedger left =
                        PublishTrial.ledger(JdbcLedgers.create(first).ledger("site"), one);
                ConsentLedger right =
                        PublishTrial.ledger(JdbcLedgers.open(second).ledger("site"), other)) {
            together(left, right, one, other);
        }
    }

    @Test
    void whoIsSecondSignsWhatTheFirstHadNotSeen() throws Exception {
        InMemoryStore kept = InMemoryStore.create();
        ScriptedStore here = new ScriptedStore(kept);
        ScriptedStore there = new ScriptedStore(kept);
        CountDownLatch planned = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService node = Executors.newSingleThreadExecutor();
        try (ConsentLedger left = PublishTrial.ledger(here, new MemorySink());
                ConsentLedger right = PublishTrial.ledger(there, new MemorySink())) {
            left.record(TestEntries.policy("seen"));
            there.nextAppend((inner, plan) -> {
                planned.countDown();
                await(go);
                return inner.append(plan);
            });
            Future<Optional<SignedNote>> first = node.submit(right::publish);
            await(planned);
            left.record(TestEntries.policy("unseen"));
            here.nextAppend((inner, plan) -> {
                go.countDown();
                assertEquals(1, published(first));
                return inner.append(plan);
            });

            assertEquals(2, said(left.publish().orElseThrow()).size());
            assertEquals(2, said(right.publish().orElseThrow()).size());
        } finally {
            node.shutdownNow();
        }
    }

    @Test
    void theFirstCheckpointOfTheOtherNodeIsNotTakenForAMissingOne() {
        InMemoryStore kept = InMemoryStore.create();
        AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();
        ScriptedStore here = new ScriptedStore(kept) {

            @Override
            public Head head() {
                Runnable other = meanwhile.getAndSet(null);
                if (other != null) {
                    other.run();
                }
                return super.head();
            }
        };
        try (ConsentLedger left = PublishTrial.ledger(here, new MemorySink());
                ConsentLedger right = PublishTrial.ledger(new ScriptedStore(kept), new MemorySink())) {
            left.record(TestEntries.policy("seen"));
            meanwhile.set(right::publish);

            assertEquals(1, said(left.publish().orElseThrow()).size());
            assertNull(meanwhile.get());
        }
    }

    private static long published(Future<Optional<SignedNote>> publication) {
        try {
            return said(publication.get().orElseThrow()).size();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void together(ConsentLedger left, ConsentLedger right, MemorySink one, MemorySink other) throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            for (Future<Boolean> node : nodes.invokeAll(List.of(work(left, "l"), work(right, "r")))) {
                assertTrue(node.get());
            }
        } finally {
            nodes.shutdownNow();
        }
        Checkpoint last = said(left.publish().orElseThrow());
        assertEquals(last, said(right.publish().orElseThrow()));
        assertEquals(2 * EACH, last.size());
        assertTrue(left.check().isIntact());
        assertTrue(signed.size() > EACH, () -> "only " + signed.size());
        SignedChain.assertOne(signed, right);
        for (MemorySink sink : List.of(one, other)) {
            List<Long> sizes = sink.sizes();
            assertEquals(sizes.stream().distinct().sorted().toList(), sizes);
            assertEquals(last.size(), sizes.get(sizes.size() - 1));
        }
    }

    private Callable<Boolean> work(ConsentLedger node, String name) {
        return () -> {
            for (int i = 0; i < EACH; i++) {
                node.record(TestEntries.policy(name + i));
                try {
                    node.publish().ifPresent(note -> signed.add(said(note)));
                } catch (StoreUnavailableException theOtherPublishes) {
                    assertTrue(theOtherPublishes.getMessage().contains("another process"), theOtherPublishes::toString);
                }
            }
            return true;
        };
    }
}
