package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GlobTest {

    @Test
    void letsAStarStandForAnyCharactersAndNone() {
        assertTrue(Glob.matches("_ga*", 0, "_ga", 0));
        assertTrue(Glob.matches("_ga*", 0, "_ga_1", 0));
        assertTrue(Glob.matches("a*b*c", 0, "abbc", 0));
        assertFalse(Glob.matches("a*b*c", 0, "acb", 0));
        assertFalse(Glob.matches("a", 0, "ab", 0));
    }

    @Test
    void matchesFromTheMiddleOfBoth() {
        assertTrue(Glob.matches("x*y", 1, "abcy", 2));
        assertFalse(Glob.matches("x*y", 0, "abcy", 2));
    }

    @Property(tries = 3_000)
    void agreesWithTheRegularExpression(@ForAll("glob") String glob, @ForAll("text") String text) {
        String expression = glob.replace("*", ".*");
        assertEquals(Pattern.matches(expression, text), Glob.matches(glob, 0, text, 0));
    }

    @Provide
    Arbitrary<String> glob() {
        return Arbitraries.strings().withChars("ab*").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(10);
    }
}
