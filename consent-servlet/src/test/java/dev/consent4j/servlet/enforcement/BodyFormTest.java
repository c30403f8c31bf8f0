package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.servlet.FakeResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a head says of the body after it. */
class BodyFormTest {

    private final HttpServletResponse response = new FakeResponse().servlet();

    private BodyForm ofType(String type) {
        response.setContentType(type);
        return BodyForm.of(response);
    }

    @Test
    void aPageIsHtmlOrXhtmlByWhateverNameAndParameters() {
        assertTrue(ofType("text/html").isPage());
        assertTrue(ofType(" Text/HTML ; charset=utf-8").isPage());
        assertTrue(ofType("application/xhtml+xml").isPage());
        assertFalse(ofType("text/plain").isPage());
        assertFalse(ofType("application/xml").isPage());
        assertTrue(ofType("application/xhtml+xml; charset=utf-8").xml());
        assertFalse(ofType("text/html").xml());
    }

    @Test
    void whatHasNoTypeIsAPageUnlessGuessingIsForbidden() {
        assertTrue(BodyForm.of(response).isPage());
        response.setHeader("X-Content-Type-Options", "none");
        assertTrue(BodyForm.of(response).isPage());
        response.setHeader("X-Content-Type-Options", " NoSniff ");
        assertFalse(BodyForm.of(response).isPage());
    }

    @Test
    void whatHasNoBodyOrAPartOfOneIsNoPage() {
        for (int status : List.of(204, 205, 206, 304)) {
            response.setStatus(status);
            assertFalse(ofType("text/html").isPage());
        }
        response.setStatus(404);
        assertTrue(ofType("text/html").isPage());
        response.setHeader("Content-Range", "bytes 0-9/10");
        assertFalse(ofType("text/html").isPage());
        assertFalse(BodyForm.OTHER.isPage());
    }

    @Test
    void aCodingOtherThanNoneIsNotRead() {
        assertFalse(ofType("text/html").isEncoded());
        for (String none : List.of(" ", "identity", " Identity ")) {
            response.setHeader("Content-Encoding", none);
            assertFalse(BodyForm.of(response).isEncoded());
        }
        response.setHeader("Content-Encoding", "br");
        assertTrue(BodyForm.of(response).isEncoded());
    }

    @Test
    void anEncodingThatKeepsAsciiIsReadAsBytes() {
        assertEquals(
                StandardCharsets.ISO_8859_1,
                ofType("text/html; CHARSET=\"ISO-8859-1\"; x=y").charset());
        assertEquals(StandardCharsets.UTF_8, ofType("text/html").charset());
        assertEquals(
                StandardCharsets.UTF_8,
                BodyForm.of(new FakeResponse().servlet()).charset());
        Stream.of("UTF-16", "utf-32le", "UTF-7", "iso-2022-jp", "hz-gb-2312", "x-utf-16le-bom", "x-iso-2022-cn")
                .forEach(shifting ->
                        assertNull(ofType("text/html;charset=" + shifting).charset(), shifting));
    }

    @Test
    void anEncodingNobodyKnowsIsReadAsUtf8() {
        assertEquals(StandardCharsets.UTF_8, ofType("text/html;charset=x-none").charset());
        assertEquals(StandardCharsets.UTF_8, ofType("text/html;charset=???").charset());
        assertEquals(StandardCharsets.UTF_8, ofType("text/html;charset=").charset());
    }

    @Test
    void aRewrittenPageSaysNothingThatWasTrueOfTheOriginalOnly() {
        FakeResponse wire = new FakeResponse();
        HttpServletResponse head = wire.servlet();
        BodyForm.unsay(head);
        assertEquals(List.of(), List.copyOf(wire.headers().keySet()));

        for (String field : List.of("Content-Digest", "Repr-Digest", "Digest", "Content-MD5", "ETag")) {
            head.setHeader(field, "x");
        }
        head.setHeader("Accept-Ranges", "bytes");
        BodyForm.unsay(head);

        assertEquals(
                List.of("Accept-Ranges", "ETag"), List.copyOf(wire.headers().keySet()));
        assertEquals(List.of("none"), wire.all("Accept-Ranges"));
    }
}
