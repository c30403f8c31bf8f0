package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.decision.Action;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.container.LambdaServlet.Answer;
import dev.consent4j.servlet.enforcement.header.CspMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Content-Security-Policy from consent beside the application's, on the wire of a real container. */
abstract class SecurityPolicyContract {

    private static final String CSP = "Content-Security-Policy";
    private static final String DENIED =
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; report-uri /privacy/csp-reports";
    private static final String GRANTED =
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: https://ads.example; report-uri /privacy/csp-reports";

    private final Container kind;
    private final ConsentService service = TestSite.service()
            .site(Site.of("shop", policy()).hosts("www.example.org"))
            .build();
    private RunningContainer container;

    SecurityPolicyContract(Container kind) {
        this.kind = kind;
    }

    private static Policy policy() {
        return Policy.builder("2026-11")
                .controller("Example SA", "")
                .vendor(new Vendor(
                        "ads",
                        "Ads",
                        "",
                        Transfer.NONE,
                        Map.of("script-src", List.of("https://ads.example")),
                        List.of(),
                        List.of("marketing"),
                        List.of()))
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        if (container != null) {
            container.close();
        }
        service.close();
    }

    private void serve(CspMode mode, Answer answer) throws Exception {
        ConsentFilter filter =
                ConsentFilter.builder(service).contentSecurityPolicy(mode).build();
        container = Container.launch(kind, Trial.of(filter, new LambdaServlet(answer)));
    }

    private RawExchange get(String path, String... headers) throws IOException {
        return RawExchange.get(container.port(), path, headers);
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo())) {
            case "/set" -> response.setHeader("content-security-policy", "default-src 'none'");
            case "/add" -> {
                response.addHeader(CSP, "default-src 'none'");
                response.addHeader(CSP, "img-src 'self'");
            }
            case "/if-absent" -> {
                if (!response.containsHeader(CSP) && response.getHeader(CSP) == null) {
                    response.setHeader(CSP, "default-src 'none'");
                }
            }
            case "/remove" -> response.setHeader(CSP, null);
            case "/reset" -> {
                response.setHeader(CSP, "default-src 'none'");
                response.reset();
            }
            case "/failed" -> {
                response.setHeader(CSP, "default-src 'none'");
                response.sendError(404);
                return;
            }
            case "/redirect" -> {
                response.sendRedirect("/set");
                return;
            }
            default -> response.setHeader("X-Plain", "1");
        }
        response.getWriter().write("page");
    }

    @Test
    void staysBesideTheApplicationsWhateverTheApplicationDoes() throws Exception {
        serve(CspMode.ENFORCE, SecurityPolicyContract::answer);

        assertEquals(List.of("default-src 'none'", DENIED), get("/set").all(CSP));
        assertEquals(
                List.of("default-src 'none'", "img-src 'self'", DENIED),
                get("/add").all(CSP));
        assertEquals(List.of("default-src 'none'", DENIED), get("/if-absent").all(CSP));
        assertEquals(List.of(DENIED), get("/remove").all(CSP));
        assertEquals(List.of(DENIED), get("/reset").all(CSP));
        assertEquals(List.of(DENIED), get("/plain").all(CSP));
        assertEquals(List.of(DENIED), get("/redirect").all(CSP));
        List<String> onErrorPage = get("/failed").all(CSP);
        assertEquals(1, onErrorPage.stream().filter(DENIED::equals).count(), onErrorPage.toString());
    }

    @Test
    void followsTheConsentOfTheVisitorAndKeepsThePagePrivate() throws Exception {
        serve(CspMode.ENFORCE, SecurityPolicyContract::answer);

        RawExchange granted =
                get("/plain", "Cookie: " + TestSite.cookieAfter(service.sites().get(0), Action.ACCEPT_ALL));
        RawExchange refused =
                get("/plain", "Cookie: " + TestSite.cookieAfter(service.sites().get(0), Action.REJECT_ALL));

        assertEquals(List.of(GRANTED), granted.all(CSP));
        assertEquals(List.of(DENIED), refused.all(CSP));
        assertEquals("private, no-cache", granted.only("Cache-Control"));
        assertEquals("private, no-cache", refused.only("Cache-Control"));
    }

    @Test
    void isAFieldOfItsOwnNameWhileItIsOnlyReported() throws Exception {
        serve(CspMode.REPORT_ONLY, SecurityPolicyContract::answer);

        assertEquals(List.of("default-src 'none'"), get("/set").all(CSP));
        assertEquals(List.of(DENIED), get("/set").all(CSP + "-Report-Only"));
    }

    @Test
    void doesNotMeetAnUnknownHostOrAFilterWithoutIt() throws Exception {
        serve(CspMode.ENFORCE, SecurityPolicyContract::answer);
        assertEquals(
                List.of("default-src 'none'"),
                get("/set", "Host: other.example").all(CSP));
        container.close();

        serve(CspMode.OFF, SecurityPolicyContract::answer);
        RawExchange plain = get("/plain");
        assertEquals(List.of(), plain.all(CSP));
        assertEquals("", plain.only("Cache-Control"));
        assertEquals(404, report("{}").status());
    }

    @Test
    void takesReportsWithoutSettingAnything() throws Exception {
        serve(CspMode.ENFORCE, SecurityPolicyContract::answer);

        RawExchange counted = report(
                "{\"csp-report\":{\"document-uri\":\"http://www.example.org/shop/77\",\"effective-directive\":\"script-src-elem\","
                        + "\"blocked-uri\":\"https://ads.example/tag.js\"}}");

        assertEquals(204, counted.status());
        assertEquals(List.of(), counted.all("Set-Cookie"));
        assertEquals(
                "/shop/*", service.violations().of("shop").get(0).violation().route());
        assertEquals(400, report("[[[[").status());
    }

    /** Sent with a signal and a denied cookie, which on a page would both make the library set cookies. */
    private RawExchange report(String body) throws IOException {
        return RawExchange.post(container.port(), "/privacy/csp-reports", "application/csp-report", body, new String[] {
            "Sec-GPC: 1", "Cookie: _stats=1"
        });
    }
}
