package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.store.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadConnectionsTest {

    private final AtomicLong now = new AtomicLong();
    private final DeadConnections dead = new DeadConnections(now::get);

    @Test
    void aPoolThatGivesNothingElseIsLeftAloneForAWhile() {
        dead(DeadConnections.MOST);

        assertTrue(assertThrows(StoreUnavailableException.class, dead::mayAsk).outcomeKnown());
        now.addAndGet(DeadConnections.REST.toNanos() - 1);
        assertThrows(StoreUnavailableException.class, dead::mayAsk);
        now.addAndGet(1);
        assertDoesNotThrow(dead::mayAsk);
    }

    @Test
    void afterwardsItIsAskedAsOftenAsBefore() {
        dead(DeadConnections.MOST);
        now.addAndGet(DeadConnections.REST.toNanos());

        dead.mayAsk();
        dead(DeadConnections.MOST - 1);
        assertDoesNotThrow(dead::mayAsk);
        dead(1);
        assertThrows(StoreUnavailableException.class, dead::mayAsk);
    }

    @Test
    void oneLivingConnectionAmongThemIsEnough() {
        dead(DeadConnections.MOST - 1);
        dead.alive();
        dead(DeadConnections.MOST - 1);

        assertDoesNotThrow(dead::mayAsk);
    }

    private void dead(int times) {
        for (int i = 0; i < times; i++) {
            dead.dead();
        }
    }
}
