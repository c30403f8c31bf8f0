package dev.consent4j.servlet.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Outcome;
import dev.consent4j.SiteConsent;
import dev.consent4j.Submission;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Rendering;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.FetchDirective;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.Browser;
import dev.consent4j.servlet.page.OutageStore;
import dev.consent4j.servlet.page.Page;
import dev.consent4j.servlet.page.PrivacyServer;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.violation.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ConsoleTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final Policy POLICY = Policy.builder("2026-11")
            .controller("Example SA", "mailto:privacy@example.org")
            .purpose(Purpose.builder("audience", Category.ANALYTICS)
                    .title(Text.of("Audience <b>"))
                    .build())
            .purpose(Purpose.builder("ads", Category.MARKETING)
                    .title(Text.of("Advertising"))
                    .uses(Set.of(Use.SALE))
                    .build())
            .vendor(new Vendor(
                    "ads",
                    "Ads & more",
                    "",
                    Transfer.NONE,
                    Map.of("script-src", List.of("https://ads.example")),
                    List.of(),
                    List.of("ads"),
                    List.of()))
            .origins(Map.of("img-src", List.of("https://img.example")))
            .build();
    private static final Rendering RENDERING = new Rendering(
            "banner",
            POLICY.version(),
            POLICY.contentHash(),
            "strict",
            "en",
            "<script>alert(1)</script>{slot}",
            ".a{}",
            "",
            "ab".repeat(32));
    private static final ConsoleAccess BY_HEADER = request -> Optional.ofNullable(request.getHeader("X-Reader"));

    private final OutageStore store = new OutageStore();
    private final ConsentService service = ConsentService.builder()
            .policy(POLICY)
            .stores(site -> store)
            .keys(Keyring.inMemory(new SecureRandom()))
            .clock(CLOCK)
            .build();
    private final SiteConsent site = service.sites().get(0);
    private final PrivacyServer server = with(BY_HEADER);

    @AfterEach
    void close() {
        server.close();
        service.close();
    }

    @Test
    void isClosedUnlessAnAccessRuleIsConfigured() {
        try (PrivacyServer closed = with(ConsoleAccess.denied())) {
            for (String path : List.of("", "/site", "/site/decisions/AAAAAAAAAAAAAAAAAAAAAA", "/nothing")) {
                HttpResponse<String> answer = closed.get("/privacy/console" + path, "X-Reader", "anna");
                assertEquals(403, answer.statusCode());
                assertTrue(answer.body().contains("ConsoleAccess"));
                assertFalse(answer.body().contains("Example SA"));
            }
        }
        assertEquals(403, server.get("/privacy/console").statusCode());
        assertEquals(403, server.get("/privacy/console", "X-Reader", " ").statusCode());
    }

    @Test
    void aRuleThatFailsLetsNobodyIn() {
        ConsoleAccess failing = request -> {
            throw new IllegalStateException("no directory");
        };
        try (PrivacyServer closed = with(failing)) {
            assertEquals(403, closed.get("/privacy/console").statusCode());
        }
    }

    @Test
    void aRuleMayChallenge() {
        ConsoleAccess basic = new ConsoleAccess() {
            @Override
            public Optional<String> reader(HttpServletRequest request) {
                return Optional.empty();
            }

            @Override
            public Optional<String> challenge() {
                return Optional.of("Basic realm=\"console\"");
            }
        };
        try (PrivacyServer closed = with(basic)) {
            HttpResponse<String> answer = closed.get("/privacy/console");
            assertEquals(401, answer.statusCode());
            assertEquals(basic.challenge(), answer.headers().firstValue("WWW-Authenticate"));
        }
    }

    @Test
    void listsDecisionsNewestFirstInPagesThatMeet() {
        for (int i = 0; i < EntryListPage.PAGE + 5; i++) {
            decide(Action.REJECT_ALL, GivenConsent.EMPTY);
        }

        Document first = open("/site");
        List<String> newest = indexes(first);
        assertEquals(EntryListPage.PAGE, newest.size());
        String older = Browser.elements(first, "a").stream()
                .filter(link -> link.getTextContent().equals("Older"))
                .findFirst()
                .orElseThrow()
                .getAttribute("href");
        List<String> oldest = indexes(open(older.substring("/privacy/console".length())));

        assertEquals(5, oldest.size());
        assertEquals(Long.parseLong(newest.get(newest.size() - 1)) - 1, Long.parseLong(oldest.get(0)));
        assertFalse(text(open(older.substring("/privacy/console".length()))).contains("Older"));
    }

    @Test
    void everyReadIsAnEntryThatNamesReaderAndIndexesButNoSubject() {
        Decision decision = decide(Action.ACCEPT_ALL, GivenConsent.EMPTY);
        String subject = decision.subject().text();

        open("/site");
        lookUp(subject);
        open("/site/decisions/" + decision.id().text());

        List<ConsoleRead> reads = reads();
        assertEquals(
                List.of("decision", "subject", "list"),
                reads.stream().map(ConsoleRead::page).toList());
        assertTrue(reads.stream().allMatch(read -> read.reader().equals("anna")));
        assertTrue(reads.stream().noneMatch(read -> read.range().contains(subject)));
        assertEquals(reads.get(0).range(), reads.get(1).range());
    }

    @Test
    void whatCannotBeRecordedAsReadIsNotShown() {
        Decision decision = decide(Action.ACCEPT_ALL, GivenConsent.EMPTY);
        store.down(true);

        HttpResponse<String> answer = get("/site/decisions/" + decision.id().text());

        assertEquals(503, answer.statusCode());
        assertEquals("30", answer.headers().firstValue("Retry-After").orElse(""));
        assertFalse(answer.body().contains("accept-all"));
    }

    @Test
    void findsTheDecisionsOfASubject() {
        Decision first = decide(Action.ACCEPT_ALL, GivenConsent.EMPTY);
        decide(Action.ACCEPT_ALL, GivenConsent.EMPTY);

        Document page = lookUp(first.subject().text());

        assertEquals(1, indexes(page).size());
        assertTrue(text(page).contains(first.subject().text()));
    }

    @Test
    void findsARefusalByItsReceiptNumber() {
        Decision refusal = decide(Action.REJECT_ALL, GivenConsent.EMPTY);
        assertNull(refusal.subject());

        assertTrue(text(lookUp(" " + refusal.id().text() + " ")).contains("none: filed under its receipt number"));
    }

    @Test
    void aLookupThatFindsNothingSaysSo() {
        for (String wanted : List.of("", "nobody", "AAAAAAAAAAAAAAAAAAAAAA", "<script>")) {
            Document page = lookUp(wanted);
            assertTrue(text(page).contains("Nothing found") || text(page).contains("There is none."), wanted);
            assertTrue(Browser.elements(page, "script").isEmpty());
        }
    }

    @Test
    void aLookupFromAnotherSiteIsRefused() {
        HttpResponse<String> answer = server.post(
                "/privacy/console/site/subjects", "subject=x", "X-Reader", "anna", "Sec-Fetch-Site", "cross-site");

        assertEquals(403, answer.statusCode());
        assertTrue(reads().isEmpty());
    }

    @Test
    void showsADecisionInFullWithItsReasons() {
        site.served(RENDERING);
        Submission submission = Submission.of(
                site.newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, new Shown(RENDERING.hash(), "en"));
        Signals gpc = new Signals(true, DntField.UNSET, List.of());
        EffectiveConsent before = site.evaluate(Given.NONE, Jurisdiction.parse("DE"), Person.UNKNOWN, gpc);
        Decision decision = ((Outcome.Recorded) site.submit(submission, before)).decision();

        Document page = open("/site/decisions/" + decision.id().text());

        String text = text(page);
        for (String told : List.of(
                decision.id().text(),
                decision.subject().text(),
                "accept-all",
                "banner",
                "2026-11-22 10:00:00",
                "DE",
                "strict",
                "gpc",
                "enforce",
                "Audience <b>",
                "consent",
                POLICY.contentHash(),
                RENDERING.hash(),
                "granted (all on 2026-11-22 under 2026-11)",
                "signal-gpc (stops sale, on this request, recorded on 2026-11-22)",
                "Leaf hash")) {
            assertTrue(text.contains(told), told);
        }
        List<String> links = Browser.elements(page, "a").stream()
                .map(link -> link.getAttribute("href"))
                .filter(href -> href.contains("/entries/"))
                .toList();
        assertEquals(2, links.size());
        assertTrue(
                text(open(links.get(0).substring("/privacy/console".length()))).contains("\"version\": \"2026-11\""));
    }

    @Test
    void aRenderingIsShownAsTextAndNeverRun() {
        site.served(RENDERING);
        long index = site.ledger()
                .find("rendering:" + RENDERING.hash())
                .orElseThrow()
                .index();

        Document page = open("/site/entries/" + index);

        assertTrue(Browser.elements(page, "script").isEmpty());
        assertEquals(
                "<script>alert(1)</script>{slot}",
                Browser.elements(page, "pre").get(0).getTextContent());
    }

    @Test
    void everyKindOfEntryHasItsListAndItsPage() {
        site.served(RENDERING);
        decide(Action.REJECT_ALL, GivenConsent.EMPTY);
        for (String kind : EntryListPage.KINDS) {
            Document list = open("/site?kind=" + kind);
            assertTrue(
                    text(list).contains("Entries of kind " + kind) || text(list).contains("There is none."));
        }
        for (long index = 0; index < site.ledger().size() && index < 8; index++) {
            assertTrue(text(open("/site/entries/" + index)).contains("Leaf hash"));
        }
    }

    @Test
    void findingsNameWhatWasBlockedWhoseItIsAndWhatToDo() {
        assertTrue(text(open("/site/findings")).contains("There is none."));
        add(FetchDirective.SCRIPT_SRC_ELEM, "https://ads.example", "/shop/*");
        add(FetchDirective.SCRIPT_SRC_ELEM, "https://ads.example", "/shop/*");
        add(FetchDirective.FONT_SRC, "https://ads.example", "/");
        add(FetchDirective.FONT_SRC, "https://img.example", "/");
        add(FetchDirective.IMG_SRC, "https://unknown.example", "/<b>");
        add(FetchDirective.IMG_SRC, "inline", "/");

        Document page = open("/site/findings");

        List<String> cells = Browser.elements(page, "td").stream()
                .map(cell -> cell.getTextContent().strip())
                .toList();
        assertEquals(
                List.of("script-src-elem", "https://ads.example", "Ads & more, denied", "/shop/*", "2", "2026-11-22"),
                cells.subList(0, 6));
        for (String told : List.of(
                "Consent.of(request).vendor(\"ads\").permitted()",
                "Ads & more, not declared for this",
                "\"origins\": { \"font-src\": [\"https://ads.example\"] } at the vendor ads",
                "the site's own, not declared for this",
                "undeclared",
                "\"origins\": { \"img-src\": [\"https://unknown.example\"] }",
                "/<b>",
                "made up")) {
            assertTrue(text(page).contains(told), told);
        }
        assertEquals(
                List.of("5 findings", "0 findings"),
                reads().stream().map(ConsoleRead::range).toList());
        assertTrue(Browser.elements(open("/site"), "a").stream()
                .anyMatch(link -> link.getAttribute("href").equals("/privacy/console/site/findings")));
    }

    @Test
    void findingsSayWhenThereWereTooMany() {
        for (int i = 0; i < 600; i++) {
            add(FetchDirective.IMG_SRC, "https://a" + i + ".example", "/");
        }

        assertTrue(text(open("/site/findings")).contains("100 rarer findings were dropped"));
    }

    private void add(FetchDirective directive, String blocked, String route) {
        service.violations().add("site", new Violation(directive, blocked, route));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of(
                "/other",
                "/site/decisions/AAAAAAAAAAAAAAAAAAAAAA",
                "/site/decisions/x",
                "/site/entries/999",
                "/site/entries/-",
                "/site/x/y",
                "/site/x",
                "/site/entries/1/2",
                "/site/")) {
            int status = get(path).statusCode();
            assertTrue(status == 404, path + " " + status);
        }
    }

    @Test
    void pagesAreReadOnly() {
        assertEquals(
                405,
                server.post("/privacy/console/site", "a=b", "X-Reader", "anna").statusCode());
        assertEquals(405, get("/site/subjects").statusCode());
    }

    @Test
    void isNeitherFramedNorCachedNorScripted() {
        HttpResponse<String> answer = get("");

        assertEquals(
                Page.SECURITY_POLICY,
                answer.headers().firstValue("Content-Security-Policy").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertFalse(answer.body().contains("<script"));
        String style =
                Browser.elements(Browser.parse(answer.body()), "link").get(0).getAttribute("href");
        assertEquals(200, server.get(style).statusCode());
        assertTrue(answer.body().contains("Example SA"));
    }

    @Test
    void whatIsInAQueryIsOnlyText() {
        for (String query : List.of("?kind=%3Cscript%3E", "?before=-1", "?before=x", "?before=99999999999999999999")) {
            assertEquals(200, get("/site" + query).statusCode(), query);
        }
    }

    private PrivacyServer with(ConsoleAccess access) {
        return new PrivacyServer(
                service,
                visitor -> "",
                new ConsoleHandler(
                        service, access, CLOCK, new RateLimit(service.keys(), CLOCK, RateLimit.DEFAULT_WRITES)));
    }

    private Decision decide(Action action, Given device) {
        EffectiveConsent before = site.evaluate(device, Jurisdiction.parse("DE"), Person.UNKNOWN, Signals.NONE);
        Submission submission = Submission.of(site.newDecisionId(), action, Source.PREFERENCES, Shown.NOTHING);
        return ((Outcome.Recorded) site.submit(submission, before)).decision();
    }

    private List<ConsoleRead> reads() {
        return site.ledger().find(EntryQuery.newest(EntryKind.CONSOLE_READ.id(), 50)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(ConsoleRead.class::cast)
                .toList();
    }

    private HttpResponse<String> get(String path) {
        return server.get("/privacy/console" + path, "X-Reader", "anna");
    }

    private Document open(String path) {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode(), path);
        return Browser.parse(answer.body());
    }

    private Document lookUp(String wanted) {
        String form = "subject=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
        return Browser.parse(
                server.post("/privacy/console/site/subjects", form, "X-Reader", "anna", "Sec-Fetch-Site", "same-origin")
                        .body());
    }

    private static List<String> indexes(Document page) {
        return Browser.elements(page, "td").stream()
                .filter(cell -> cell.getAttribute("class").equals("cc-number"))
                .map(cell -> cell.getTextContent().strip())
                .toList();
    }

    private static String text(Document page) {
        return page.getDocumentElement().getTextContent();
    }
}
