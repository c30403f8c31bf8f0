package dev.consent4j.servlet.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.ErasureRequest;
import dev.consent4j.Outcome;
import dev.consent4j.SiteConsent;
import dev.consent4j.Submission;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Exported;
import dev.consent4j.evaluation.Person;
import dev.consent4j.export.ExportVerifier;
import dev.consent4j.export.Verification;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.PrivacyServer;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries that were asked to be erased and are still owed: who gets to see them, and how that is recorded. */
class RestrictedEntriesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final String CONSOLE = "/privacy/console/site";
    private static final String EXPORT = "purpose=case&recipient=court&destroyBy=2027-01-31&format=";
    private static final String REASON = "reason=4+O+12%2F26";
    private static final String RECORDED_REASON = "; restricted ones too, because: 4 O 12/26";

    private final ConsentService service = ConsentService.builder()
            .policy(Policy.builder("1")
                    .controller("Example SA", "mailto:privacy@example.org")
                    .purpose(Purpose.builder("ads", Category.MARKETING).build())
                    .evidence(Lifetime.parse("P30D").orElseThrow())
                    .build())
            .inMemory()
            .clock(CLOCK)
            .build();
    private final SiteConsent site = service.sites().get(0);
    private final PrivacyServer server = new PrivacyServer(
            service,
            visitor -> "",
            new ConsoleHandler(
                    service,
                    request -> Optional.ofNullable(request.getHeader("X-Reader")),
                    CLOCK,
                    new RateLimit(service.keys(), CLOCK, 50)));

    private final Decision decision = decide();
    private final String subject = Objects.requireNonNull(decision.subject()).text();
    private final long index =
            site.ledger().find(decision.id().text()).orElseThrow().index();

    private Decision decide() {
        Submission submission =
                Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.PREFERENCES, Shown.NOTHING);
        return ((Outcome.Recorded) site.submit(
                        submission,
                        site.evaluate(GivenConsent.EMPTY, Jurisdiction.parse("DE"), Person.UNKNOWN, Signals.NONE)))
                .decision();
    }

    @BeforeEach
    void restrict() {
        site.erase(ErasureRequest.of("request-1", Objects.requireNonNull(decision.subject())));
        assertTrue(site.records().restricted().contains(index));
    }

    @AfterEach
    void close() {
        server.close();
        service.close();
    }

    @Test
    void aListLeavesThemOutAndSaysSo() {
        for (String kind : List.of("decision", "all")) {
            String list = get("?kind=" + kind).body();
            assertFalse(list.contains(decision.id().text()), kind);
            assertFalse(list.contains(subject), kind);
            assertTrue(list.contains("1 entry is restricted and not shown"), kind);
            assertFalse(reads().get(0).range().matches(".*\\b" + index + "\\b.*"), kind);
        }
    }

    @Test
    void anEntryAloneIsShownOnlyWithAReason() {
        for (String path :
                List.of("/entries/" + index, "/decisions/" + decision.id().text())) {
            String page = get(path).body();
            assertTrue(page.contains("This entry is restricted"), path);
            assertFalse(page.contains("accept-all"), path);
            assertFalse(page.contains(subject), path);
        }
        for (String none : List.of("", "reason=", "reason=+%0A", "reason=" + "x".repeat(201))) {
            assertFalse(post("/entries/" + index, none).body().contains(subject), none);
        }
        assertTrue(post("/entries/" + index, REASON).body().contains(subject));
        assertEquals(index + RECORDED_REASON, reads().get(0).range());
        assertEquals("anna", reads().get(0).reader());
    }

    @Test
    void aSubjectsHistoryAndAReceiptNumberAskForAReasonToo() {
        for (String wanted : List.of(subject, decision.id().text())) {
            String lookup = "subject=" + wanted;
            assertFalse(post("/subjects", lookup).body().contains("accept-all"));
            assertTrue(post("/subjects", lookup + "&" + REASON).body().contains("accept-all"));
            assertEquals(index + RECORDED_REASON, reads().get(0).range());
        }
    }

    @Test
    void anotherSiteCannotGiveAReason() {
        HttpResponse<String> answer =
                server.post(CONSOLE + "/entries/" + index, REASON, "X-Reader", "anna", "Sec-Fetch-Site", "cross-site");
        assertEquals(403, answer.statusCode());
    }

    @Test
    void anExportHoldsThemAsLeafHashesUnlessItIsSaidToHoldThem() throws Exception {
        for (String format : List.of("jsonl", "csv", "dpv")) {
            assertFalse(export(format).contains(decision.id().text()), format);
            assertTrue(export(format + "&restricted=yes").contains(decision.id().text()), format);
        }
        Verification found = assertInstanceOf(
                Verification.class,
                ExportVerifier.trustingTheExport()
                        .verify(new ByteArrayInputStream(export("jsonl").getBytes(StandardCharsets.UTF_8))));
        assertTrue(found.isClean(), found::toString);
        assertEquals(1, found.counts().closed());
        assertEquals("unrestricted", exported().scope());
        export("csv&kind=decision");
        assertEquals("kinds=decision unrestricted", exported().scope());
    }

    @Test
    void whatIsNotRestrictedNeedsNoReason() {
        Decision other = decide();
        assertTrue(post(
                        "/subjects",
                        "subject=" + Objects.requireNonNull(other.subject()).text())
                .body()
                .contains("accept-all"));
        assertTrue(get("").body().contains(other.id().text()));
    }

    private String export(String format) {
        HttpResponse<String> answer = post("/export", EXPORT + format);
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    private Exported exported() {
        return assertInstanceOf(
                Exported.class,
                site.ledger()
                        .find(EntryQuery.newest(EntryKind.EXPORT.id(), 1))
                        .get(0)
                        .entry()
                        .orElseThrow());
    }

    private List<ConsoleRead> reads() {
        return site.ledger().find(EntryQuery.newest(EntryKind.CONSOLE_READ.id(), 50)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(ConsoleRead.class::cast)
                .toList();
    }

    private HttpResponse<String> get(String path) {
        return server.get(CONSOLE + path, "X-Reader", "anna");
    }

    private HttpResponse<String> post(String path, String form) {
        return server.post(CONSOLE + path, form, "X-Reader", "anna");
    }
}
