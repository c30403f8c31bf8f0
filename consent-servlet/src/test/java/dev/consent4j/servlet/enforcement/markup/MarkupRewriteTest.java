package dev.consent4j.servlet.enforcement.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The inert form of each element, and where elements are found. */
class MarkupRewriteTest {

    private static final String ADS = " data-consent-needs=\"ads\" data-consent-vendor=\"adnet\"";
    private static final String TUBE = " data-consent-needs=\"embeds\" data-consent-vendor=\"tube\"";

    private static String rewritten(String page) {
        return new MarkupTrial().rewritten(page);
    }

    private static void assertUntouched(String page) {
        assertEquals(page, rewritten(page));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<img alt=a src=//ads.example/p.gif>|<img#ADS alt=a data-consent-src=//ads.example/p.gif>",
                "<img src=/a.png srcset='/a.png, https://ads.example/b.png 2x'>"
                        + "|<img#ADS src=/a.png data-consent-srcset='/a.png, https://ads.example/b.png 2x'>",
                "<img srcset='https://ads.example, /b.png 2x'>"
                        + "|<img#ADS data-consent-srcset='https://ads.example, /b.png 2x'>",
                "<source src=https://ads.example/v.mp4>|<source#ADS data-consent-src=https://ads.example/v.mp4>",
                "<video poster=//ads.example/p src=/v>|<video#ADS data-consent-poster=//ads.example/p src=/v>",
                "<audio src=//x.adnet.example/a>|<audio#ADS data-consent-src=//x.adnet.example/a>",
                "<track src=//ads.example/t>|<track#ADS data-consent-src=//ads.example/t>",
                "<input type=Image src=//ads.example/t>|<input#ADS type=Image data-consent-src=//ads.example/t>",
                "<link rel='a PRELOAD' as=script href=//ads.example/a>"
                        + "|<link#ADS rel='a PRELOAD' as=script data-consent-href=//ads.example/a>",
                "<link rel=preconnect href=https://ads.example />"
                        + "|<link#ADS rel=preconnect data-consent-href=https://ads.example />",
                "<LINK REL=stylesheet HREF=//ads.example/a>|<LINK#ADS REL=stylesheet data-consent-HREF=//ads.example/a>",
                "<image src=//ads.example/a>|<image#ADS data-consent-src=//ads.example/a>",
                "<svg><image xlink:href=//ads.example/a /></svg>|<svg><image#ADS data-consent-xlink:href=//ads.example/a /></svg>",
            })
    void anElementThatLoadsFromADeniedVendorLosesOnlyThatName(String page, String expected) {
        assertEquals(expected.replace("#ADS", ADS), rewritten(page));
    }

    @Test
    void aScriptIsGivenATypeThatDoesNotRunAndKeepsItsOwnAside() {
        assertEquals(
                "<script type=\"text/plain\"" + ADS + " async data-consent-src=\"https://ads.example/t.js\"></script>",
                rewritten("<script async src=\"https://ads.example/t.js\"></script>"));
        assertEquals(
                "<script type=\"text/plain\"" + ADS
                        + " data-consent-type=module data-consent-src=//ads.example/t.js></script>",
                rewritten("<script type=module src=//ads.example/t.js></script>"));
        assertEquals(
                "<svg><script type=\"text/plain\"" + ADS + " data-consent-href='//ads.example/t.js'/></svg>",
                rewritten("<svg><script href='//ads.example/t.js'/></svg>"));
    }

    @Test
    void anInlineScriptOfADeniedPurposeDoesNotRun() {
        assertEquals(
                "<script type=\"text/plain\" data-consent-needs=\"audience\" data-category=analytics>run()</script>",
                rewritten("<script data-category=analytics>run()</script>"));
        assertEquals(
                "<script type=\"text/plain\" data-consent-needs=\"audience ads\" data-category='audience, ads'>x</script>",
                rewritten("<script data-category='audience, ads'>x</script>"));
    }

    @Test
    void anUnknownCategoryCountsOnScriptsOnly() {
        assertTrue(rewritten("<script data-category=analitics>run()</script>").contains("text/plain"));
        assertUntouched("<img data-category=shoes src=/shoe.jpg><iframe data-category=maps src=/map></iframe>");
    }

    @Test
    void aCategoryOfThePolicyCountsEverywhere() {
        assertEquals(
                "<img data-consent-needs=\"ads\" data-category=marketing data-consent-src=/pixel.gif>",
                rewritten("<img data-category=marketing src=/pixel.gif>"));
        assertUntouched("<div data-category=marketing><a data-category=marketing href=/x>x</a></div>");
        assertUntouched("<script data-category=necessary src=/x.js></script><img data-category=delivery src=/x.png>");
    }

    @Test
    void anEmbedShowsItsPlaceholderInItsOwnFrame() {
        assertEquals(
                "<iframe src=\"/privacy/placeholder?vendor=tube\"" + TUBE
                        + " width=560 data-consent-src=\"https://tube.example/v?a=1&amp;b\" data-consent-sandbox>x</iframe>",
                rewritten("<iframe width=560 src=\"https://tube.example/v?a=1&amp;b\" sandbox>x</iframe>"));
        assertEquals(
                "<object data=\"/privacy/placeholder?vendor=tube\" type=\"text/html\"" + TUBE
                        + " data-consent-type=a/b data-consent-data=//tube.example/></object>",
                rewritten("<object type=a/b data=//tube.example/></object>"));
        assertEquals(
                "<embed src=\"/privacy/placeholder?vendor=tube\" type=\"text/html\"" + TUBE
                        + " data-consent-src=//tube.example/>",
                rewritten("<embed src=//tube.example/>"));
        assertEquals(
                "<iframe src=\"/privacy/placeholder?vendor=embeds\" data-consent-needs=\"embeds\" data-category=functional"
                        + " data-consent-srcdoc='<p>'></iframe>",
                rewritten("<iframe data-category=functional srcdoc='<p>'></iframe>")
                        .replace("vendor=", "vendor="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"width=0", "height='1px'", "hidden", "style='a:b; DISPLAY : none'", "style=visibility:hidden"})
    void anEmbedThatNobodySeesHasNoPlaceholder(String attribute) {
        assertEquals(
                "<iframe" + TUBE + " " + attribute + " data-consent-src=//tube.example/></iframe>",
                rewritten("<iframe " + attribute + " src=//tube.example/></iframe>"));
    }

    @Test
    void noscriptHoldsInertElementsTooAndNoPlaceholder() {
        assertEquals(
                "<noscript><img" + ADS + " data-consent-src=//ads.example/p><iframe" + TUBE
                        + " data-consent-src=//tube.example/></iframe></noscript>",
                rewritten("<noscript><img src=//ads.example/p><iframe src=//tube.example/></iframe></noscript>"));
    }

    @Test
    void theEndOfNoscriptCountsWhereABrowserWithScriptsSeesIt() {
        String denied = "<img src=//ads.example/p>";
        String inert = "<img" + ADS + " data-consent-src=//ads.example/p>";

        assertEquals(
                "<noscript><!-- </noscript>" + inert + " -->",
                rewritten("<noscript><!-- </noscript>" + denied + " -->"));
        assertEquals("<noscript><style> </noscript>" + inert, rewritten("<noscript><style> </noscript>" + denied));
        assertUntouched("<noscript><!-- <noscript></noscrip> " + denied + " --></noscript>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ads.example/x",
                "HTTPS://ADS.EXAMPLE/x",
                "//ads.example",
                "http:ads.example/x",
                "https:\\\\ads.example\\x",
                "/\\ads.example/x",
                "\\\\ads.example/x",
                " \n https://ads.example/x ",
                "ht\ntps://ads.ex\tample/x",
                "https://ads.example:443/x",
                "https://user:pass@ads.example/x",
                "https://ads.example./x",
                "https://%61ds.example/x",
                "https://ads\u3002example/x",
                "https://\uff41ds.example/x",
                "https:&#x2F;&#47ads&period;example/x",
                "https&colon;&sol;&sol;ads.example&quest;a&amp;b",
                "wss://a.b.adnet.example",
                "//ports.example:8443/x"
            })
    void anAddressIsReadAsBrowsersReadIt(String address) {
        assertTrue(rewritten("<img src=\"" + address + "\">").contains("data-consent-src"), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ads.example/x",
                "ads.example/x",
                "?https://ads.example",
                "https://www.example.org/x",
                "https://adnet.example/x",
                "https://ads.example.org/x",
                "https://ads.example:8443/x",
                "//ports.example/x",
                "https://bads.example/x",
                "https://fine.example/https://ads.example/",
                "https://ads.example@fine.example/",
                "https://cdn.example/x",
                "data:text/html,https://ads.example",
                "javascript:'//ads.example'",
                "https://[::1]:80/",
                "https://xn--a\u00ad-/",
                "https://:99999999999/",
                "mailto:a@ads.example",
                "://ads.example",
                "",
                "#"
            })
    void anotherAddressStays(String address) {
        assertUntouched("<img src=\"" + address + "\"><iframe src='" + address.replace("'", "") + "'></iframe>");
    }

    @Test
    void aHostBeyondAsciiIsReadInTheEncodingOfThePage() {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1}) {
            String page = "<p>\u00fc</p><img src=\"https://m\u00fcller.example/\" alt=\u00e4>";
            String out = new MarkupTrial().in(charset).rewritten(page);

            assertEquals(page.replace("<img src", "<img" + TUBE + " data-consent-src"), out);
        }
    }

    @Test
    void relativeAddressesFollowTheFirstBase() {
        String base = "<base target=_top><base href=https://ads.example/a/><base href=/>";
        assertEquals(
                base + "<img" + ADS + " data-consent-src=b.gif>" + "<img src=https://fine.example/>",
                rewritten(base + "<img src=b.gif>" + "<img src=https://fine.example/>"));
        assertUntouched("<base href=/a/><img src=b.gif>");
    }

    @Test
    void aSecondAttributeOfANameDoesNotComeToLife() {
        assertEquals(
                "<img" + ADS + " data-consent-src=//ads.example/1 data-consent-SRC=//ads.example/2>",
                rewritten("<img src=//ads.example/1 SRC=//ads.example/2>"));
        assertUntouched("<img src=/own src=//ads.example/2>");
    }

    @Test
    void anElementIsFoundWhereABrowserWouldFindIt() {
        String denied = "<img src=//ads.example/p>";
        String inert = "<img" + ADS + " data-consent-src=//ads.example/p>";
        for (String before : new String[] {
            "<!-->",
            "<!--->",
            "<!-- a --!>",
            "<!-- a ---->",
            "<!doctype html>",
            "<![CDATA[ a>",
            "<!-a>",
            "<?a>",
            "</>",
            "</ a>",
            "<a <b c=\"<\">",
            "<<",
            "<title>a</title>",
            "<title>a</TITLE\n x='>'>",
            "<textarea></textareas></textarea/>",
            "<script><!-- </script>",
            "<script><!--<script></script>--></script>",
            "<script><!--<script></script></script>",
            "<script><!--><script></script>",
            "<script><!-a</script>",
            "<style></sty</style>",
            "<svg><title>",
            "<svg><style>",
            "<svg><![CDATA[ ]] ]]]>",
            "<svg><script></svg>",
            "<svg><foreignObject><title></title>",
            "<svg><title><style></style></title>",
            "<svg></svg><style></style>",
            "<svg/><style></style>",
            "<svg><p><style></style>",
            "<section><svg><g></section><style></style>",
            "<math><mi><title></title></mi>",
            "<math><mi><mglyph><title>",
            "<math><annotation-xml><svg><title></svg>",
            "<svg><font color=red><style></style>",
            "<svg><font id=a><style>",
            "<math><annotation-xml encoding='TEXT/html'><p></annotation-xml><title>",
            "<math><annotation-xml encoding=a><p><title></title>",
            "<template>",
            "<div a='\u0000'>",
            "\u0000",
            "<select>"
        }) {
            assertEquals(before + inert, rewritten(before + denied), before);
            assertEquals(before + inert, new MarkupTrial().characters(before + denied, 1), before);
        }
    }

    @Test
    void anElementIsNotFoundInText() {
        String denied = "<img src=//ads.example/p>";
        for (String before : new String[] {
            "<!-- ",
            "<!---- >",
            "<!--a--!-",
            "<!doctype ",
            "<div a=\"",
            "<div a='>",
            "<title>",
            "<title></titl></title",
            "<textarea>",
            "<style>",
            "<xmp></xm>",
            "<iframe>",
            "<noembed>",
            "<noframes>",
            "<plaintext></plaintext>",
            "<script>",
            "<script><!--<script></script>",
            "<script><!-- <script </script> --",
            "<svg><![CDATA[",
            "<svg><foreignObject><title>",
            "<svg><p><style>",
            "<math><mtext><style>"
        }) {
            assertUntouched(before + denied);
        }
    }

    @Test
    void xhtmlIsReadByTheRulesOfXml() {
        MarkupTrial trial = new MarkupTrial().xhtml();
        String denied = "<img src='//ads.example/p'/>";
        String inert = "<img" + ADS + " data-consent-src='//ads.example/p'/>";

        assertEquals("<title>" + inert + "</title>", trial.rewritten("<title>" + denied + "</title>"));
        assertEquals("<script>" + inert, trial.rewritten("<script>" + denied));
        assertEquals(
                "<h:img" + ADS + " data-consent-src='//ads.example/p'/>",
                trial.rewritten("<h:img src='//ads.example/p'/>"));
        assertEquals(
                "<image" + ADS + " xlink:data-consent-href='//ads.example/p'/>",
                trial.rewritten("<image xlink:href='//ads.example/p'/>"));
        for (String before : new String[] {"<![CDATA[ ", "<?php > ", "<!DOCTYPE html [ <!ENTITY a 'b'> ", "<!-- "}) {
            assertEquals(before + denied, trial.rewritten(before + denied));
        }
        assertEquals(
                "<!DOCTYPE html [ <!ENTITY a 'b'> ]><?a ?><![CDATA[]]>" + inert,
                trial.rewritten("<!DOCTYPE html [ <!ENTITY a 'b'> ]><?a ?><![CDATA[]]>" + denied));
    }

    @Test
    void whatIsInertAlreadyStaysAsItIs() {
        String page = "<script src=//ads.example/a></script><script data-category=ads>x</script><noscript><img"
                + " src=//ads.example/b></noscript><iframe src=//tube.example/v data-category=embeds></iframe>"
                + "<img data-category=ads src=/x>";
        String once = rewritten(page);

        assertEquals(once, rewritten(once));
        assertFalse(once.contains(" src=//"));
    }

    @Test
    void aTagTooLongToBeKeptIsJudgedByItsBeginning() {
        String filler = " a='" + "x".repeat(Tokenizer.MAX_TAG) + "'";

        assertUntouched("<img" + filler + " src=//ads.example/>");
        assertUntouched("<iframe src=/own" + filler + "></iframe>");
        assertUntouched("<div" + filler + filler + "><img src='data:image/png," + filler.replace("'", "") + "'>");
        assertEquals(
                "<img" + ADS + " data-consent-src=//ads.example/" + filler + "><p>",
                rewritten("<img src=//ads.example/" + filler + "><p>"));
        assertEquals(
                "<script type=\"text/plain\"" + filler + " src=//ads.example/></script>",
                rewritten("<script" + filler + " src=//ads.example/></script>"));
        assertEquals(
                "<iframe src=\"\"" + filler + " src=//tube.example/></iframe>",
                rewritten("<iframe" + filler + " src=//tube.example/></iframe>"));
        assertEquals(
                "<img" + ADS + " data-consent-srcset='//ads.example/ 1x, " + filler.replace("'", "") + "'>",
                rewritten("<img srcset='//ads.example/ 1x, " + filler.replace("'", "") + "'>"));
    }

    @Test
    void manyNestedForeignElementsAreNoWayOut() {
        String deep = "<svg>" + "<g>".repeat(2 * ForeignContent.MAX_DEPTH);
        String out = "</g>".repeat(2 * ForeignContent.MAX_DEPTH) + "</svg>";

        assertEquals(
                deep + out + "<style></style><img" + ADS + " data-consent-src=//ads.example/>",
                rewritten(deep + out + "<style></style><img src=//ads.example/>"));
    }
}
