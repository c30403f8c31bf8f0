package dev.consent4j.servlet.enforcement.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings with which an address leads to a denied vendor in a browser, though not at first sight. */
class HostileAddressTest {

    private static String rewritten(String page) {
        return new MarkupTrial().rewritten(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<link rel=preconnect href='https://ads.example '>",
                "<img src='//ads.example \n'>",
                "<img src='//ads.example:443 '>",
                "<script src='//ads.example&#32;'></script>",
                "<img src='//ads.example\u0001'>",
                "<img srcset='https://ads.example, /a.png 2x'>",
                "<img srcset='https://ads.example,, /a.png 2x'>",
                "<base href=https://ads.example/><script src=https:t.js></script>",
                "<base href=https://ads.example/><script src=https:/t.js></script>",
                "<base href=http://ads.example/><script src='HTTP:t.js'></script>",
                "<link rel=compression-dictionary href=https://ads.example/d>",
                "<img src=/a.png attributionsrc='/own https://ads.example/a'>",
                "<script src=/a.js attributionsrc=https://ads.example/a></script>",
                "<math><annotation-xml encoding='text&#47;html'><style><!--</style><img src=//ads.example>",
            })
    void anAddressIsFoundHoweverItIsWritten(String page) {
        assertTrue(rewritten(page).contains(" data-consent-vendor=\"adnet\""), () -> rewritten(page));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img srcset='/a.png,, /b.png 2x, '>",
                "<img src='/a?&&&amp;&unknownnames;&unknown;&'>",
                "<base href=https://fine.example/><img src=https:a.png><img src=https://fine.example>",
                "<img src=/a.png attributionsrc>",
            })
    void aSpellingAloneIsNoReason(String page) {
        assertEquals(page, rewritten(page));
    }

    @Test
    void anAddressThatIsCutOffIsInDoubt() {
        String before = " data-x=\"" + "x".repeat(Tokenizer.MAX_TAG - 30) + "\" src=\"https://ads.";
        String page = "<script" + before + "example/t.js\"></script>";

        assertTrue(rewritten(page).startsWith("<script type=\"text/plain\" data-x"));
        String data = "<iframe src=\"data:text/html," + "x".repeat(Tokenizer.MAX_TAG) + "\"></iframe>";
        assertEquals(data, rewritten(data));
    }
}
