package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a proxy that ends TLS the site is what visitors see, not what the last hop was. */
class BehindProxyTest {

    private static final DemoSite SITE = Demo.site("activeconversion");
    private static final String ORIGIN = "https://activeconversion.localhost";

    @TempDir
    static Path data;

    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.behindProxy(data);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static Reply accept(Browser browser, String origin) {
        Form form = Form.withButton(browser.get("/app/").body(), "action", "accept-all");
        return browser.post(form.action(), form.pressed("action", "accept-all"), origin);
    }

    @Test
    void theConsentCookieIsBoundToTheHostAndSecure() {
        Reply reply = accept(demo.visitor(SITE), ORIGIN);
        assertEquals(303, reply.status());
        List<SetCookie> own = reply.cookies().stream()
                .filter(cookie -> cookie.name().equals("__Host-consent"))
                .toList();
        assertEquals(1, own.size(), () -> reply.all("Set-Cookie").toString());
        String line = own.get(0).line();
        assertTrue(line.contains("; Secure") && line.contains("; Path=/") && line.contains("; HttpOnly"), line);
        assertEquals("", own.get(0).domain());
    }

    @Test
    void writesOfTheSiteItselfPassAndTheWayBackStaysOnTheSite() {
        Browser browser = demo.visitor(SITE);
        Reply reply = accept(browser, ORIGIN);
        assertEquals(List.of("/app/"), reply.all("Location"));
        assertTrue(browser.get("/app/").cookieNames().contains("ac_visitor"));
    }

    @Test
    void writesOfThePlainAddressAndOfOthersAreRefused() {
        for (String origin :
                List.of("http://activeconversion.localhost", "https://evil.example", "https://imo.localhost")) {
            assertEquals(403, accept(demo.visitor(SITE), origin).status(), origin);
        }
    }

    @Test
    void whatAnswersFollowOnWithoutAHostOfTheRequest() {
        Browser browser =
                demo.visitor(SITE).with("X-Forwarded-Host", "evil.example").with("Forwarded", "host=evil.example");
        Reply reply = accept(browser, ORIGIN);
        assertEquals(List.of("/app/"), reply.all("Location"));
    }
}
