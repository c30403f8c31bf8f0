package dev.consent4j.servlet.enforcement.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page comes out the same in whatever portions it is written, and nothing of it is lost or kept too long. */
class MarkupPortionsTest {

    private static final String DENIED = "<img src=//ads.example/p>";
    private static final String INERT =
            "<img data-consent-needs=\"ads\" data-consent-vendor=\"adnet\" data-consent-src=//ads.example/p>";
    private static final String PAGE =
            "<!doctype html><title>\u00fc</title><p title=\"a>b\">text " + DENIED + "<img src=/own>" + DENIED + DENIED
                    + "<script src=\"/own.js\">if (a<b) {}</script><!-- - -- " + DENIED + " --> end";
    private static final String OUT =
            "<!doctype html><title>\u00fc</title><p title=\"a>b\">text " + INERT + "<img src=/own>" + INERT + INERT
                    + "<script src=\"/own.js\">if (a<b) {}</script><!-- - -- " + DENIED + " --> end";

    @Test
    void everyLengthOfPortionGivesTheSamePage() {
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length <= page.length; length++) {
            String bytes = new String(new MarkupTrial().bytes(page, length), StandardCharsets.UTF_8);

            assertEquals(OUT, bytes, "portions of " + length);
            assertEquals(OUT, new MarkupTrial().characters(PAGE, length), "portions of " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<", "<img", "<img ", "<img src=//ads.example/p", "<img src='//ads.example/p", "<!-- <img "})
    void aTagThatNeverEndsComesOutAsItIs(String end) {
        String page = "<p>" + DENIED + end;
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length <= bytes.length; length++) {
            String out = new String(new MarkupTrial().bytes(bytes, length), StandardCharsets.UTF_8);

            assertEquals("<p>" + INERT + end, out, "portions of " + length);
            assertEquals("<p>" + INERT + end, new MarkupTrial().characters(page, length), "portions of " + length);
        }
    }

    @Test
    void aLargePageWithManyDeniedElementsComesOutWhole() {
        String between = "<p>" + "x".repeat(5_000);

        String out = new MarkupTrial().rewritten((between + DENIED).repeat(50) + between);

        assertEquals((between + INERT).repeat(50) + between, out);
    }

    /** A non-blocking stream takes one write each time it is ready. */
    @Test
    void aPortionAtOnceIsOneWriteAtMost() throws IOException {
        String page = ("<p>" + "x".repeat(5_000) + DENIED).repeat(20) + "end";
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        int[] writes = {0};
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] part, int from, int count) {
                writes[0]++;
                super.write(part, from, count);
            }
        };
        ByteMarkup markup = new MarkupTrial().page();

        markup.write(bytes, 0, bytes.length - 3, out, true);
        assertEquals(1, writes[0]);
        markup.write(bytes, bytes.length - 3, 3, out, true);
        assertEquals(2, writes[0]);
        markup.write(bytes, 0, 0, out, true);
        markup.end(out);

        assertEquals(2, writes[0]);
        assertEquals(page.replace(DENIED, INERT), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void onlyAPartOfAnArrayIsThePortion() throws IOException {
        byte[] bytes = ("<script>" + DENIED + "text" + DENIED + "<style>").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteMarkup markup = new MarkupTrial().page();

        markup.write(bytes, 8, bytes.length - 15, out, false);
        markup.end(out);

        assertEquals(INERT + "text" + INERT, out.toString(StandardCharsets.UTF_8));
    }
}
