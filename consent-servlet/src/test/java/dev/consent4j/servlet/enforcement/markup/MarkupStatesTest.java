package dev.consent4j.servlet.enforcement.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether what follows is markup or text, after foreign content, inside elements that hold text only, and in references. */
class MarkupStatesTest {

    private static final String DENIED = "<img src=//ads.example/p>";
    private static final String INERT =
            "<img data-consent-needs=\"ads\" data-consent-vendor=\"adnet\" data-consent-src=//ads.example/p>";
    private static final String EMBED = "<iframe src=//tube.example/></iframe>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg><font><style>",
                "<svg><g></a><style>",
                "<svg><foreignObject><div></div></foreignObject><style>",
                "<svg><foreignObject><![CDATA[ >",
                "<math><annotation-xml><g><style>",
                "<style></</style>",
                "<style></ </style>",
                "<style><</style>",
                "<script><!-- --><script></script>",
                "<script><!--<script>a</script>b</script>",
                "<script><!-x><script></script>",
                "<noscript><style></noscript>"
            })
    void whatFollowsIsMarkup(String before) {
        assertEquals(before + INERT, new MarkupTrial().rewritten(before + DENIED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg><font color=red><style>",
                "<svg><font id=a face=b><title>",
                "<svg></svg><style>",
                "<section><svg><g></section><style>",
                "<div><svg><g></div><style>",
                "<svg><![CDATA[ > ",
                "<math><annotation-xml><svg><foreignObject><style>",
                "<style>< /style>",
                "<style>a<b/style>",
                "<style></style{>",
                "<script><!-- <a> <script></script>",
                "<script><!-- ab> <script></script>",
                "<script><!-- - -> <script></script>"
            })
    void whatFollowsIsText(String before) {
        assertEquals(before + DENIED, new MarkupTrial().rewritten(before + DENIED));
    }

    @Test
    void asManyForeignElementsEndAsHaveBegun() {
        int begun = ForeignContent.MAX_DEPTH + 150;
        String inside = "<svg>".repeat(begun) + "</svg>".repeat(begun - 100) + "<style>";
        String outside = "<svg>".repeat(begun) + "</svg>".repeat(begun) + "<style>";

        assertEquals(inside + INERT, new MarkupTrial().rewritten(inside + DENIED));
        assertEquals(outside + DENIED, new MarkupTrial().rewritten(outside + DENIED));
    }

    @Test
    void anEmbedAfterNoscriptHasItsPlaceholderAgain() {
        for (String before : new String[] {"<noscript></noscript>", "<noscript><style></noscript>"}) {
            String out = new MarkupTrial().rewritten(before + EMBED);

            assertTrue(out.startsWith(before + "<iframe src=\"" + MarkupTrial.PLACEHOLDER + "tube\""), out);
        }
    }

    @Test
    void underABaseElsewhereAPlaceholderIsNamedWithItsOrigin() {
        String out = new MarkupTrial().rewritten("<base href=https://fine.example/>" + EMBED);

        String origin = MarkupTrial.visitor().origin();
        assertTrue(out.contains("<iframe src=\"" + origin + MarkupTrial.PLACEHOLDER + "tube\""), out);
    }

    @Test
    void withoutAPlaceholderAnEmbedIsOnlyInert() throws IOException {
        MarkupGate gate = new MarkupGate((visitor, vendor, purposes) -> null);

        String out = rewritten(gate, "<base href=https://fine.example/>" + EMBED, false);

        assertTrue(
                out.contains("<iframe data-consent-needs=\"embeds\" data-consent-vendor=\"tube\" data-consent-src="),
                out);
    }

    @Test
    void anElementThatCannotBeJudgedIsDeniedAndThePageGoesOn() throws IOException {
        MarkupGate gate = new MarkupGate((visitor, vendor, purposes) -> {
            throw new IllegalStateException("no placeholder today");
        });

        for (int i = 0; i < 2; i++) {
            assertEquals(
                    "<iframe src=\"\" src=//tube.example/></iframe><p>" + INERT,
                    rewritten(gate, EMBED + "<p>" + DENIED, false));
        }
        assertEquals(EMBED, rewritten(gate, EMBED, true));
    }

    private static String rewritten(MarkupGate gate, String page, boolean xml) throws IOException {
        ByteMarkup markup =
                gate.bytes(MarkupTrial.visitor().effective(), MarkupTrial.visitor(), xml, StandardCharsets.UTF_8);
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        markup.write(bytes, 0, bytes.length, out, false);
        markup.end(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&",
                "a&b",
                "&#",
                "&#;",
                "&#x",
                "&#x;",
                "&#xg",
                "&#a",
                "&unknown;",
                "&toolongforanyname;",
                "&quot",
                "a&#",
                "&#\u0661;"
            })
    void whatIsNoReferenceStandsForItself(String text) {
        assertEquals(text, References.decoded(text));
    }

    @Test
    void aReferenceStandsForItsCharacter() {
        assertEquals("AB", References.decoded("&#65;B"));
        assertEquals("AB", References.decoded("&#65B"));
        assertEquals("J!", References.decoded("&#x4a!"));
        assertEquals("Jx", References.decoded("&#X4A;x"));
        assertEquals("J", References.decoded("&#x4a"));
        assertEquals("\u007f0", References.decoded("&#127;0"));
        assertEquals("09", References.decoded("&#48;&#57"));
        assertEquals("/a\"_", References.decoded("&sol;a&quot;&UnderBar;"));
        assertEquals("&/", References.decoded("&&sol;"));
        assertEquals("\ufffd\ufffd", References.decoded("&#0;&#1114112;"));
        assertEquals(new String(Character.toChars(0x10ffff)), References.decoded("&#1114111;"));
        assertEquals("\ufffd", References.decoded("&#99999999999999999999;"));
    }
}
