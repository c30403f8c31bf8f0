package dev.consent4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryQueryTest {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitThatAsksForNothing(int limit) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> new EntryQuery("decision", null, Long.MAX_VALUE, limit));

        assertEquals("a limit of " + limit + " asks for nothing", refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> EntryQuery.newest(null, limit));
    }

    @Test
    void asksForOneEntryAtLeast() {
        assertEquals(1, EntryQuery.newest("decision", 1).limit());
    }
}
