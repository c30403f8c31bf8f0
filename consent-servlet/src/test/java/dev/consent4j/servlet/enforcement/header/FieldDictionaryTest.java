package dev.consent4j.servlet.enforcement.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9651, 4.2.2. */
class FieldDictionaryTest {

    private static Map<String, String> members(String text) {
        return FieldDictionary.parse(text).orElseThrow();
    }

    @Test
    void keepsEachMemberAsWritten() {
        Map<String, String> members =
                members(" camera=(), geolocation=(self \"https://maps.example;x=,\" *);report-to=a ,\tusb=*, midi ");

        assertEquals(List.of("camera", "geolocation", "usb", "midi"), List.copyOf(members.keySet()));
        assertEquals("geolocation=(self \"https://maps.example;x=,\" *);report-to=a", members.get("geolocation"));
        assertEquals("midi", members.get("midi"));
        assertEquals(Map.of(), members(""));
        assertEquals(Map.of(), members("  "));
    }

    @Test
    void theLastMemberOfAKeyCounts() {
        assertEquals(
                List.of("b=1", "a=3"),
                List.copyOf(members("a=1, b=1, a=2;x, a=3").values()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1",
                "a=-1.5",
                "a=\"\\\"\\\\\"",
                "a=tok:en/x",
                "a=*",
                "*a=1",
                "a=:aGk=:",
                "a=?1;b=?0",
                "a=@1659578233",
                "a=%\"f%c3%bc\"",
                "a;b;c=1",
                "a=(1 2;x  3 );y",
                "a=(  )",
                "a_b-c.d*=1"
            })
    void readsEveryKindOfItem(String text) {
        assertTrue(FieldDictionary.parse(text).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1,", ",a=1", "a=1 b=2", "A=1", "1=1", "a=", "a=(", "a=(1", "a=(1,2)", "a=(1\"2\")", "a=\"x",
                "a=\"\\x\"", "a=\"\\", "a=\"é\"", "a='x'x{}", "a=?2", "a=?", "a=:a", "a=:?:", "a=%x", "a=@", "a=-",
                "a=1.", "a;", "a;B", "a;b=", "camera 'none'", "a==1", "a=()()", "=", "a=1;;b"
            })
    void takesNothingOfAMalformedOne(String text) {
        assertFalse(FieldDictionary.parse(text).isPresent());
    }

    @Property
    void neverThrowsAndReadsBackWhatItRead(@ForAll @StringLength(max = 30) String text) {
        FieldDictionary.parse(text)
                .ifPresent(members -> assertEquals(
                        members,
                        FieldDictionary.parse(String.join(", ", members.values()))
                                .orElseThrow()));
    }
}
