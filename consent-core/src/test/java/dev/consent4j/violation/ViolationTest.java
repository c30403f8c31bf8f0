package dev.consent4j.violation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.FetchDirective;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a report, and what is not. */
class ViolationTest {

    private static Optional<Violation> reduced(String directive, String blocked, String document) {
        return Violation.of(new ViolationReport(directive, blocked, document), "shop.example"::equals);
    }

    private static String route(String document) {
        return reduced("img-src", "inline", document).orElseThrow().route();
    }

    private static String blocked(String address) {
        return reduced("img-src", address, "https://shop.example/")
                .map(Violation::blocked)
                .orElse("nothing");
    }

    @Test
    void keepsDirectiveBlockedOriginAndRouteOnly() {
        assertEquals(
                new Violation(FetchDirective.SCRIPT_SRC_ELEM, "https://ads.example:8443", "/shop/order/*/"),
                reduced(
                                "script-src-elem 'self' https://shop.example",
                                "https://me:secret@ADS.example:8443/tag.js?visitor=anna#top",
                                "https://SHOP.example:8443/shop/order/4711/?mail=anna@example.org#pay")
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "/,/",
        "'',/",
        "?q=1,/",
        "/gallery/,/gallery/",
        "/gallery,/gallery",
        "/shop/my-basket/index.html,/shop/my-basket/index.html",
        "/showItem,/showItem",
        "/orders/20260712,/orders/*",
        "/users/anna%20b,/users/*",
        "/users/anna@example.org,/users/*",
        "/users/anna.schmidt,/users/*",
        "/x/deadbeef,/x/*",
        "/x/QWxhZGRpbg,/x/*",
        "/x/xkqzjvwpt,/x/*",
        "/v2/items,/*/items",
        "/pay;jsessionid=AB12CD,/pay",
        "/how-to-lose-a-job,/*",
        "/a\\b/c,/a",
        "//double//slash,//double//slash",
        "/a/b/c/d/e/f/g/h/i/j/k,/a/b/c/d/e/f/g/h/*"
    })
    void replacesWhatIsNoPlainWordInTheRoute(String path, String expected) {
        assertEquals(expected, route("https://shop.example" + path));
    }

    @ParameterizedTest
    @CsvSource({
        "https://ads.example/x,https://ads.example",
        "https://ads.example:443/x,https://ads.example",
        "http://ads.example:80,http://ads.example",
        "wss://ads.example/socket,wss://ads.example",
        "HTTP://[2001:DB8::1]:8080/,http://[2001:db8::1]:8080",
        "inline,inline",
        "eval,eval",
        "wasm-eval,eval",
        "data,data",
        "'data:text/html;base64,QWJj',data",
        "blob:https://shop.example/7d2c,blob",
        "chrome-extension://abcdef/x.js,nothing",
        "about:blank,nothing",
        "https://,nothing",
        "https://ads.example:99999/,nothing",
        "https://ads.example:12345678/,nothing",
        "'https://ads.example; script-src *',nothing",
        "https://a b/,nothing",
        "'',nothing",
        "self,nothing"
    })
    void reducesWhatWasBlockedToItsOriginOrAWord(String reported, String expected) {
        assertEquals(expected, blocked(reported));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example/",
                "https://shop.example.evil.example/",
                "https://shop.example@evil.example/",
                "about:srcdoc",
                "shop.example/",
                ""
            })
    void isNothingForAPageOfAnotherHost(String document) {
        assertEquals(Optional.empty(), reduced("img-src", "inline", document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "frame-ancestors", "form-action", "img-src\r\nX: y", "<script>", "report-uri"})
    void isNothingForWhatIsNoFetchDirective(String directive) {
        assertEquals(Optional.empty(), reduced(directive, "inline", "https://shop.example/"));
    }

    @Property(tries = 2_000)
    void neverFailsAndKeepsOnlyTheAlphabetOfRoutesAndOrigins(
            @ForAll String blocked, @ForAll @StringLength(max = 300) String path) {
        reduced("img-src", "https://" + blocked, "https://shop.example/" + path).ifPresent(violation -> {
            assertTrue(violation.blocked().matches("https://[a-z0-9._:\\[\\]-]+"), violation.blocked());
            assertTrue(violation.route().matches("/[A-Za-z./*_-]*"), violation.route());
            assertTrue(violation.route().length() < 400, violation.route());
        });
    }

    @Test
    void staysQuickAndSmallHoweverLongAReportIs() {
        String huge = "a/".repeat(1_000_000);
        assertTrue(route("https://shop.example/" + huge).length() < 400);
        assertEquals(Optional.empty(), reduced(huge, huge, huge));
    }
}
