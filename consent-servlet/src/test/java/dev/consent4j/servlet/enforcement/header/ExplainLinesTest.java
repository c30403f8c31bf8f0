package dev.consent4j.servlet.enforcement.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainLinesTest {

    private final ExplainLines lines = new ExplainLines("/privacy/explain");

    @Test
    void holdTheSentenceAfterWhatItIsAbout() {
        assertEquals(Optional.of("withheld; _ads: denied, refused"), lines.add("withheld", "_ads: denied, refused"));
        assertEquals(List.of("withheld; _ads: denied, refused"), lines.lines());
    }

    @Test
    void areToldOnce() {
        lines.add("withheld", "_ads: denied");

        assertEquals(Optional.empty(), lines.add("withheld", "_ads: denied"));
        assertEquals(1, lines.lines().size());
    }

    @Test
    void holdVisibleAsciiOnly() {
        lines.add("withheld", "a\r\nSet-Cookie: x=1\u0000\u007f\u0085\u2028é\ud83c: denied");

        assertEquals(List.of("withheld; a??Set-Cookie: x=1??????: denied"), lines.lines());
    }

    @Test
    void areCutWhereTheyAreTooLong() {
        String line = lines.add("withheld", "x".repeat(10_000)).orElseThrow();

        assertEquals(ExplainLines.MAX_LINE, line.length());
        assertTrue(line.endsWith("xxx..."));
    }

    @Test
    void endInOneThatTellsWhereTheRestIs() {
        for (int i = 0; i < 1_000; i++) {
            lines.add("withheld", "cookie" + i + ": denied, undeclared");
        }

        List<String> all = lines.lines();
        String more = "more; the rest is at /privacy/explain";
        assertEquals(more, all.get(all.size() - 1));
        assertEquals(1, all.stream().filter(more::equals).count());
        assertTrue(all.stream().mapToInt(String::length).sum() <= ExplainLines.MAX_CHARACTERS + more.length());
    }
}
