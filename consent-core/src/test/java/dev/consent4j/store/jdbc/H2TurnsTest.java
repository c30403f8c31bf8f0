package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.store.ConsentStore;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a full disk H2 deadlocks where one connection commits and another synchronises. */
class H2TurnsTest {

    @TempDir
    Path folder;

    @Test
    void aSecondTransactionTakesNoConnectionBeforeTheFirstHasSynchronised() throws Exception {
        try (HikariDataSource pool = Pools.of("jdbc:h2:" + folder.resolve("ledger") + ";WRITE_DELAY=0", 4)) {
            ConsentStore store = JdbcLedgers.create(pool).ledger("site");
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<Long> first = CompletableFuture.supplyAsync(() -> store.append(head -> {
                        inside.countDown();
                        await(go);
                        return Appending.plan("a", 100).after(head);
                    })
                    .size());
            inside.await();
            CompletableFuture<Long> second = new CompletableFuture<>();
            Thread other = new Thread(
                    () -> second.complete(Appending.append(store, "b").size()));
            other.start();
            while (other.getState() != Thread.State.WAITING
                    && pool.getHikariPoolMXBean().getActiveConnections() == 1) {
                Thread.onSpinWait();
            }

            assertEquals(1, pool.getHikariPoolMXBean().getActiveConnections());
            assertFalse(second.isDone());
            go.countDown();
            assertEquals(1, first.get());
            assertEquals(2, second.get());
            assertTrue(store.byId("b").isPresent());
        }
    }

    @Test
    void anotherFileIsNotWaitedFor() throws Exception {
        try (HikariDataSource one = Pools.of("jdbc:h2:" + folder.resolve("one") + ";WRITE_DELAY=0", 2);
                HikariDataSource two = Pools.of("jdbc:h2:" + folder.resolve("two") + ";WRITE_DELAY=0", 2)) {
            ConsentStore busy = JdbcLedgers.create(one).ledger("site");
            ConsentStore other = JdbcLedgers.create(two).ledger("site");
            busy.append(head -> {
                CompletableFuture<Long> appended = CompletableFuture.supplyAsync(
                        () -> Appending.append(other, "b").size());
                assertEquals(1, appended.orTimeout(30, TimeUnit.SECONDS).join());
                return Appending.plan("a", 100).after(head);
            });
            assertEquals(1, busy.head().size());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
