package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedNameTest {

    @ParameterizedTest
    @CsvSource({
        "theme, theme",
        "JSESSIONID, JSESSIONID",
        "analyticsSessionPreferences, analyticsSessionPreferences",
        "user_preferences_for_marketing, user_preferences_for_marketing",
        "p3p, p3p",
        "user42, user*",
        "x_2026_11, x_*_*",
        "_ga_1A2B3C4D5E, _ga_*",
        "cart-0123456789abcdef, cart-*",
        "sid.8f14e45fceea167a5a36dedd4bea2543.end, sid.*.end",
        "visit-123e4567-e89b-12d3-a456-426614174000, visit-*",
        "token_dGhpc0lzQVNlY3JldA==, token_*",
        "aB3dE5gH, *",
        "id_CsemMOaQavaIEDJw, id_*",
        "a b, a*b"
    })
    void keepsTheWordsOfANameAndMasksWhatTellsOnePersonFromAnother(String name, String masked) {
        assertEquals(masked, MaskedName.of(name));
    }

    @Test
    void cutsALongName() {
        assertEquals("z".repeat(MaskedName.MAX_LENGTH) + "*", MaskedName.of("z".repeat(5_000)));
    }

    @Property
    void holdsNothingButVisibleAsciiAndStaysShort(@ForAll String name) {
        String masked = MaskedName.of(name);

        assertTrue(masked.matches("[!-~]*"), masked);
        assertTrue(masked.length() <= MaskedName.MAX_LENGTH + 1);
        assertEquals(masked, MaskedName.of(masked), "masking twice");
    }

    /** No rule tells every random text from words, so the sample is always the same. */
    @Property(tries = 200, seed = "20261122")
    void keepsNoHalfOfARandomIdentifier(@ForAll @IntRange(min = 12, max = 24) int bytes, @ForAll long seed) {
        byte[] random = new byte[bytes];
        new Random(seed).nextBytes(random);

        assertEquals(
                "id_*", MaskedName.of("id_" + HexFormat.of().formatHex(random)).replace("**", "*"));
        String base64 = Base64.getEncoder().encodeToString(random);
        String masked = MaskedName.of("id_" + base64);
        assertFalse(masked.contains(base64.substring(0, base64.length() / 2)), masked);
    }
}
