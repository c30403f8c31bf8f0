package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.key.Keyring;
import dev.consent4j.policy.PolicyHistory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {

    @TempDir
    Path folder;

    /** What a periodic task throws ends it for good, and this node would never again know what others ended. */
    @Test
    void anErrorDoesNotEndTheUpkeep() {
        SwitchableStore store = new SwitchableStore();
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        try (ConsentService service = ConsentService.builder()
                .site(new Site("site", Set.of(), List.of(), PolicyHistory.of(List.of(TwoNodes.POLICY)), null))
                .stores(site -> store)
                .keys(Keyring.open(folder.resolve("keys")))
                .build()) {
            Upkeep.Work work = new Upkeep.Work(service.sites().get(0), thread);
            store.breaks(new OutOfMemoryError("a page too many"));
            assertDoesNotThrow(work::tidy);
            store.breaks(null);
            assertDoesNotThrow(work::tidy);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void asksSoonAgainWhereTheLedgerDidNotAnswer() {
        SwitchableStore store = new SwitchableStore();
        List<Long> delays = new ArrayList<>();
        try (Quiet log = new Quiet(Endings.class.getName());
                ConsentService service = ConsentService.builder()
                        .site(new Site("site", Set.of(), List.of(), PolicyHistory.of(List.of(TwoNodes.POLICY)), null))
                        .stores(site -> store)
                        .keys(Keyring.open(folder.resolve("keys")))
                        .build();
                ByHand executor = new ByHand(delays)) {
            new Upkeep.Work(service.sites().get(0), executor).refreshAfter(executor, 20);
            executor.next();
            store.readable(false);
            executor.next();
            executor.next();
            store.readable(true);
            executor.next();
            assertEquals(List.of(20L, 20L, 2L, 2L, 20L), delays);
            assertEquals(2, log.count(), "lost and back");
        }
    }

    /** Runs what is scheduled when told so. */
    private static final class ByHand extends ScheduledThreadPoolExecutor implements AutoCloseable {

        private final List<Long> delays;
        private final Deque<Runnable> tasks = new ArrayDeque<>();

        ByHand(List<Long> delays) {
            super(1);
            this.delays = delays;
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            delays.add(unit.toSeconds(delay));
            tasks.add(command);
            return super.schedule(() -> {}, 0, TimeUnit.SECONDS);
        }

        void next() {
            tasks.remove().run();
        }

        @Override
        public void close() {
            shutdownNow();
        }
    }
}
