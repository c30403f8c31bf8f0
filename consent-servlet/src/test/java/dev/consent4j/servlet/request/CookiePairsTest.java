package dev.consent4j.servlet.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CookiePairsTest {

    @Property(tries = 2_000)
    void saysWhereTheNamesAndValuesStandThatSplittingFinds(@ForAll("fields") String field) {
        List<String> split = new ArrayList<>();
        for (String part : field.split(";", -1)) {
            String pair = trimmed(part);
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                split.add(
                        equals < 0
                                ? "|" + pair
                                : trimmed(pair.substring(0, equals)) + "|" + trimmed(pair.substring(equals + 1)));
            }
        }

        List<String> walked = new ArrayList<>();
        CookiePairs pairs = new CookiePairs(field);
        while (pairs.next()) {
            String name = field.substring(pairs.from(), pairs.to());
            assertTrue(pairs.isNamed(name));
            assertFalse(pairs.isNamed(name + "x"));
            walked.add(name + "|" + field.substring(pairs.valueFrom(), pairs.end()));
        }

        assertEquals(split, walked);
    }

    @Test
    void aNameIsComparedWithItsCase() {
        CookiePairs pairs = new CookiePairs("a=1; A=2");

        assertTrue(pairs.next());
        assertTrue(pairs.isNamed("a"));
        assertTrue(pairs.next());
        assertFalse(pairs.isNamed("a"));
        assertFalse(pairs.next());
    }

    private static String trimmed(String text) {
        return text.replaceAll("^[ \t]+|[ \t]+$", "");
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.strings().withChars("ab=; \t").ofMaxLength(24);
    }
}
