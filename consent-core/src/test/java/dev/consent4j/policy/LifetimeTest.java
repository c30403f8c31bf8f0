package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {

    @ParameterizedTest
    @CsvSource({
        "P1D, 86400",
        "P1W, 604800",
        "P1M, 2629800",
        "P1Y, 31557600",
        "P13M, 34187400",
        "P1M1D, 2716200",
        "PT24H, 86400",
        "P1DT1S, 86401",
        "P0D, 0"
    })
    void countsSeconds(String iso, long seconds) {
        assertEquals(Optional.of(new Lifetime(iso, seconds)), Lifetime.parse(iso));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "P", "13 months", "P-1D", "PT-1S", "P1MT1H", "P9999999999D", "PT9223372036854775807H", "1D"})
    void refusesWhatIsNoLengthOfTime(String text) {
        assertEquals(Optional.empty(), Lifetime.parse(text));
    }

    @Test
    void ordersLivesByLength() {
        assertTrue(seconds("P12M") == seconds("P1Y"));
        assertTrue(seconds("P13M") > seconds("P395D"));
        assertTrue(seconds("P2147483647Y") > seconds("P1Y"));
    }

    @Property
    void neverFailsWhateverTheTextIs(@ForAll String text) {
        assertNotNull(Lifetime.parse(text));
        assertNotNull(Lifetime.parse("P" + text));
        assertNotNull(Lifetime.parse("PT" + text));
    }

    private static long seconds(String iso) {
        return Lifetime.parse(iso).orElseThrow().seconds();
    }
}
