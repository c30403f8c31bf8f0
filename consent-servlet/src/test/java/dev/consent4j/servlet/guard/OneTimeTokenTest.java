package dev.consent4j.servlet.guard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.TestSite;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeTokenTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(TestSite.NOW);
    private final Keyring keys = Keyring.inMemory(new SecureRandom());
    private final OneTimeToken tokens = new OneTimeToken(keys, now::get);
    private final HttpServletRequest browser = browser("192.0.2.7", "Browser 1");

    private static HttpServletRequest browser(String address, String agent) {
        return FakeRequest.of("User-Agent", agent)
                .with("getRemoteAddr", address)
                .servlet();
    }

    @Test
    void isValidOnce() {
        String token = tokens.issue(browser, "shop");

        assertTrue(tokens.redeem(browser, "shop", token));
        assertFalse(tokens.redeem(browser, "shop", token));
        assertNotEquals(token, tokens.issue(browser, "shop"));
    }

    @Test
    void isValidForTheSameSiteAddressPrefixAndBrowserOnly() {
        String token = tokens.issue(browser, "shop");

        assertFalse(tokens.redeem(browser, "other", token));
        assertFalse(tokens.redeem(browser("192.0.3.7", "Browser 1"), "shop", token));
        assertFalse(tokens.redeem(browser("192.0.2.7", "Browser 2"), "shop", token));
        assertTrue(tokens.redeem(browser("192.0.2.200", "Browser 1"), "shop", token));
    }

    @Test
    void isValidForAShortTime() {
        String early = tokens.issue(browser, "shop");
        String late = tokens.issue(browser, "shop");

        now.set(TestSite.NOW.plus(OneTimeToken.LIFE).minusSeconds(1));
        assertTrue(tokens.redeem(browser, "shop", early));
        now.set(TestSite.NOW.plus(OneTimeToken.LIFE));
        assertFalse(tokens.redeem(browser, "shop", late));
    }

    @Test
    void outlivesAChangeOfKeys() {
        String token = tokens.issue(browser, "shop");
        OneTimeToken after = new OneTimeToken(keys.rotated(KeyUse.TOKEN, new SecureRandom()), now::get);

        assertTrue(after.redeem(browser, "shop", token));
        assertFalse(new OneTimeToken(Keyring.inMemory(new SecureRandom()), now::get).redeem(browser, "shop", token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"})
    void refusesGarbage(String token) {
        assertFalse(tokens.redeem(browser, "shop", token));
        assertFalse(tokens.redeem(browser, "shop", "A".repeat(54)));
    }

    @Test
    void toleratesARequestWithoutAddressOrBrowser() {
        HttpServletRequest bare = FakeRequest.of().with("getRemoteAddr", null).servlet();

        assertTrue(tokens.redeem(bare, "shop", tokens.issue(bare, "shop")));
    }
}
