package dev.consent4j.servlet.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonLayoutTest {

    @Test
    void laysMembersOutOverLinesAndLeavesStringsAlone() {
        assertEquals("""
                {
                  "a": [
                    1,
                    "b,{\\"}"
                  ],
                  "c": {},
                  "d": []
                }""", JsonLayout.of("{\"a\":[1,\"b,{\\\"}\"],\"c\":{},\"d\":[]}"));
    }

    @Test
    void endlessOrBrokenTextIsNoMistakeOfThePage() {
        assertEquals("}", JsonLayout.of("}").strip());
        assertEquals("\"\\", JsonLayout.of("\"\\"));
    }
}
