package dev.consent4j.servlet.enforcement.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a tag, a comment or a declaration ends: an element after it is one, and one inside it is text. */
class MarkupTagsTest {

    private static final String DENIED = "<img src=//ads.example/p>";
    private static final String INERT =
            "<img data-consent-needs=\"ads\" data-consent-vendor=\"adnet\" data-consent-src=//ads.example/p>";

    /** A browser with scripts ends it there; one without is still in the tag, where nothing is loaded either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<noscript><img src=\"/a</noscript>\"",
                "<noscript><p title='</NoScript >'",
                "<noscript><p </noscript>",
                "<noscript><p a=</noscript/x>"
            })
    void theEndTagOfNoscriptCountsInsideATag(String before) {
        assertEquals(before + INERT, new MarkupTrial().rewritten(before + DENIED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>",
                "<p/>",
                "<p/a>",
                "<p/a='>'>",
                "<p a>",
                "<p a/>",
                "<p a=>",
                "<p a= b>",
                "<p a=b\">",
                "<p a=b'>",
                "<p a=b/>",
                "<p a='\"'>",
                "<p a=\"'\">",
                "<p a = '>'>",
                "<p a='>'b=\">\">",
                "<p a=b c='>'>",
                "<p a=b\tc=\">\">",
                "<p a b='>'>",
                "<p a/b='>'>",
                "<p a  b='>'>",
                "<p =a='>'>",
                "<AZ@[`{ a='>'>",
                "</p >",
                "</p a='>'>",
                "</>",
                "</ x>",
                "<!>",
                "<!x>",
                "<!->",
                "<!-x>",
                "<!-x->",
                "<!-->",
                "<!--->",
                "<!---->",
                "<!--a--!>",
                "<!-- - -- -->",
                "<!-- a --><!-- b -->",
                "<!--a--!><!-->",
                "<?x>",
                "<![CDATA[>",
                "<svg><![CDATA[ > ]] > ]]></svg>",
                "<svg><![CDATA[]]]></svg>",
                "<svg><![CDAT></svg>",
                "<svg><![CDATX[></svg>",
                "<<",
                "<1",
                "< "
            })
    void anElementAfterItIsFound(String before) {
        assertEquals(before + INERT, new MarkupTrial().rewritten(before + DENIED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p a=\"*\">",
                "<p a='*'>",
                "<p/a=\"*\">",
                "<p a = '*'>",
                "<p a b='*'>",
                "<p a/b='*'>",
                "<p a=b c='*'>",
                "<p a='b'c=\"*\">",
                "<p a=b\tc='*'>",
                "</p a='*'>",
                "<!-- * -->",
                "<!-- - * -->",
                "<!-- a --><!-- * -->",
                "<svg><![CDATA[ * ]]></svg>",
                "<svg><![CDATA[ ] * ]]></svg>",
                "<svg><![CDATA[ ]]* ]]></svg>"
            })
    void anElementInsideItIsText(String around) {
        String page = around.replace("*", DENIED);

        assertEquals(page, new MarkupTrial().rewritten(page));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img/src=//ads.example/p>",
                "<img/alt/src=//ads.example/p />",
                "<img alt src=//ads.example/p>",
                "<img alt=a src=//ads.example/p>",
                "<img alt=a title='>' src=//ads.example/q>",
                "<img alt title='>' src=//ads.example/q>",
                "<img alt='a'src=//ads.example/p>",
                "<img alt=\"a\"/src=//ads.example/p>",
                "<AUDIO SRC=//ads.example/p>",
                "<IMG\nSRC\n=\n//ads.example/p>",
                "<img a=\">\" src=//ads.example/p>"
            })
    void anElementIsReadToItsEnd(String element) {
        String out = new MarkupTrial().rewritten("<p>" + element + "<p>end");

        assertTrue(out.toLowerCase(Locale.ROOT).contains("data-consent-src"), out);
        assertTrue(out.endsWith("<p>end"), out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<_a b='>'/>", "<\u00fca b='>'/>", "<a:img b='>'/>", "<!DOCTYPE a [ <!x> ]>", "<?a b > ?>"})
    void inXhtmlAnElementAfterItIsFound(String before) {
        String denied = "<img src=\"//ads.example/p\"/>";

        String out = new MarkupTrial().xhtml().rewritten(before + denied);

        assertTrue(out.startsWith(before) && out.contains("data-consent-src"), out);
        assertFalse(out.contains(" src="), out);
    }
}
