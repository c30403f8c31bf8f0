package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a browser sends as its consent, the page comes and nothing optional is granted by it. */
class GarbageTest {

    private static final DemoSite SITE = Demo.site("imgbin");

    @TempDir
    static Path data;

    private static Demo demo;
    private static String genuine;

    @BeforeAll
    static void acceptOnce() {
        demo = Demo.in(data);
        Browser browser = demo.visitor(SITE);
        Answers.press(browser, "/", "accept-all");
        genuine = browser.cookie("consent");
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    static Stream<Arguments> garbage() {
        String changed = (genuine.startsWith("A") ? "B" : "A") + genuine.substring(1);
        char last = genuine.charAt(genuine.length() - 5);
        String forged = genuine.substring(0, genuine.length() - 5)
                + (last == 'A' ? 'B' : 'A')
                + genuine.substring(genuine.length() - 4);
        Map<String, String> cookies = new LinkedHashMap<>();
        cookies.put("of 8 KB", "consent=" + "A".repeat(8_192));
        cookies.put("in 50 copies", String.join("; ", Collections.nCopies(50, "consent=" + forged)));
        cookies.put("forged", "consent=" + forged);
        cookies.put("truncated", "consent=" + genuine.substring(0, genuine.length() / 2));
        cookies.put("of another version", "consent=" + changed);
        cookies.put("of another form", "consent=v2." + genuine);
        cookies.put("not ASCII", "consent=\u00e9\u00ff\u0080" + genuine);
        cookies.put("empty", "consent=");
        cookies.put("quoted", "consent=\"" + forged + "\"");
        cookies.put("JSON", "consent={\"analytics\":true}");
        cookies.put("the one for the script", "consent=analytics");
        return cookies.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void theGenuineOneGrants() {
        Reply reply = demo.visitor(SITE).with("Cookie", "consent=" + genuine).get("/");
        assertTrue(reply.cookieNames().contains("_ga"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void aConsentCookieThatIsNotOursGrantsNothingAndBreaksNothing(String kind, String cookie) {
        Browser browser = demo.visitor(SITE).with("Cookie", cookie);
        for (Reply reply : List.of(browser.get("/"), browser.get("/gallery/"), browser.get(Answers.CHOICES))) {
            assertEquals(200, reply.status(), kind);
            assertTrue(
                    reply.cookieNames().stream()
                            .allMatch(name -> demo.necessary(SITE).test(name)),
                    () -> kind + " sets " + reply.cookieNames());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void oneWhoseConsentCannotBeReadCanDecideAgain(String kind, String cookie) {
        Browser browser = demo.visitor(SITE);
        Reply page = demo.visitor(SITE).with("Cookie", cookie).get("/");
        assertTrue(page.body().contains("value=\"reject-all\""), kind);
        assertEquals(303, Answers.submit(browser, page, "reject-all").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-GPC: \u00ff\u00fe",
                "DNT: 1\u00e9",
                "Sec-GPC: 11111111111111111111",
                "Accept-Language: ;;;q=zz,,*",
                "Accept-Language: \u00e9",
                "Cookie: =; ;;=;\u00e9=\u00e9",
                "Sec-Fetch-Site: nonsense"
            })
    void hostileHeadersBreakNothing(String header) {
        String[] parts = header.split(": ", 2);
        Reply reply = demo.visitor(SITE).with(parts[0], parts[1]).get("/");
        assertEquals(200, reply.status());
        assertTrue(reply.cookieNames().stream()
                .allMatch(name -> demo.own(SITE, name) || demo.necessary(SITE).test(name)));
    }

    @Test
    void aFormOfGarbageIsRefusedWithoutAnError() {
        Browser browser = demo.visitor(SITE);
        assertEquals(400, browser.post(Answers.CHOICES, List.of()).status());
        assertEquals(
                400,
                browser.post(Answers.CHOICES, List.of(new Reply.Field("action", "accept-everything")))
                        .status());
        assertEquals(
                413,
                browser.post(Answers.CHOICES, List.of(new Reply.Field("action", "x".repeat(20_000))))
                        .status());
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        Browser browser = demo.visitor(SITE);
        Form form = Form.withButton(browser.get("/").body(), "action", "accept-all");
        Reply reply = browser.post(form.action(), form.pressed("action", "accept-all"), "http://evil.example");
        assertEquals(403, reply.status());
        assertTrue(browser.get("/").cookieNames().stream()
                .allMatch(name -> demo.necessary(SITE).test(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example/", "https://evil.example/", "/\\evil.example", "/\tx", "javascript:alert(1)"})
    void theWayBackNeverLeavesTheSite(String path) {
        Browser browser = demo.visitor(SITE);
        Form form = Form.withButton(browser.get("/").body(), "action", "reject-all");
        List<Reply.Field> fields = new java.util.ArrayList<>(form.pressed("action", "reject-all"));
        fields.removeIf(field -> field.name().equals("return"));
        fields.add(new Reply.Field("return", path));
        String location = browser.post(form.action(), fields).header("Location").orElseThrow();
        assertTrue(location.startsWith("/privacy/choices"), location);
    }

    @Test
    void anUnknownHostGetsNoSite() {
        assertEquals(421, demo.visitor("unknown.example").get("/").status());
    }
}
