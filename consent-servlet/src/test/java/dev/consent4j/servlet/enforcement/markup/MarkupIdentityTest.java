package dev.consent4j.servlet.enforcement.markup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.servlet.enforcement.markup.PageCorpus.Sample;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages in which nothing is denied come out byte by byte as they went in. */
class MarkupIdentityTest {

    private final List<Sample> pages = PageCorpus.all();

    @Test
    void thereAreEnoughDifferentPages() {
        Set<String> texts = new HashSet<>();
        pages.forEach(page -> texts.add(page.text()));

        assertTrue(texts.size() >= 200, texts.size() + " pages");
    }

    @Test
    void aPageWrittenAtOnceIsTheSame() {
        for (Sample page : pages) {
            assertSame(page, Integer.MAX_VALUE);
        }
    }

    @Test
    void aPageWrittenByteByByteIsTheSame() {
        for (Sample page : pages) {
            assertSame(page, 1);
        }
    }

    @Test
    void aPageWrittenInAnyPortionsIsTheSame() {
        for (int i = 0; i < pages.size(); i++) {
            assertSame(pages.get(i), MarkupTrial.portions(i));
            assertSame(pages.get(i), 8_192);
        }
    }

    @Test
    void aPageWrittenAsCharactersIsTheSame() {
        for (int i = 0; i < pages.size(); i++) {
            String text = pages.get(i).text();
            assertEquals(text, new MarkupTrial().characters(text, 1));
            assertEquals(text, new MarkupTrial().characters(text, MarkupTrial.portions(i)));
            assertEquals(text, new MarkupTrial().characters(text, Integer.MAX_VALUE));
        }
    }

    @Test
    void aPageReadAsXhtmlIsTheSame() {
        for (Sample page : pages) {
            // By the rules of XML text elements hold markup, and their vendors are found there.
            String text = page.text().replace("ads.example", "fine.example").replace("tube.example", "good.example");
            assertEquals(text, new MarkupTrial().xhtml().characters(text, 7));
        }
    }

    private static void assertSame(Sample page, int... portions) {
        byte[] bytes = page.bytes();
        assertArrayEquals(bytes, new MarkupTrial().in(page.charset()).bytes(bytes, portions), page::text);
    }
}
