package dev.consent4j.servlet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void textIsEscapedWhereverItStands() {
        Html html = new Html()
                .open("p")
                .with("title", "\"><script>")
                .text("<script>alert('&')</script>")
                .close();

        assertEquals(
                "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>\n",
                html.toString());
    }

    @Test
    void emptyElementsAreClosedAsInXml() {
        assertEquals(
                "<div><input name=\"a\" /><br /></div>\n",
                new Html()
                        .open("div")
                        .empty("input")
                        .with("name", "a")
                        .empty("br")
                        .close()
                        .toString());
    }

    @Test
    void bracesOfTextsAreNoSlots() {
        Frozen page =
                Frozen.of(new Html().open("p").text("{secret}").slot("name").close());

        assertEquals(List.of("name"), page.slots());
        assertEquals(
                "<p>&#123;secret&#125;&lt;b&gt;</p>\n",
                page.filled(new Slots().text("name", "<b>").text("secret", "x")));
    }

    @Test
    void whatFillsOneSlotCannotOpenAnother() {
        Frozen page =
                Frozen.of(new Html().open("p").slot("first").slot("second").close());

        assertEquals(
                "<p>&#123;second&#125;y</p>\n",
                page.filled(new Slots().text("first", "{second}").text("second", "y")));
    }

    @Test
    void anUnfilledSlotStaysEmpty() {
        assertEquals(
                "<p></p>\n", Frozen.of(new Html().open("p").slot("a").close()).filled(new Slots()));
    }

    @Test
    void attributesAfterContentAreAMistake() {
        Html html = new Html().open("p").text("x");

        assertThrows(IllegalStateException.class, () -> html.with("class", "y"));
    }

    @Test
    void anElementLeftOpenIsAMistake() {
        assertThrows(IllegalStateException.class, new Html().open("p")::toString);
    }

    @Property
    void anyTextGivesWellFormedMarkupThatReadsBackTheSame(@ForAll String text) {
        String markup =
                new Html().open("p").with("title", text).text(text).close().toString();

        assertEquals(
                readable(text),
                Browser.parse(markup).getDocumentElement().getTextContent().strip());
    }

    /** What XML does not allow is replaced; what XML normalises is not compared. */
    private static String readable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean allowed = c >= ' ' && c != 0x7f && c < 0xd800
                    || c > 0xdfff && c < 0xfffe
                    || c >= 0x10000
                    || c == '\t'
                    || c == '\n'
                    || c == '\r';
            out.appendCodePoint(allowed ? c : 0xfffd);
        });
        return out.toString().replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
