package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void sortsMembersAndLeavesNoSpaces() {
        assertEquals(
                "{\"B\":[1,-2,9007199254740993],\"a\":{\"\":true,\"x\":[]},\"ä\":{}}",
                CanonicalJson.write(Map.of(
                        "ä", Map.of(),
                        "a", Map.of("x", List.of(), "", true),
                        "B", List.of(1, -2, 9_007_199_254_740_993L))));
    }

    @Test
    void sortsByNameWhatIsSortedAnotherWay() {
        Map<String, Object> descending = new TreeMap<>(Comparator.reverseOrder());
        descending.putAll(Map.of("a", 1, "b", 2, "é", 3));
        assertEquals("{\"a\":1,\"b\":2,\"é\":3}", CanonicalJson.write(descending));
        assertEquals("{\"a\":1,\"b\":2,\"é\":3}", CanonicalJson.write(new TreeMap<>(Map.copyOf(descending))));
    }

    @Test
    void escapesBetweenCharactersThatNeedNone() {
        assertEquals("\"a\\\"b\\u0001c\\\\\"", CanonicalJson.write("a\"b\u0001c\\"));
    }

    @Test
    void escapesOnlyWhatJsonDemandsInTheShortestForm() {
        assertEquals(
                "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u007fé\u2028😀\"",
                CanonicalJson.write("\"\\/\b\t\n\f\r\u0000\u001f\u007fé\u2028😀"));
    }

    @Test
    void escapesLoneSurrogatesSoThatTheyCanBeEncoded() {
        assertEquals("\"\\ud83d\"", CanonicalJson.write("\ud83d"));
        assertEquals("\"\\ude00x\"", CanonicalJson.write("\ude00x"));
        assertEquals("\"\\ud83d😀\\ude00\"", CanonicalJson.write("\ud83d😀\ude00"));
    }

    @Test
    void refusesWhatItHasNoFormFor() {
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(1.5));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(List.of(Role.JOINT)));
    }

    @Property
    void isReadBackByAnotherReaderAlsoAfterEncoding(@ForAll String text, @ForAll List<String> list, @ForAll long number)
            throws Exception {
        Map<String, Object> value = Map.of("text", text, "list", list, "number", number, text + "x", true);
        byte[] bytes = CanonicalJson.write(value).getBytes(StandardCharsets.UTF_8);
        var read = new ObjectMapper().readTree(bytes);
        assertEquals(text, read.get("text").textValue());
        assertEquals(number, read.get("number").longValue());
        assertEquals(list.size(), read.get("list").size());
        for (int i = 0; i < list.size(); i++) {
            assertEquals(list.get(i), read.get("list").get(i).textValue());
        }
        assertEquals(true, read.get(text + "x").booleanValue());
    }
}
