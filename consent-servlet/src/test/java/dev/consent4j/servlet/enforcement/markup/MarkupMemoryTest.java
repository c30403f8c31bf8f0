package dev.consent4j.servlet.enforcement.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a page is bounded, whatever it holds: all that went in and did not come out yet. */
class MarkupMemoryTest {

    private static final int PORTION = 8_192;
    private static final int PORTIONS = 1_000;

    /** Counts, and remembers nothing. */
    private static final class Counter extends OutputStream {

        private long count;

        @Override
        public void write(int one) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }

    @Test
    void aHundredMegabytesPassThroughASmallBuffer() throws IOException {
        assertBounded("<p>text and <b class='x'>more</b> <img src='/own.png' alt=''></p>\n", 12_800);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='a",
                "<script ",
                "<iframe src=/own b",
                "<a",
                "<svg><g",
                "<!--",
                "</",
                "<title>",
                "<noscript><img alt=\"",
                "<script><!--<script>",
                "<<<"
            })
    void noMarkupFillsTheBuffer(String repeated) throws IOException {
        assertBounded(repeated, PORTIONS);
    }

    private static void assertBounded(String repeated, int portions) throws IOException {
        byte[] portion = (repeated + "x".repeat(7))
                .repeat(1 + PORTION / (repeated.length() + 7))
                .substring(0, PORTION)
                .getBytes(StandardCharsets.UTF_8);
        Counter out = new Counter();
        ByteMarkup markup = new MarkupTrial().page();
        long in = 0;
        for (int i = 0; i < portions; i++) {
            markup.write(portion, 0, PORTION, out, false);
            in += PORTION;
            assertTrue(in - out.count <= Tokenizer.MAX_TAG, "kept " + (in - out.count));
        }
        markup.end(out);

        assertTrue(out.count >= in, "lost " + (in - out.count));
    }

    @Test
    void aLongPortionIsNotSetAsideAsAWhole() throws IOException {
        byte[] page = ("<img src=//ads.example/>" + "x".repeat(10 * ByteMarkup.MAX_ASIDE)
                        + "<img src=//ads.example/>".repeat(10_000))
                .getBytes(StandardCharsets.UTF_8);
        int[] longest = new int[1];
        new MarkupTrial()
                .page()
                .write(
                        page,
                        0,
                        page.length,
                        new OutputStream() {
                            @Override
                            public void write(int one) {}

                            @Override
                            public void write(byte[] bytes, int from, int count) {
                                longest[0] = Math.max(longest[0], bytes == page ? 0 : count);
                            }
                        },
                        false);

        assertTrue(longest[0] > 0 && longest[0] <= ByteMarkup.MAX_ASIDE, "set aside " + longest[0]);
    }

    @Test
    void aStreamThatDoesNotBlockGetsOneWriteForEachPortion() throws IOException {
        byte[] page = "<img src=//ads.example/>text".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        int[] writes = new int[1];
        new MarkupTrial()
                .page()
                .write(
                        page,
                        0,
                        page.length,
                        new OutputStream() {
                            @Override
                            public void write(int one) {}

                            @Override
                            public void write(byte[] bytes, int from, int count) {
                                writes[0]++;
                            }
                        },
                        true);

        assertEquals(1, writes[0]);
    }
}
