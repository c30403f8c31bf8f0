package dev.consent4j.servlet.enforcement.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Where an address leads, read as browsers read it (URL Standard). */
class WebAddressTest {

    private static final WebAddress BASE = new WebAddress("base.example", WebAddress.USUAL);

    @Test
    void whatHasNoSchemeAndNoHostFollowsTheBase() {
        for (String text : new String[] {
            "", "x", ":x", "1a:x", "+a:x", "@a:x", "[a:x", "a_b:x", "a@b:x", "a[b:x", "a`:x", "a{:x", "a,:x", "a;:x",
            "a/:x", "/x", "\\x", "a/b:c", "abc", "?a:b", "#a:b"
        }) {
            assertSame(BASE, WebAddress.read(text, BASE), text);
        }
        assertNull(WebAddress.read("x", null));
    }

    @Test
    void anotherSchemeLeadsToNoHost() {
        for (String text : new String[] {"data:x", "a:x", "z:x", "A:x", "Z:x", "a09+-.z://h", "httpsx://h", "blob:"}) {
            assertNull(WebAddress.read(text, BASE), text);
        }
    }

    @Test
    void aHostIsWhatStandsBetweenUserAndPort() {
        assertHost("h.example", WebAddress.USUAL, "//h.example", "http:/\\/h.example/x", "//h.example:");
        assertHost("h.example", WebAddress.USUAL, "//h.example:80", "//h.example:443#", "WSS://H.example.?x");
        assertHost(
                "h.example",
                8443,
                "//u@h.example:8443/x",
                "//u:p@h.example:8443",
                "//a@b@h.example:8443",
                "//@h.example:8443");
        assertHost("h.example", WebAddress.USUAL, "//h.example/@x:1", "//h.example?a@b:1", "//h.example#a@b:1");
        assertHost("h.example", 0, "//h.example:x");
        assertHost("[::1]", WebAddress.USUAL, "//[::1]", "//[::1]/x:1");
        assertHost("[::1]", 81, "//[::1]:81");
        assertHost("h.example", WebAddress.USUAL, "//%68.example", "//h%2eexample", "//h.exampl%65");
        assertHost("h%2.example", WebAddress.USUAL, "//h%2.example");
        assertHost("h.example%6", WebAddress.USUAL, "//h.example%6");
    }

    private static void assertHost(String host, int port, String... texts) {
        for (String text : texts) {
            assertEquals(new WebAddress(host, port), WebAddress.read(text, BASE), text);
        }
    }

    @Test
    void whatNoBrowserTakesForAHostIsNone() {
        assertNull(WebAddress.read("https://", BASE));
        assertNull(WebAddress.read("//.", BASE));
        assertNull(WebAddress.read("//:80", BASE));
        assertNull(WebAddress.read("//\u00fc" + "a".repeat(70), BASE));
    }
}
