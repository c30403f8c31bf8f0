package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void speaksTheReadersLanguageElseWithoutOneElseTheFallbackElseAny() {
        Text all = new Text(Map.of("de", "Ja", "en", "Yes", "", "*"));
        assertEquals("Ja", all.in("de", "en"));
        assertEquals("*", all.in("fr", "en"));
        assertEquals("Yes", new Text(Map.of("de", "Ja", "en", "Yes")).in("fr", "en"));
        assertEquals("Ja", new Text(Map.of("de", "Ja")).in("fr", "en"));
        assertEquals("", Text.NONE.in("de", "en"));
    }

    @Test
    void isEmptyWithoutWording() {
        assertTrue(Text.NONE.isEmpty());
        assertFalse(Text.of("Yes").isEmpty());
    }
}
