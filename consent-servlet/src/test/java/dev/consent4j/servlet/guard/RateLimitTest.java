package dev.consent4j.servlet.guard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.key.Keyring;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.TestSite;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(TestSite.NOW);
    private final RateLimit limit = new RateLimit(Keyring.inMemory(new SecureRandom()), now::get, 2);

    private static HttpServletRequest from(String address) {
        return FakeRequest.of().with("getRemoteAddr", address).servlet();
    }

    @Test
    void countsAnAddressPrefixForAnHour() {
        assertTrue(limit.allows(from("192.0.2.7")));
        assertTrue(limit.allows(from("192.0.2.8")));
        assertFalse(limit.allows(from("192.0.2.9")));
        assertFalse(limit.allows(from("192.0.2.7")));
        assertTrue(limit.allows(from("192.0.3.7")));

        now.set(TestSite.NOW.plusSeconds(3_600));
        assertTrue(limit.allows(from("192.0.2.7")));
    }

    @Test
    void countsWhatHasNoAddressTogether() {
        assertTrue(limit.allows(from(null)));
        assertTrue(limit.allows(from("unix:/socket")));
        assertFalse(limit.allows(from("")));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, c00002",
        "2001:db8:1:2ff::1, 20010db8000102",
        "[2001:db8:1:200::9], 20010db8000102",
        "fe80::1%eth0, fe800000000000",
        "::ffff:192.0.2.7, c00002",
        "::g, ''",
        "1:2, ''",
        "dead, ''",
        "example.org, ''",
        "'', ''",
        "'[', ''"
    })
    void keepsWhatAHouseholdShares(String address, String prefix) {
        assertArrayEquals(HexFormat.of().parseHex(prefix), AddressPrefix.of(address));
    }

    @Test
    void neverLooksANameUp() {
        assertEquals(0, AddressPrefix.of("1.2.3.4.invalid").length);
        assertEquals(0, AddressPrefix.of("999.999.999.999").length);
    }
}
