package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.ConsentFilterBuilder;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.container.HeadersSite.Way;
import dev.consent4j.store.EntryQuery;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which header fields follow consent on a real container, and which do not. */
abstract class HeadersContract {

    private static final String OFF = "browsing-topics=()";

    private final Container kind;
    private ConsentService service = TestSite.running();
    private RunningContainer container;

    HeadersContract(Container kind) {
        this.kind = kind;
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
        service.close();
    }

    private void serve(UnaryOperator<ConsentFilterBuilder> options) throws Exception {
        ConsentFilterBuilder builder = options.apply(ConsentFilter.builder(service));
        container = Container.launch(kind, Trial.of(builder.build(), new LambdaServlet(new HeadersSite())));
    }

    private void serve(Site site, UnaryOperator<ConsentFilterBuilder> options) throws Exception {
        service.close();
        service = TestSite.service().site(site).build();
        serve(options);
    }

    private SiteConsent site() {
        return service.sites().get(0);
    }

    private RawExchange get(String path, String... headers) throws IOException {
        return RawExchange.get(container.port(), path, headers);
    }

    private RawExchange visit(Way way, String act, String... headers) throws IOException {
        return way == Way.HEAD
                ? RawExchange.head(container.port(), way.path(act), headers)
                : get(way.path(act), headers);
    }

    private String cookieAfter(Action action) {
        return "Cookie: " + TestSite.cookieAfter(site(), action);
    }

    /** Visits that bring everything consent follows from, and in which nothing has to be recorded or ended. */
    private List<List<String>> visits() {
        return List.of(
                List.of(),
                List.of(cookieAfter(Action.ACCEPT_ALL)),
                List.of(cookieAfter(Action.REJECT_ALL)),
                List.of("Sec-GPC: 1", "DNT: 1", "Sec-Fetch-Dest: image"),
                List.of("Cookie: basket=1; theme=2"));
    }

    @Proves("P-8")
    @ParameterizedTest
    @EnumSource
    void whatDidNotDependOnConsentCarriesNothingOfOurs(Way way) throws Exception {
        serve(options -> options.clearStorageOnWithdrawal(true));
        for (List<String> visit : visits()) {
            RawExchange exchange = visit(way, "public", visit.toArray(String[]::new));

            assertEquals(way.status(), exchange.status());
            assertEquals(List.of("public, max-age=60"), exchange.all("Cache-Control"));
            assertEquals(List.of("Accept-Encoding"), exchange.all("Vary"));
            assertEquals(List.of("max-age=60"), exchange.all("Surrogate-Control"));
            assertEquals(List.of("\"v1\""), exchange.all("ETag"));
            for (String ours : List.of("Set-Cookie", "Tk", "Permissions-Policy", "Clear-Site-Data")) {
                assertEquals(List.of(), exchange.all(ours), ours);
            }
        }
    }

    @Proves("GPC-7")
    @ParameterizedTest
    @EnumSource
    void whatDependedOnConsentIsPrivateAndSaysOnWhat(Way way) throws Exception {
        serve(options -> options);
        for (String act : List.of("public-asks", "asks-public", "asks-public-later")) {
            RawExchange exchange = visit(way, act);

            assertEquals(way.status(), exchange.status(), act);
            // Jetty narrows what its error pages say by itself.
            assertEquals(
                    "private, no-cache, max-age=60",
                    exchange.only("Cache-Control").replace(" must-revalidate, no-store,", ""),
                    act);
            assertEquals(1, exchange.all("Vary").size(), act);
            assertEquals(
                    List.of("Accept-Encoding", "Cookie", "DNT", "Sec-GPC"),
                    Arrays.stream(exchange.only("Vary").split(", ")).sorted().toList(),
                    act);
            for (String widening : List.of("ETag", "Last-Modified", "Surrogate-Control", "X-Accel-Expires")) {
                assertEquals("", exchange.only(widening), act);
            }
            assertTrue(List.of("", "0").contains(exchange.only("Expires")), act);
        }
    }

    @Test
    void keepsWhatTheApplicationNarrowsItself() throws Exception {
        serve(options -> options);

        assertEquals(
                "private, no-cache, no-store",
                visit(Way.DIRECT, "asks-no-store").only("Cache-Control"));
        assertEquals("*", visit(Way.DIRECT, "asks-vary-any").only("Vary"));
    }

    @ParameterizedTest
    @EnumSource
    void everyResponseSaysItsTrackingStatus(Way way) throws Exception {
        serve(options -> options.trackingStatus(true));

        assertEquals("N;none", visit(way, "public").only("Tk"));
        assertEquals(
                "C;consent",
                visit(way, "public", cookieAfter(Action.ACCEPT_ALL)).only("Tk"));
        assertTrue(visit(way, "public").only("Cache-Control").startsWith("private, no-cache"));
    }

    @Proves({"DNT-3", "DNT-4"})
    @Test
    void aTrackingStatusLeadsToAResourceThatSaysTheSame() throws Exception {
        serve(options -> options.trackingStatus(true));
        for (List<String> visit : visits()) {
            String[] tk = visit(Way.DIRECT, "public", visit.toArray(String[]::new))
                    .only("Tk")
                    .split(";");

            RawExchange resource = get("/.well-known/dnt/" + tk[1]);

            assertTrue(resource.body().contains("\"tracking\":\"" + tk[0] + "\""), resource.body());
            assertTrue(resource.body().contains("\"config\":\"/privacy/choices\""), resource.body());
        }
        assertTrue(get("/.well-known/dnt/").body().contains("\"tracking\":\"?\""));
    }

    @Test
    void ourOwnPagesSayTheirTrackingStatusToo() throws Exception {
        serve(options -> options.trackingStatus(true));
        String accepted = cookieAfter(Action.ACCEPT_ALL);

        assertEquals("C;consent", get("/privacy/choices", accepted).only("Tk"));
        for (String path : List.of("/privacy/consent.css", "/privacy/console", "/.well-known/gpc.json", "/privacy")) {
            assertTrue(get(path, accepted).only("Tk").startsWith("N"), path);
        }
        assertFalse(get("/privacy/nothing", accepted).all("Tk").isEmpty());
        RawExchange answer = RawExchange.post(
                container.port(), "/privacy/choices", "action=reject-all", "Origin: http://www.example.org", accepted);
        assertEquals(303, answer.status());
        assertEquals("U", answer.only("Tk"));
    }

    @Test
    void anApplicationAdmitsMoreTrackingNeverLess() throws Exception {
        serve(options -> options.trackingStatus(true));

        assertEquals("T;tracking", visit(Way.DIRECT, "tk-T").only("Tk"));
        assertEquals(
                "C;consent",
                visit(Way.DIRECT, "tk-N", cookieAfter(Action.ACCEPT_ALL)).only("Tk"));
        assertEquals("N;none", visit(Way.RESET, "tk-T").only("Tk"));
    }

    @ParameterizedTest
    @EnumSource
    void switchesAdvertisingFeaturesOffUntilTheyAreGranted(Way way) throws Exception {
        serve(options -> options.permissionsPolicy(true));

        String denied = visit(way, "public").only("Permissions-Policy");
        assertTrue(denied.contains(OFF), denied);
        assertEquals(
                List.of(), visit(way, "public", cookieAfter(Action.ACCEPT_ALL)).all("Permissions-Policy"));
    }

    @Test
    void joinsAdvertisingFeaturesWithThePolicyOfTheApplication() throws Exception {
        serve(options -> options.permissionsPolicy(true));

        String denied = visit(Way.DIRECT, "permissions").only("Permissions-Policy");
        assertTrue(denied.startsWith("camera=(), usb=(self), attribution-reporting=()"), denied);
        assertFalse(denied.contains("browsing-topics=*"), denied);
        assertEquals(
                List.of("camera=(), browsing-topics=*", "usb=(self)"),
                visit(Way.DIRECT, "permissions", cookieAfter(Action.ACCEPT_ALL)).all("Permissions-Policy"));
    }

    @Proves("GPC-5")
    @Test
    void servesTheGpcResourceToAnybodyWithoutATrace() throws Exception {
        serve(options -> options);

        RawExchange exchange =
                get("/.well-known/gpc.json", "Sec-GPC: 1", "Sec-Fetch-Dest: document", "Sec-Fetch-Mode: navigate");

        assertEquals(200, exchange.status());
        assertEquals("application/json", exchange.only("Content-Type"));
        assertTrue(exchange.body().startsWith("{\"gpc\":true,\"lastUpdate\":\"2026-11-22\"}"), exchange.body());
        assertEquals("public, max-age=3600", exchange.only("Cache-Control"));
        assertEquals(List.of(), exchange.all("Set-Cookie"));
        assertEquals(List.of(), exchange.all("Vary"));
        assertEquals(
                405,
                RawExchange.post(container.port(), "/.well-known/gpc.json", "").status());
        assertEquals(0, decisions());
    }

    private int decisions() {
        return site().ledger()
                .find(EntryQuery.newest(EntryKind.DECISION.id(), 10))
                .size();
    }

    @Proves("DNT-5")
    @Test
    void servesTheTrackingStatusToAnybodyWithoutATrace() throws Exception {
        serve(options -> options.trackingStatus(true));

        RawExchange exchange = get(
                "/.well-known/dnt/", "DNT: 1", "Sec-GPC: 1", "Sec-Fetch-Dest: document", "Sec-Fetch-Mode: navigate");

        assertEquals(200, exchange.status());
        assertEquals("application/tracking-status+json", exchange.only("Content-Type"));
        assertEquals(List.of(), exchange.all("Set-Cookie"));
        assertEquals(0, decisions());
    }

    @Test
    void leavesOtherWellKnownPathsAndHostsToTheApplication() throws Exception {
        serve(Site.of("shop", TestSite.policy()).hosts("www.example.org"), options -> options.trackingStatus(true));

        assertEquals(200, get("/.well-known/gpc.json").status());
        for (String path : List.of(
                "/.well-known/security.txt", "/.well-known/gpc.json/x", "/.well-known/dnt", "/well-known/gpc.json")) {
            assertTrue(get(path).body().contains("application"), path);
        }
        assertTrue(get("/.well-known/gpc.json", "Host: other.example").body().contains("application"));
        assertTrue(get("/.well-known/dnt/", "Host: other.example").body().contains("application"));
    }

    @Test
    void leavesTheTrackingStatusToTheApplicationUnlessToldToStateIt() throws Exception {
        serve(options -> options);

        assertTrue(get("/.well-known/dnt/").body().contains("application"));
        assertEquals("N", visit(Way.DIRECT, "tk-N").only("Tk"));
    }

    private RawExchange answer(String action, String origin) throws IOException {
        return RawExchange.post(
                container.port(),
                "/privacy/choices",
                "action=" + action,
                "Origin: " + origin,
                cookieAfter(Action.ACCEPT_ALL));
    }

    @Proves("COOKIE-10")
    @Test
    void emptiesTheStorageOverHttpsWhenNothingIsLeftPermitted() throws Exception {
        Site secure = Site.of("shop", TestSite.policy()).origins("https://www.example.org");
        serve(secure, options -> options.clearStorageOnWithdrawal(true));

        for (String action : List.of("withdraw", "reject-all", "save&answered=ads&answered=audience")) {
            RawExchange exchange = answer(action, "https://www.example.org");
            assertEquals(303, exchange.status(), action);
            assertEquals("\"storage\"", exchange.only("Clear-Site-Data"), action);
            assertTrue(exchange.cookieNames().contains("__Host-consent"), action);
        }
        assertEquals("", answer("save&answered=ads", "https://www.example.org").only("Clear-Site-Data"));
        assertEquals("", get("/privacy/choices").only("Clear-Site-Data"));
    }

    @Proves("COOKIE-10")
    @Test
    void leavesTheStorageAloneWithoutHttpsAndWithoutTheOption() throws Exception {
        serve(options -> options.clearStorageOnWithdrawal(true));
        assertEquals("", answer("withdraw", "http://www.example.org").only("Clear-Site-Data"));
        container.close();

        serve(Site.of("shop", TestSite.policy()).origins("https://www.example.org"), options -> options);
        assertEquals("", answer("withdraw", "https://www.example.org").only("Clear-Site-Data"));
    }

    @Proves("COOKIE-10")
    @Test
    void clearsNoCookiesBesideTheSignalItHasJustStored() throws Exception {
        serve(options -> options);

        RawExchange exchange = visit(Way.DIRECT, "clear", "Sec-GPC: 1");

        assertTrue(exchange.cookieNames().contains("consent"));
        assertEquals("\"cache\"", exchange.only("Clear-Site-Data"));
        assertEquals(
                List.of("\"cookies\", \"cache\""),
                visit(Way.DIRECT, "clear", cookieAfter(Action.REJECT_ALL)).all("Clear-Site-Data"));
    }
}
