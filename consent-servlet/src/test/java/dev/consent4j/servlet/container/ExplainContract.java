package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.Submission;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.evaluation.Person;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.Warnings;
import dev.consent4j.servlet.container.LambdaServlet.Answer;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One verdict, one sentence: in the log, the development header, the page, its JSON, and from the API. */
abstract class ExplainContract {

    private static final String FIELD = "Consent-Explain";
    private static final String UNDECIDED =
            "_ads [ads]: denied, undecided (something is stored on the device, needs a grant under strict);"
                    + " signals none; regime strict in DE; decision none; policy 2026-11";
    private static final String SURPRISE = "surprise: denied, undeclared (the policy declares no cookie of this name);"
            + " signals none; regime strict in DE; decision none; policy 2026-11";

    private final Container kind;
    private ConsentService service = TestSite.running();
    private RunningContainer container;

    ExplainContract(Container kind) {
        this.kind = kind;
    }

    @AfterEach
    void stop() throws Exception {
        if (container != null) {
            container.close();
        }
        service.close();
    }

    private void serve(boolean explain, Answer answer) throws Exception {
        ConsentFilter filter = ConsentFilter.builder(service)
                .jurisdiction(request -> Jurisdiction.parse("DE"))
                .explain(explain)
                .build();
        container = Container.launch(kind, Trial.of(filter, new LambdaServlet(answer)));
    }

    private RawExchange get(String path, String... headers) throws IOException {
        return RawExchange.get(container.port(), path, headers);
    }

    private JsonNode json(String path, String... headers) throws IOException {
        RawExchange exchange = get(path, headers);
        assertEquals(200, exchange.status());
        assertEquals("application/json", exchange.only("Content-Type"));
        assertEquals("no-store", exchange.only("Cache-Control"));
        return new ObjectMapper().readTree(exchange.body());
    }

    private String page(String path, String... headers) throws IOException {
        RawExchange exchange = get(path, headers);
        assertEquals(200, exchange.status());
        return exchange.body().replace("&#39;", "'").replace("&amp;", "&");
    }

    private static Answer setting(String line) {
        return (request, response) -> {
            response.addHeader("Set-Cookie", line);
            Consent consent = Consent.of(request);
            String name = line.substring(0, line.indexOf('='));
            response.setContentType("text/plain");
            response.getWriter()
                    .write("api " + consent.explain(name).explain() + "\noutcome "
                            + consent.outcomes().get(0).explanation() + "\n");
        };
    }

    @Proves("P-4")
    @Test
    void anUndeclaredCookieIsExplainedInTheSameWordsEverywhere() throws Exception {
        try (Warnings warnings = Warnings.of("dev.consent4j.servlet.enforcement.UndeclaredCookies")) {
            serve(true, setting("surprise=1"));

            RawExchange exchange = get("/");

            assertTrue(exchange.all(FIELD).contains("withheld; " + SURPRISE), exchange.all(FIELD)::toString);
            assertTrue(exchange.body().contains("api " + SURPRISE + "\noutcome " + SURPRISE), exchange.body());
            assertTrue(warnings.messages().get(0).contains("(" + SURPRISE + ")"), warnings.messages()::toString);
            assertEquals(
                    SURPRISE,
                    json("/privacy/explain.json?cookie=surprise")
                            .at("/asked/0/explanation")
                            .asText());
            assertTrue(page("/privacy/explain?cookie=surprise").contains(">" + SURPRISE + "<"));
        }
    }

    @Test
    void aDeniedCookieIsExplainedInTheSameWordsInReportModeToo() throws Exception {
        service.close();
        service = TestSite.service()
                .site(Site.of("shop", TestSite.policy()))
                .reportOnly()
                .build();
        try (Warnings warnings = Warnings.of("dev.consent4j.servlet.enforcement.UndeclaredCookies")) {
            serve(true, setting("_ads=1"));

            RawExchange exchange = get("/");

            assertTrue(exchange.all(FIELD).contains("reported; " + UNDECIDED), exchange.all(FIELD)::toString);
            assertTrue(exchange.body().contains("api " + UNDECIDED + "\noutcome " + UNDECIDED), exchange.body());
            assertTrue(warnings.messages().get(0).endsWith(": " + UNDECIDED), warnings.messages()::toString);
            assertTrue(page("/privacy/explain").contains(">" + UNDECIDED + "<"));
        }
    }

    @Test
    void anUndeclaredCookieOfTheBrowserIsExplainedInTheLogByItsPattern() throws Exception {
        try (Warnings warnings = Warnings.of("dev.consent4j.servlet.enforcement.UndeclaredCookies")) {
            serve(true, setting("basket=1"));

            get("/", "Cookie: user4711=1");

            assertTrue(
                    warnings.messages().get(0).contains("(user*: denied, undeclared"), warnings.messages()::toString);
        }
    }

    @Test
    void namesTheDecisionBehindAGrantByItsId() throws Exception {
        serve(true, setting("_stats=1"));
        String cookie = "Cookie: " + TestSite.cookieAfter(site(), Action.ACCEPT_ALL);
        String granted = "_stats [audience]: permitted, granted (all on 2026-11-22 under 2026-11), before undecided (";

        RawExchange exchange = get("/", cookie);

        String sentence = exchange.all(FIELD).stream()
                .filter(line -> line.startsWith("passed; "))
                .findFirst()
                .orElseThrow()
                .substring("passed; ".length());
        assertTrue(sentence.startsWith(granted), sentence);
        assertTrue(sentence.contains("; decision " + recordedId() + " (act 1); policy 2026-11"), sentence);
        assertTrue(exchange.body().contains("api " + sentence + "\noutcome " + sentence), exchange.body());
        JsonNode json = json("/privacy/explain.json?cookie=_stats", cookie);
        assertEquals(sentence, json.at("/asked/0/explanation").asText());
        assertEquals(
                recordedId() + " (act 1)", json.at("/given/acts/0/decision").asText());
        assertTrue(page("/privacy/explain", cookie).contains(recordedId() + " (act 1)"));
    }

    @Test
    void namesTheAccountsActWhileItIsSignedInAndToNobodyElse() throws Exception {
        ConsentFilter filter = ConsentFilter.builder(service)
                .jurisdiction(request -> Jurisdiction.parse("DE"))
                .account(request -> Optional.ofNullable(request.getHeader("X-User")))
                .explain(true)
                .build();
        container = Container.launch(kind, Trial.of(filter, new LambdaServlet(setting("_stats=1"))));
        SiteConsent site = site();
        site.submit(
                Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, Shown.NOTHING),
                site.evaluate(Given.NONE, Jurisdiction.parse("DE"), Person.UNKNOWN, Signals.NONE),
                site.accounts().signedIn("anna"));
        String named = recordedId() + " (act 1 of the account)";

        assertTrue(get("/", "X-User: anna").all(FIELD).stream().anyMatch(line -> line.contains(named)));
        JsonNode json = json("/privacy/explain.json?cookie=_stats", "X-User: anna");
        assertTrue(json.at("/asked/0/explanation").asText().contains(named));
        assertEquals(named, json.at("/account/acts/0/decision").asText());
        assertTrue(json.at("/account/acts/0/carries").asText().contains("granted (all) audience"));
        assertTrue(page("/privacy/explain", "X-User: anna").contains(named));
        for (String other : List.of("X-User: bert", "X-Nobody: 1")) {
            assertFalse(get("/", other).all(FIELD).stream().anyMatch(line -> line.contains(recordedId())));
            assertFalse(page("/privacy/explain", other).contains(recordedId()));
        }
    }

    @Test
    void tellsEveryPurposeInAHeaderOfItsOwnAndKeepsItThroughAReset() throws Exception {
        serve(true, (request, response) -> {
            response.addHeader("Set-Cookie", "_ads=1");
            response.reset();
            response.getWriter().write("done");
        });

        List<String> lines = get("/").all(FIELD);

        assertEquals(
                List.of("necessary", "audience", "ads"),
                lines.stream()
                        .filter(line -> line.startsWith("purpose; "))
                        .map(line -> line.substring("purpose; ".length(), line.indexOf(':')))
                        .toList());
        assertTrue(lines.contains("withheld; " + UNDECIDED), lines::toString);
    }

    @Test
    void makesAResponsePrivateThatExplainsItself() throws Exception {
        serve(true, (request, response) -> {
            response.setHeader("Cache-Control", "public, max-age=60");
            response.getWriter().write("same for all");
        });

        assertEquals("private, no-cache, max-age=60", get("/").only("Cache-Control"));
    }

    @Test
    void answersThoughAHundredCookiesAreSet() throws Exception {
        serve(true, (request, response) -> {
            for (int i = 0; i < 100; i++) {
                response.addHeader("Set-Cookie", "surprise" + i + "=\u00e9");
            }
            response.getWriter().write("done");
        });

        RawExchange exchange = get("/");

        assertEquals(200, exchange.status());
        assertTrue(exchange.all(FIELD).contains("more; the rest is at /privacy/explain"));
        assertTrue(exchange.all(FIELD).stream().mapToInt(String::length).sum() < 2_500);
    }

    @Proves("P-4")
    @Test
    void explainsTheVisitInJson() throws Exception {
        serve(true, setting("basket=1"));

        JsonNode json = json("/privacy/explain", "Accept: application/json", "Sec-GPC: 1", "Cookie: _stats=1; theme=2");

        assertEquals("shop", json.get("site").asText());
        assertEquals("DE", json.get("jurisdiction").asText());
        assertEquals("strict", json.at("/regime/id").asText());
        assertEquals(TestSite.policy().contentHash(), json.at("/policy/hash").asText());
        assertEquals("gpc", json.at("/signals/request/0").asText());
        assertEquals("2026-11-22", json.at("/signals/recorded/gpc").asText());
        assertFalse(json.at("/prompt/asks").asBoolean());
        assertEquals("unlinked (act 1)", json.at("/given/acts/0/decision").asText());
        assertEquals("signal gpc", json.at("/given/acts/0/carries").asText());
        assertEquals(
                List.of("_stats hidden, expired", "theme reported"),
                StreamSupport.stream(json.at("/cookies/request").spliterator(), false)
                        .map(cookie -> cookie.get("name").asText() + " "
                                + cookie.get("outcome").asText())
                        .toList());
        assertTrue(json.at("/purposes/2/won").asText().startsWith("signal-gpc"));
        assertTrue(json.at("/purposes/2/beaten/0").asText().startsWith("undecided"));
    }

    @Test
    void asksForAPurposeACategoryOrAVendor() throws Exception {
        serve(true, setting("basket=1"));

        JsonNode asked =
                json("/privacy/explain.json?purpose=marketing&vendor=nobody").get("asked");

        assertEquals("marketing [ads]", asked.at("/0/name").asText());
        assertTrue(asked.at("/1/explanation").asText().startsWith("nobody: denied, undeclared"));
    }

    @Test
    void escapesWhatItIsAskedFor() throws Exception {
        serve(true, setting("basket=1"));

        String page = page("/privacy/explain?cookie=%3Cscript%3Ealert(1)%3C/script%3E%22");

        assertFalse(page.contains("<script"));
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;"));
    }

    @Test
    void isReadOnly() throws Exception {
        serve(true, setting("basket=1"));

        RawExchange posted = RawExchange.post(container.port(), "/privacy/explain", "cookie=x");

        assertEquals(405, posted.status());
        assertEquals("GET, HEAD", posted.only("Allow"));
    }

    @Test
    void isNotThereUnlessSwitchedOn() throws Exception {
        serve(false, setting("_ads=1"));

        RawExchange exchange = get("/");

        assertEquals(List.of(), exchange.all(FIELD));
        assertTrue(exchange.body().contains("api " + UNDECIDED), exchange.body());
        assertEquals(404, get("/privacy/explain").status());
        assertEquals(404, get("/privacy/explain.json").status());
        assertEquals(get("/privacy/unknown").body(), get("/privacy/explain").body());
    }

    @Test
    void readsNoLedgerUnlessSwitchedOn() throws Exception {
        serve(false, setting("_stats=1"));

        RawExchange exchange = get("/", "Cookie: " + TestSite.cookieAfter(site(), Action.ACCEPT_ALL));

        assertTrue(exchange.body().contains("; decision not looked up (act 1); "), exchange.body());
    }

    @Test
    void warnsAtTheStartThatItIsForDevelopment() {
        try (Warnings warnings = Warnings.of("dev.consent4j.servlet.ConsentFilterBuilder")) {
            ConsentFilter.builder(service).build();
            assertEquals(List.of(), warnings.messages());

            ConsentFilter.builder(service).explain(true).build();

            assertEquals(1, warnings.messages().size());
            assertTrue(warnings.messages().get(0).contains("is for development"));
        }
    }

    private SiteConsent site() {
        return service.sites().get(0);
    }

    private String recordedId() {
        return site().ledger().find(EntryQuery.newest(EntryKind.DECISION.id(), 1)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(entry -> ((DecisionRecorded) entry).decision().id().text())
                .findFirst()
                .orElseThrow();
    }
}
