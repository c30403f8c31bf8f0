package dev.consent4j.servlet.violation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.FetchDirective;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.Warnings;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.PrivacyServer;
import dev.consent4j.violation.Violation;
import dev.consent4j.violation.ViolationFinding;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The endpoint for reports, open to anybody, on a real container. */
class ViolationHandlerTest {

    private static final String CSP_REPORT = "application/csp-report";
    private static final String BATCH = "application/reports+json";
    private static final String PATH = "/privacy/csp-reports";

    private ConsentService service = TestSite.running();
    private PrivacyServer server = serve(1_000);

    @AfterEach
    void close() {
        server.close();
        service.close();
    }

    private PrivacyServer serve(int perHour) {
        RateLimit limit = new RateLimit(service.keys(), TestSite.CLOCK, perHour);
        return new PrivacyServer(service, visitor -> "", new ViolationHandler(service.violations(), limit));
    }

    private static String report(String document, String blocked) {
        return "{\"csp-report\":{\"document-uri\":\"" + document + "\",\"effective-directive\":\"img-src\","
                + "\"blocked-uri\":\"" + blocked + "\",\"referrer\":\"https://secret.example/\","
                + "\"script-sample\":\"secret\",\"line-number\":4711}}";
    }

    private HttpResponse<String> post(String type, String body, String... headers) {
        return server.post(PATH, body, concat(headers, "Content-Type", type));
    }

    private static String[] concat(String[] first, String... more) {
        return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private int report(String document) {
        return post(CSP_REPORT, report(document, "https://ads.example/p.gif?u=1"))
                .statusCode();
    }

    private List<Violation> found() {
        return service.violations().of("shop").stream()
                .map(ViolationFinding::violation)
                .toList();
    }

    @Proves("P-10")
    @Test
    void countsAReportWithoutAnythingThatTellsWhoSentIt() {
        HttpResponse<String> answer = post(
                CSP_REPORT + "; charset=utf-8",
                report("http://127.0.0.1/shop/4711?mail=anna@example.org#x", "https://ads.example/p.gif?u=1"),
                "Sec-Fetch-Site",
                "cross-site",
                "Origin",
                "null",
                "Sec-GPC",
                "1",
                "Cookie",
                "_stats=1");

        assertEquals(204, answer.statusCode());
        assertEquals("", answer.body());
        assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
        assertEquals(List.of(new Violation(FetchDirective.IMG_SRC, "https://ads.example", "/shop/*")), found());
        assertFalse(service.violations().of("shop").toString().contains("anna"));
    }

    @Test
    void countsABatch() {
        String one =
                "{\"type\":\"csp-violation\",\"url\":\"http://127.0.0.1/a\",\"body\":{\"effectiveDirective\":\"img-src\","
                        + "\"blockedURL\":\"https://ads.example/\"}}";

        assertEquals(204, post(BATCH, "[" + one + "," + one + "]").statusCode());
        assertEquals(2, service.violations().of("shop").get(0).count());
    }

    @Test
    void takesNothingOfPagesOfOtherHosts() {
        for (String document : List.of("https://other.example/", "about:blank", "", "http://127.0.0.1.evil.example/")) {
            assertEquals(204, report(document));
        }
        assertEquals(List.of(), found());
    }

    @Test
    void knowsEveryHostOfTheSite() {
        server.close();
        service.close();
        service = TestSite.service()
                .site(Site.of("shop", TestSite.policy())
                        .hosts("shop.example", "127.0.0.1")
                        .origins("https://www.shop.example"))
                .build();
        server = serve(1_000);

        for (String host : List.of("shop.example", "www.shop.example", "evil.example")) {
            assertEquals(204, report("https://" + host + "/of/" + host.substring(0, 3)));
        }
        assertEquals(2, found().size());
    }

    @Test
    void refusesWhatIsNoReport() {
        assertEquals(405, server.get(PATH).statusCode());
        assertEquals("POST", server.get(PATH).headers().firstValue("Allow").orElse(""));
        assertEquals(
                405, server.send("PUT", PATH, "{}", "Content-Type", CSP_REPORT).statusCode());
        assertEquals(
                415,
                post("application/json", report("http://127.0.0.1/", "inline")).statusCode());
        assertEquals(415, post("text/plain", "").statusCode());
        assertEquals(400, post(CSP_REPORT, "").statusCode());
        assertEquals(400, post(CSP_REPORT, "garbage \u0000 {").statusCode());
        assertEquals(400, post(BATCH, "{}").statusCode());
        assertEquals(400, post(CSP_REPORT, "[".repeat(100_000)).statusCode());
        assertEquals(413, post(CSP_REPORT, "x".repeat(300_000)).statusCode());
        assertEquals(List.of(), found());
    }

    @Test
    void takesOverTheRateNoMore() {
        server.close();
        server = serve(3);
        for (int i = 0; i < 3; i++) {
            assertEquals(204, report("http://127.0.0.1/"));
        }

        assertEquals(429, report("http://127.0.0.1/"));
        assertEquals(3, service.violations().of("shop").get(0).count());
    }

    @Test
    void keepsNoLineBreakOrMarkup() {
        for (String hostile : List.of(
                "https://ads.example\\r\\nSet-Cookie: a=b",
                "https://ads.example/\\u0000",
                "https://<script>alert(1)</script>/",
                "https://ads.example; script-src *")) {
            assertEquals(
                    204,
                    post(CSP_REPORT, report("http://127.0.0.1/\\r\\nX/<b>", hostile))
                            .statusCode());
        }

        assertEquals(List.of(new Violation(FetchDirective.IMG_SRC, "https://ads.example", "/*/*")), found());
    }

    @Test
    void logsNothingPerReport() {
        try (Warnings warnings = Warnings.of("dev.consent4j")) {
            post(CSP_REPORT, "garbage");
            report("http://127.0.0.1/");
            assertEquals(List.of(), warnings.messages());
        }
        assertTrue(found().size() == 1);
    }
}
