package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.ConsentServiceBuilder;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.json.PolicyJson;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.Warnings;
import dev.consent4j.servlet.container.LambdaServlet.Answer;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.store.EntryQuery;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a browser and an application see of the filter on a real container. */
abstract class VisitsContract {

    private static final String GATE = "dev.consent4j.servlet.enforcement.UndeclaredCookies";

    private final Container kind;
    private ConsentService service = TestSite.running();
    private RunningContainer container;

    VisitsContract(Container kind) {
        this.kind = kind;
    }

    @AfterEach
    void stop() throws Exception {
        if (container != null) {
            container.close();
        }
        service.close();
    }

    private void serve(Answer answer) throws Exception {
        container =
                Container.launch(kind, Trial.of(ConsentFilter.builder(service).build(), new LambdaServlet(answer)));
    }

    private void serve(ConsentServiceBuilder builder, Answer answer) throws Exception {
        service.close();
        service = builder.build();
        serve(answer);
    }

    private SiteConsent site() {
        return service.sites().get(0);
    }

    private RawExchange get(String path, String... headers) throws IOException {
        return RawExchange.get(container.port(), path, headers);
    }

    private static void write(HttpServletResponse response, String body) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().write(body);
    }

    private static void echoCookies(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cookie[] cookies = request.getCookies();
        List<String> names = cookies == null
                ? List.of()
                : Arrays.stream(cookies).map(Cookie::getName).toList();
        write(response, names + " " + Collections.list(request.getHeaders("cookie")));
    }

    @Proves("EU-15")
    @Test
    void hidesDeniedCookiesFromTheParsedAndTheRawHeaderAndExpiresThem() throws Exception {
        serve(VisitsContract::echoCookies);

        RawExchange exchange = get("/", "Cookie: basket=7;  _stats=1; _ga_X=2; theme=dark");

        assertTrue(exchange.body().contains("[basket, theme] [basket=7; theme=dark]"), exchange.body());
        assertEquals(
                List.of(
                        "_stats=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
                        "_ga_X=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; Domain=example.org"),
                exchange.all("Set-Cookie"));
        assertEquals("private, no-cache", exchange.only("Cache-Control"));
    }

    @Test
    void showsEveryCookieOfAVisitorWhoGrantedItUntouched() throws Exception {
        serve(VisitsContract::echoCookies);
        String cookies = "basket=7;  _stats=1;" + TestSite.cookieAfter(site(), Action.ACCEPT_ALL);

        RawExchange exchange = get("/", "Cookie: " + cookies);

        assertTrue(exchange.body().contains("[" + cookies + "]"), exchange.body());
        assertEquals(List.of(), exchange.all("Set-Cookie"));
        assertEquals("private, no-cache", exchange.only("Cache-Control"));
    }

    @Proves("P-8")
    @Test
    void leavesAPageThatDoesNotAskAsItIs() throws Exception {
        serve((request, response) -> {
            response.setHeader("Cache-Control", "public, max-age=60");
            response.setHeader("ETag", "\"1\"");
            write(response, "same for all");
        });

        RawExchange exchange = get("/", "Cookie: basket=7");

        assertEquals("public, max-age=60", exchange.only("Cache-Control"));
        assertEquals("\"1\"", exchange.only("ETag"));
    }

    @Proves("P-8")
    @Test
    void makesAPageThatAsksPrivateWhateverItSaysBeforeOrAfter() throws Exception {
        serve((request, response) -> {
            response.setHeader("Cache-Control", "public, max-age=60");
            response.setHeader("ETag", "\"1\"");
            boolean allowed = Consent.of(request).allows("audience");
            response.setDateHeader("Last-Modified", 0);
            response.setHeader("Expires", "Fri, 01 Jan 2100 00:00:00 GMT");
            response.addHeader("cache-control", "s-maxage=600, no-transform");
            write(response, "allowed " + allowed);
        });

        RawExchange exchange = get("/");

        assertTrue(exchange.body().contains("allowed false"));
        assertEquals("private, no-cache, max-age=60, no-transform", exchange.only("Cache-Control"));
        assertEquals("", exchange.only("ETag"));
        assertEquals("", exchange.only("Last-Modified"));
        assertEquals("", exchange.only("Expires"));
    }

    @Proves({"P-5", "SERVLET-3"})
    @Test
    void deniesWhenAskedAfterTheResponseIsCommitted() throws Exception {
        serve((request, response) -> {
            response.getWriter().write("begin ");
            response.flushBuffer();
            response.addCookie(new Cookie("_stats", "1"));
            response.addHeader("Set-Cookie", "basket=1");
            response.getWriter().write("allowed " + Consent.of(request).allows("audience"));
        });

        RawExchange exchange = get("/", "Cookie: " + TestSite.cookieAfter(site(), Action.ACCEPT_ALL));

        assertTrue(exchange.body().contains("allowed false"), exchange.body());
        assertEquals(List.of(), exchange.all("Set-Cookie"));
        assertEquals("", exchange.only("Cache-Control"));
    }

    @Test
    void tellsTheApplicationWhatItMay() throws Exception {
        serve((request, response) -> {
            Consent consent = Consent.of(request);
            write(
                    response,
                    consent.allows("audience") + "|" + consent.isUndecided() + "|" + consent.choicesPath() + "|"
                            + consent.explain("_ads").explain());
        });

        assertTrue(get("/").body().contains("false|true|/privacy/choices|_ads [ads]: denied, undecided"));
        assertTrue(get("/", "Cookie: " + TestSite.cookieAfter(site(), Action.ACCEPT_ALL))
                .body()
                .contains("true|false|/privacy/choices|_ads [ads]: permitted, granted"));
    }

    @Proves({"P-3", "GPC-11"})
    @Test
    void recordsAFirstSignalOnceAndKeepsItWhenTheBrowserFallsSilent() throws Exception {
        serve((request, response) ->
                write(response, "ads " + Consent.of(request).purpose("ads").explain()));

        RawExchange first = get("/", "Sec-GPC: 1", "Sec-Fetch-Dest: document", "Sec-Fetch-Mode: navigate");
        assertTrue(first.body().contains("denied, signal-gpc"), first.body());
        assertEquals(List.of("consent", "choices"), first.cookieNames());
        assertEquals("private, no-cache", first.only("Cache-Control"));

        String cookie = "Cookie: " + first.all("Set-Cookie").get(0).split(";")[0];
        RawExchange again = get("/", "Sec-GPC: 1", cookie);
        assertEquals(List.of(), again.cookieNames());
        assertTrue(get("/", cookie).body().contains("denied, signal-gpc"));
        assertEquals(1, decisions());
    }

    @Test
    void takesASignalAwayWithoutRecordingItOnWhatIsNoPage() throws Exception {
        serve((request, response) ->
                write(response, "ads " + Consent.of(request).purpose("ads").explain()));

        RawExchange exchange = get("/pixel", "Sec-GPC: 1", "Sec-Fetch-Dest: image");

        assertTrue(exchange.body().contains("denied, signal-gpc"), exchange.body());
        assertEquals(List.of(), exchange.cookieNames());
        assertEquals(0, decisions());
    }

    @Test
    void endsWhatASignalStopsAfterAnAcceptAll() throws Exception {
        serve((request, response) -> {
            response.addCookie(new Cookie("_ads", "1"));
            response.addCookie(new Cookie("_stats", "1"));
        });

        RawExchange exchange =
                get("/", "Sec-GPC: 1", "Cookie: _ads=1; " + TestSite.cookieAfter(site(), Action.ACCEPT_ALL));

        assertEquals(List.of("consent", "choices", "_ads", "_stats"), exchange.cookieNames());
        assertTrue(exchange.all("Set-Cookie").get(2).contains("Max-Age=0"));
    }

    private long decisions() {
        return site().ledger().find(EntryQuery.newest(EntryKind.DECISION.id(), 100)).stream()
                .filter(entry ->
                        entry.entry().filter(DecisionRecorded.class::isInstance).isPresent())
                .count();
    }

    static Stream<String> garbage() {
        String forged = "AQ" + "A".repeat(60);
        return Stream.of(
                "consent=" + "x".repeat(6_000),
                String.join("; ", Collections.nCopies(50, "consent=" + forged)),
                "consent=" + forged,
                "consent=",
                "consent",
                "consent=\u00e9\u00ff\u0080",
                "consent=\"1.2.3\"; consent=%00%0a",
                "consent=9" + forged);
    }

    @Proves("P-5")
    @ParameterizedTest
    @MethodSource("garbage")
    void deniesAndAsksAgainWhateverTheConsentCookieHolds(String cookies) throws Exception {
        serve((request, response) -> {
            response.addCookie(new Cookie("_stats", "1"));
            write(response, "undecided " + Consent.of(request).isUndecided());
        });

        RawExchange exchange = get("/", "Cookie: " + cookies);

        assertEquals(200, exchange.status());
        assertEquals(List.of(), exchange.all("Set-Cookie"));
        assertTrue(exchange.body().contains("undecided true"), exchange.body());
    }

    @Test
    void deniesWhenAGenuineCookieIsCutOrAltered() throws Exception {
        serve((request, response) ->
                write(response, "allowed " + Consent.of(request).allows("audience")));
        String genuine = TestSite.cookieAfter(site(), Action.ACCEPT_ALL);

        for (int cut = genuine.length() - 1; cut > "consent=".length(); cut -= 7) {
            assertTrue(get("/", "Cookie: " + genuine.substring(0, cut)).body().contains("allowed false"));
        }
        assertTrue(get("/", "Cookie: " + genuine).body().contains("allowed true"));
        assertTrue(get("/", "Cookie: consent=forged; " + genuine).body().contains("allowed true"));
    }

    @Proves({"P-1", "EU-13"})
    @Test
    void withholdsAnUnknownCookieAndWarnsOnceWithTheJsonThatDeclaresIt() throws Exception {
        serve((request, response) -> {
            Cookie cookie = new Cookie("mystery", "1");
            cookie.setMaxAge(86_400 * 30);
            cookie.setDomain("example.org");
            cookie.setPath("/shop");
            response.addCookie(cookie);
        });

        try (Warnings warnings = Warnings.of(GATE)) {
            assertEquals(List.of(), get("/").cookieNames());
            assertEquals(List.of(), get("/").cookieNames());

            assertEquals(1, warnings.messages().size());
            assertTrue(
                    isDeclaredBy(warnings.messages().get(0)),
                    warnings.messages().toString());
        }
    }

    @Proves("P-1")
    @Test
    void letsAnUnknownCookiePassInReportModeWithTheSameText() throws Exception {
        Answer answer = (request, response) -> response.addHeader("Set-Cookie", "mystery=1; Path=/shop");
        serve(TestSite.service().reportOnly().site(Site.of("shop", TestSite.policy())), answer);
        String reported;
        try (Warnings warnings = Warnings.of(GATE)) {
            assertEquals(List.of("mystery"), get("/").cookieNames());
            reported = warnings.messages().get(0);
        }
        container.close();
        serve(TestSite.service().site(Site.of("shop", TestSite.policy())), answer);
        try (Warnings warnings = Warnings.of(GATE)) {
            assertEquals(List.of(), get("/").cookieNames());
            assertEquals(reported, warnings.messages().get(0));
        }
    }

    @Test
    void hidesAndEndsNothingInReportMode() throws Exception {
        serve(TestSite.service().reportOnly().site(Site.of("shop", TestSite.policy())), (request, response) -> {
            response.addCookie(new Cookie("_stats", "2"));
            echoCookies(request, response);
        });

        RawExchange exchange = get("/", "Cookie: _stats=1");

        assertTrue(exchange.body().contains("[_stats] [_stats=1]"), exchange.body());
        assertEquals(List.of("_stats"), exchange.cookieNames());
        assertEquals("", exchange.only("Cache-Control"));
    }

    private static boolean isDeclaredBy(String warning) {
        String json = warning.substring(warning.indexOf("{"));
        String policy = "{\"version\": \"1\", \"controller\": {\"name\": \"A\", \"contact\": \"mailto:a@example.org\"},"
                + "\"cookies\": [" + json + "]}";
        var cookie = PolicyJson.read("test", policy).cookies().find("mystery").get(0);
        return "/shop".equals(cookie.path())
                && "example.org".equals(cookie.domain())
                && cookie.maxAge() != null
                && cookie.maxAge().seconds() == 86_400 * 30;
    }

    @Test
    void usesTheHostPrefixBehindAProxyThatEndsTls() throws Exception {
        serve(
                TestSite.service()
                        .site(Site.of("shop", TestSite.policy())
                                .hosts("www.example.org")
                                .origins("https://www.example.org")),
                (request, response) -> write(response, "page"));

        RawExchange exchange = get("/", "Sec-GPC: 1", "Cookie: _ga_1=2");

        assertEquals(List.of("__Host-consent", "__Host-choices", "_ga_1"), exchange.cookieNames());
        assertTrue(exchange.all("Set-Cookie").stream().allMatch(line -> line.contains("; Secure")));
    }

    @Test
    void permitsOnlyFrameworkCookiesOnAnUnknownHost() throws Exception {
        serve(
                TestSite.service().site(Site.of("shop", TestSite.policy()).hosts("www.example.org")),
                (request, response) -> {
                    response.addCookie(new Cookie("basket", "1"));
                    response.addCookie(new Cookie("XSRF-TOKEN", "1"));
                    write(response, "allowed " + Consent.of(request).allows("audience"));
                });

        RawExchange exchange = get("/", "Host: other.example", "Sec-GPC: 1");

        assertEquals(List.of("XSRF-TOKEN"), exchange.cookieNames());
        assertTrue(exchange.body().contains("allowed false"));
        assertEquals(404, get("/privacy/choices", "Host: other.example").status());
    }

    @Proves("SERVLET-2")
    @Test
    void keepsItsOwnCookiesThroughResetAndReplacementAndLetsNobodyElseSetThem() throws Exception {
        serve((request, response) -> {
            response.addCookie(new Cookie("CONSENT", "forged"));
            response.addHeader("Set-Cookie", "=consent=forged");
            response.setHeader("Set-Cookie", "consent=; Max-Age=0");
            response.reset();
            response.setHeader("Set-Cookie", "basket=1");
            response.setHeader("Set-Cookie", null);
            response.addHeader("Set-Cookie", "basket=2");
            write(response, "sees " + response.getHeaders("Set-Cookie"));
        });

        RawExchange exchange = get("/", "Sec-GPC: 1");

        assertEquals(List.of("consent", "choices", "basket"), exchange.cookieNames());
        assertFalse(exchange.all("Set-Cookie").toString().contains("forged"));
        assertTrue(exchange.body().contains("sees [basket=2]"), exchange.body());
        assertEquals("private, no-cache", exchange.only("Cache-Control"));
    }

    @Test
    void letsTheSessionOfTheContainerPass() throws Exception {
        serve((request, response) -> write(response, request.getSession().getId()));

        assertEquals(List.of("JSESSIONID"), get("/").cookieNames());
    }

    @Test
    void recordsLateWhatTheDeviceRemembers() throws Exception {
        serve((request, response) -> write(response, "page"));
        var given = TestSite.after(site(), Action.REJECT_ALL)
                .marked(new dev.consent4j.decision.Unrecorded(
                        DecisionId.of(new byte[16]),
                        TestSite.NOW.minusSeconds(60),
                        Action.REJECT_ALL,
                        dev.consent4j.decision.Source.BANNER,
                        1));
        String marked =
                site().setCookies(given, TestSite.undecided(site())).get(0).split(";")[0];

        RawExchange exchange = get("/", "Cookie: " + marked);

        assertEquals(List.of("consent", "choices"), exchange.cookieNames());
        assertTrue(site().ledger().find(EntryQuery.newest(EntryKind.DECISION.id(), 1)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(DecisionRecorded.class::cast)
                .anyMatch(entry -> entry.decision().delay().toSeconds() == 60));
        String fresh = exchange.all("Set-Cookie").get(0).split(";")[0];
        assertEquals(List.of(), get("/", "Cookie: " + fresh).cookieNames());
    }

    @Test
    void answersAFormOfTheChoicesPageAndEndsEverythingDeclaredOnWithdrawal() throws Exception {
        serve((request, response) -> write(response, "page"));
        String cookies = "Cookie: _ga_1=1; " + TestSite.cookieAfter(site(), Action.ACCEPT_ALL);

        RawExchange withdrawn = RawExchange.post(
                container.port(), "/privacy/choices", "action=withdraw", "Origin: http://www.example.org", cookies);

        assertEquals(303, withdrawn.status());
        assertTrue(withdrawn.only("Location").startsWith("/privacy/choices"), withdrawn.only("Location"));
        assertEquals(
                List.of("consent", "choices", "_ga_1", "_stats", "deep", "_ads"),
                withdrawn.cookieNames().stream()
                        .sorted(java.util.Comparator.comparingInt(
                                List.of("consent", "choices", "_ga_1", "_stats", "deep", "_ads")::indexOf))
                        .toList());
        assertTrue(withdrawn.all("Set-Cookie").stream()
                .anyMatch(line -> line.startsWith("deep=; Max-Age=0;") && line.endsWith("Path=/shop/deep")));
        assertFalse(withdrawn.all("Set-Cookie").toString().contains("IDE="));
    }

    @Test
    void servesAPlainNotFoundBelowTheBasePathAndTheApplicationElsewhere() throws Exception {
        serve((request, response) -> write(response, "application"));

        assertEquals(404, get("/privacy/nothing").status());
        assertEquals(403, get("/privacy/console").status());
        assertEquals(302, get("/privacy").status());
        assertEquals("/privacy/choices", get("/privacy").only("Location"));
        assertTrue(get("/privacy-policy").body().contains("application"));
    }
}
