package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.consent4j.key.Keyring;
import dev.consent4j.policy.PolicyHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
            assertDoesNotThrow(work::refresh);
            store.breaks(null);
            assertDoesNotThrow(work::refresh);
        } finally {
            thread.shutdownNow();
        }
    }
}
