package dev.consent4j.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyringTest {

    private final Keyring ring = Keyring.inMemory(new SecureRandom());

    @Test
    void hasOneKeyForEachUse() {
        for (KeyUse use : KeyUse.values()) {
            assertEquals(List.of(ring.current(use)), ring.all(use));
            assertEquals(
                    ring.current(use), ring.find(use, ring.current(use).id()).orElseThrow());
        }
        assertEquals(KeyUse.values().length, ring.ids().size());
        assertTrue(ring.ids().contains("cookie:" + ring.current(KeyUse.COOKIE).text()));
    }

    @Test
    void keysOfDifferentUsesMakeDifferentCodes() {
        assertNotEquals(code(ring.current(KeyUse.COOKIE), "a"), code(ring.current(KeyUse.TOKEN), "a"));
    }

    @Test
    void rotatingMakesANewCurrentKeyAndKeepsTheOldOneVerifying() {
        MacKey old = ring.current(KeyUse.COOKIE);
        byte[] code = old.mac(bytes("a"));

        Keyring rotated = ring.rotated(KeyUse.COOKIE, new SecureRandom());

        assertNotEquals(old.id(), rotated.current(KeyUse.COOKIE).id());
        assertTrue(rotated.find(KeyUse.COOKIE, old.id()).orElseThrow().verifies(code, bytes("a")));
        assertEquals(ring.current(KeyUse.TOKEN), rotated.current(KeyUse.TOKEN));
        assertEquals(List.of(old), ring.all(KeyUse.COOKIE));
    }

    @Test
    void rotatingNeverGivesAnIdTwiceEvenFromAPoorSource() {
        Keyring rotated = ring.rotated(KeyUse.COOKIE, new Always(0))
                .rotated(KeyUse.COOKIE, new Always(0))
                .rotated(KeyUse.COOKIE, new Always(0));

        assertEquals(
                4,
                rotated.all(KeyUse.COOKIE).stream().map(MacKey::id).distinct().count());
    }

    @Test
    void rotatingAFullRingRetiresItsOldestKey() {
        Keyring rotated = full(KeyUse.RATE).rotated(KeyUse.RATE, new SecureRandom());

        MacKey first = ring.current(KeyUse.RATE);
        assertEquals(Keyring.MAX_KEYS_PER_USE, rotated.all(KeyUse.RATE).size());
        assertTrue(rotated.find(KeyUse.RATE, first.id()).isEmpty());
        assertEquals(Set.of("rate:" + first.text()), rotated.retired());
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyUse.class,
            names = {"ACCOUNT", "SUPPRESSION"})
    void rotatingAFullRingTakesNothingOutThatTheLedgerNeeds(KeyUse use) {
        Keyring full = full(use);
        MacKey oldest = ring.current(use);

        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> full.rotated(use, new SecureRandom()));

        String wayOut = "without(KeyUse." + use.name() + ", 0x" + oldest.text() + ")";
        assertTrue(String.valueOf(refused.getMessage()).contains(wayOut), refused::getMessage);
        full.without(use, oldest.id()).rotated(use, new SecureRandom());
    }

    private Keyring full(KeyUse use) {
        Keyring full = ring;
        while (full.all(use).size() < Keyring.MAX_KEYS_PER_USE) {
            full = full.rotated(use, new SecureRandom());
        }
        assertEquals(Set.of(), full.retired());
        return full;
    }

    @Test
    void aKeyThatWasTakenOutIsNamedAndItsIdNeverUsedAgain() {
        MacKey leaked = ring.current(KeyUse.COOKIE);
        Keyring without = ring.rotated(KeyUse.COOKIE, new SecureRandom()).without(KeyUse.COOKIE, leaked.id());

        assertTrue(without.find(KeyUse.COOKIE, leaked.id()).isEmpty());
        assertEquals(Set.of("cookie:" + leaked.text()), without.retired());
        assertEquals(ring.current(KeyUse.TOKEN), without.current(KeyUse.TOKEN));
        Keyring again = without.rotated(KeyUse.COOKIE, new Always(leaked.id()));
        assertNotEquals(leaked.id(), again.current(KeyUse.COOKIE).id());
    }

    @Test
    void theCurrentKeyAndOneThatIsNotThereAreNotTakenOut() {
        MacKey current = ring.current(KeyUse.COOKIE);

        assertThrows(IllegalArgumentException.class, () -> ring.without(KeyUse.COOKIE, current.id()));
        assertThrows(IllegalArgumentException.class, () -> ring.without(KeyUse.COOKIE, (current.id() + 1) % 65_536));
    }

    @Test
    void aCodeBindsWherePartsBegin() {
        MacKey key = ring.current(KeyUse.COOKIE);

        assertNotEquals(code(key, "ab", "c"), code(key, "a", "bc"));
        assertNotEquals(code(key, "abc"), code(key, "abc", ""));
    }

    @Test
    void aCodeIsHmacSha256OverPartsPrecededByTheirLength() {
        MacKey key = new MacKey(7, new byte[MacKey.SECRET_BYTES]);

        // echo -en '\x00\x00\x00\x01a' | openssl dgst -sha256 -mac HMAC -macopt hexkey:<64 zeros>
        assertEquals("29886116d1ff3b9ad2a43fa70dc366945a3a47f3f58b9b0585608e04ff56cd3b", code(key, "a"));
    }

    @Test
    void verifiesAWholeAndATruncatedCodeButNoShorterOneAndNoOther() {
        MacKey key = ring.current(KeyUse.COOKIE);
        byte[] code = key.mac(bytes("a"));

        assertTrue(key.verifies(code, bytes("a")));
        assertTrue(key.verifies(first(code, MacKey.MIN_MAC_BYTES), bytes("a")));
        assertFalse(key.verifies(first(code, MacKey.MIN_MAC_BYTES - 1), bytes("a")));
        assertFalse(key.verifies(first(code, MacKey.MAC_BYTES + 1), bytes("a")));
        assertFalse(key.verifies(code, bytes("b")));
        assertFalse(ring.current(KeyUse.TOKEN).verifies(code, bytes("a")));
    }

    @Test
    void makesTheSameCodesFromManyThreads() {
        MacKey key = ring.current(KeyUse.COOKIE);
        String expected = code(key, "a", "b");

        assertTrue(IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> code(key, "a", "b"))
                .allMatch(expected::equals));
    }

    @Test
    void neverShowsASecret() {
        MacKey key = ring.current(KeyUse.COOKIE);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(key.secret());

        assertEquals("MacKey[" + key.text() + "]", key.toString());
        assertFalse(ring.toString().contains(secret));
        assertArrayEquals(key.secret(), Base64.getUrlDecoder().decode(secret));
    }

    private static String code(MacKey key, String... parts) {
        byte[][] bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = bytes(parts[i]);
        }
        return HexFormat.of().formatHex(key.mac(bytes));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] first(byte[] bytes, int count) {
        return java.util.Arrays.copyOf(bytes, count);
    }

    /** A source that gives nothing but one number, and zeros. */
    private static final class Always extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final int number;

        Always(int number) {
            this.number = number;
        }

        @Override
        public int nextInt(int bound) {
            return number;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            java.util.Arrays.fill(bytes, (byte) 0);
        }
    }
}
