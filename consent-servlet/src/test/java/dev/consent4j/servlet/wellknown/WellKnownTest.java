package dev.consent4j.servlet.wellknown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.ConsentServiceBuilder;
import dev.consent4j.Site;
import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Role;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.FailingStore;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.page.PrivacyServer;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The resources themselves; that the filter serves them below {@code /.well-known/} is for the containers to show. */
class WellKnownTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private ConsentService service = TestSite.running();
    private PrivacyServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
        service.close();
    }

    private void serve(ConsentServiceBuilder builder) {
        service.close();
        service = builder.build();
    }

    private void serve(Policy... versions) {
        serve(TestSite.service()
                .site(new Site("shop", Set.of(), List.of(), PolicyHistory.of(List.of(versions)), null)));
    }

    private HttpResponse<String> send(String method, String path) {
        if (server == null) {
            server =
                    new PrivacyServer(service, visitor -> "application", new GpcHandler(), new TrackingStatusHandler());
        }
        return server.send(method, "/privacy/" + path, "");
    }

    private String body(String path) {
        return send("GET", path).body();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(" | ", answer.headers().allValues(name));
    }

    @Proves({"GPC-5", "GPC-6"})
    @Test
    void honoursGpcSinceTheVersionInForce() {
        serve(
                TestSite.policy().toBuilder()
                        .version("1")
                        .effectiveFrom(LocalDate.of(2026, 11, 1))
                        .build(),
                TestSite.policy().toBuilder()
                        .version("2")
                        .effectiveFrom(LocalDate.of(2026, 12, 1))
                        .build());

        HttpResponse<String> answer = send("GET", "gpc.json");

        assertEquals(200, answer.statusCode());
        assertEquals("{\"gpc\":true,\"lastUpdate\":\"2026-11-22\"}", answer.body());
        assertEquals("application/json", header(answer, "Content-Type"));
        assertEquals("public, max-age=3600", header(answer, "Cache-Control"));
        assertEquals("", header(answer, "Vary"));
        assertEquals("", header(answer, "Set-Cookie"));
    }

    @Test
    void namesTheDayOfTheVersionWhenTheLedgerCannotBeReadAndNoneWhereNoneIsKnown() {
        FailingStore store = new FailingStore();
        serve(TestSite.service()
                .stores(id -> store.asStore())
                .site(Site.of(
                        "shop",
                        TestSite.policy().toBuilder()
                                .effectiveFrom(new ByJurisdiction<>(
                                        LocalDate.of(2026, 10, 1),
                                        Map.of("DE", LocalDate.of(2026, 11, 1), "FR", LocalDate.of(2026, 12, 1))))
                                .build())));
        store.fail(true);
        assertEquals("{\"gpc\":true,\"lastUpdate\":\"2026-11-01\"}", body("gpc.json"));

        store.fail(false);
        assertEquals("{\"gpc\":true,\"lastUpdate\":\"2026-11-22\"}", body("gpc.json"));
        store.fail(true);
        assertEquals("{\"gpc\":true,\"lastUpdate\":\"2026-11-22\"}", body("gpc.json"));
    }

    @Test
    void leavesTheDayOutWhereNoneIsKnown() {
        FailingStore store = new FailingStore();
        serve(TestSite.service().stores(id -> store.asStore()).site(Site.of("shop", TestSite.policy())));
        store.fail(true);

        assertEquals("{\"gpc\":true}", body("gpc.json"));
    }

    @Proves("GPC-6")
    @Test
    void claimsNothingAboutGpcInReportMode() {
        serve(TestSite.service().site(Site.of("shop", TestSite.policy())).reportOnly());

        assertEquals(404, send("GET", "gpc.json").statusCode());
        assertEquals("{\"config\":\"/privacy/choices\",\"tracking\":\"!\"}", body("dnt/"));
    }

    @Test
    void isReadOnly() {
        for (String path : List.of("gpc.json", "dnt/", "dnt/consent")) {
            HttpResponse<String> head = send("HEAD", path);
            assertEquals(200, head.statusCode());
            assertEquals("", head.body());
            assertTrue(Integer.parseInt(header(head, "Content-Length")) > 0);
            for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
                HttpResponse<String> refused = send(method, path);
                assertEquals(405, refused.statusCode());
                assertEquals("GET, HEAD", header(refused, "Allow"));
            }
        }
    }

    @Proves("DNT-4")
    @Test
    void saysThatTheStatusDiffersWhereSomePurposeTracks() {
        HttpResponse<String> answer = send("GET", "dnt/");

        assertEquals("{\"config\":\"/privacy/choices\",\"tracking\":\"?\"}", answer.body());
        assertEquals("application/tracking-status+json", header(answer, "Content-Type"));
        assertEquals("public, max-age=3600", header(answer, "Cache-Control"));
        assertEquals("", header(answer, "Vary"));
    }

    @Test
    void saysThatNobodyIsTrackedWhereNoPurposeTracks() {
        serve(Policy.builder("1")
                .controller("A", "mailto:a@example.org")
                .purpose(Purpose.builder("audience", "analytics")
                        .uses(Set.of(Use.PROFILING))
                        .build())
                .build());

        assertEquals("{\"config\":\"/privacy/choices\",\"tracking\":\"N\"}", body("dnt/"));
    }

    /** More tracking is told at least 24 hours before it begins, less when it has ended for everybody (6.4.4). */
    @Proves("DNT-6")
    @Test
    void tellsOfTrackingBeforeItBeginsAndUntilItHasEndedEverywhere() {
        assertEquals("N", siteWide(TODAY.plusDays(3), false));
        assertEquals("?", siteWide(TODAY.plusDays(2), false));
        assertEquals("?", siteWide(TODAY, false));
        assertEquals("?", siteWide(TODAY.plusDays(1), true));
        assertEquals("N", siteWide(TODAY, true));
    }

    /** The status in the turn from a version without tracking to one with it, or back. */
    private String siteWide(LocalDate from, boolean ends) {
        Policy without =
                Policy.builder("1").controller("A", "mailto:a@example.org").build();
        Policy with = TestSite.policy();
        Policy first = ends ? with : without;
        Policy second = ends ? without : with;
        serve(
                first.toBuilder()
                        .version("1")
                        .effectiveFrom(LocalDate.of(2026, 1, 1))
                        .build(),
                second.toBuilder()
                        .version("2")
                        .effectiveFrom(new ByJurisdiction<>(ends ? TODAY.minusDays(9) : from, Map.of("DE", from)))
                        .build());
        String body = body("dnt/");
        server.close();
        server = null;
        assertTrue(body.startsWith("{\"config\":\"/privacy/choices\",\"tracking\":\""), body);
        return body.substring(body.length() - 3, body.length() - 2);
    }

    @Proves("DNT-4")
    @Test
    void describesEachStatusUnderTheIdentifierThatTkNames() {
        for (TrackingStatus status : TrackingStatus.values()) {
            assertEquals(
                    "{\"config\":\"/privacy/choices\",\"tracking\":\"" + status.letter() + "\"}",
                    body("dnt/" + status.id()));
            assertEquals(status.letter() + ";" + status.id(), status.fieldValue());
        }
    }

    @Test
    void knowsNoOtherIdentifier() {
        for (String path : List.of("dnt/other", "dnt/None", "dnt/consent/", "dnt/%3F")) {
            assertEquals(404, send("GET", path).statusCode(), path);
        }
        assertEquals(404, send("GET", "dnt").statusCode());
        assertFalse(body("dnt/other").contains("tracking"));
    }

    @Proves("DNT-4")
    @Test
    void namesPolicyControllersAndTheHostsOfTheSameParty() {
        serve(TestSite.service()
                .site(Site.of(
                                "shop",
                                TestSite.policy().toBuilder()
                                        .link("/privacy-policy")
                                        .role(Role.JOINT)
                                        .build())
                        .hosts("shop.example", "127.0.0.1")
                        .origins("https://shop.example", "https://m.shop.example")));

        assertEquals(
                "{\"config\":\"/privacy/choices\",\"controller\":[\"/\",\"mailto:privacy@example.org\"],"
                        + "\"policy\":\"/privacy-policy\","
                        + "\"same-party\":[\"127.0.0.1\",\"m.shop.example\",\"shop.example\"],\"tracking\":\"?\"}",
                body("dnt/"));
    }

    @Test
    void namesTheControllerOfAProcessorAlone() {
        serve(TestSite.policy().toBuilder().role(Role.PROCESSOR).build());

        assertEquals(
                "{\"config\":\"/privacy/choices\",\"controller\":[\"mailto:privacy@example.org\"],\"tracking\":\"N\"}",
                body("dnt/none"));
    }
}
