package dev.consent4j.servlet.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Exported;
import dev.consent4j.export.ExportVerifier;
import dev.consent4j.export.Verification;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.PrivacyServer;
import dev.consent4j.store.EntryQuery;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportPageTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final String PAGE = "/privacy/console/site/export";
    private static final String FILLED = "purpose=audit&recipient=auditor&destroyBy=2027-01-31&format=";

    private final ConsentService service = ConsentService.builder()
            .policy(Policy.builder("1")
                    .controller("Example SA", "mailto:privacy@example.org")
                    .build())
            .inMemory()
            .clock(CLOCK)
            .build();
    private final PrivacyServer server = new PrivacyServer(
            service,
            visitor -> "",
            new ConsoleHandler(
                    service,
                    request -> Optional.ofNullable(request.getHeader("X-Reader")),
                    CLOCK,
                    new RateLimit(service.keys(), CLOCK, 5)));

    @AfterEach
    void close() {
        server.close();
        service.close();
    }

    private HttpResponse<String> post(String form, String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = "X-Reader";
        headers[1] = "eve";
        System.arraycopy(more, 0, headers, 2, more.length);
        return server.post(PAGE, form, headers);
    }

    private List<Exported> exports() {
        return service.sites().get(0).ledger().find(EntryQuery.newest(EntryKind.EXPORT.id(), 10)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(entry -> assertInstanceOf(Exported.class, entry))
                .toList();
    }

    @Test
    void anExportIsRecordedAndVerifies() throws Exception {
        HttpResponse<String> answer = post(FILLED + "jsonl");

        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment; "));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        Verification found = assertInstanceOf(
                Verification.class,
                ExportVerifier.trustingTheExport()
                        .verify(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8))));
        assertTrue(found.isClean(), found::toString);
        Exported exported = exports().get(0);
        assertEquals("eve", exported.reader());
        assertEquals("audit", exported.purpose());
        assertEquals("auditor", exported.recipient());
        assertEquals(LocalDate.parse("2027-01-31"), exported.destroyBy());
    }

    @Test
    void theOtherFormatsAreScopedAsAsked() {
        HttpResponse<String> csv = post(FILLED + "csv&kind=configuration&from=0&to=5");

        assertEquals(200, csv.statusCode());
        assertTrue(csv.body().contains("\"configuration\""), csv.body());
        assertEquals("kind=configuration", exports().get(0).scope());
        assertEquals(200, post(FILLED + "dpv").statusCode());
    }

    @Test
    void whatIsWrongIsSaidBesideItsField() {
        HttpResponse<String> answer =
                post("purpose=&recipient=&destroyBy=soon&format=pdf&from=9&to=1&subject=x&kind=y");

        assertEquals(400, answer.statusCode());
        for (String name : List.of("purpose", "recipient", "destroyBy", "format", "from", "subject", "kind")) {
            assertTrue(answer.body().contains("href=\"#cc-" + name + "\""), name);
            assertTrue(answer.body().contains("id=\"cc-" + name + "\""), name);
        }
        assertTrue(answer.body().contains("role=\"alert\""));
        assertEquals(400, post(FILLED + "csv&from=5000").statusCode());
        assertEquals(List.of(), exports());
    }

    @Test
    void everyFieldHasALabel() {
        String form = server.get(PAGE, "X-Reader", "eve").body();

        for (String name : List.of(
                "purpose", "recipient", "destroyBy", "format", "kind", "from", "to", "since", "until", "subject")) {
            assertTrue(form.contains("for=\"cc-" + name + "\""), name);
            assertTrue(form.contains("id=\"cc-" + name + "\""), name);
        }
    }

    @Test
    void nothingLeavesWithoutTheAccessRule() {
        assertEquals(403, server.post(PAGE, FILLED + "jsonl").statusCode());
        assertEquals(403, server.get(PAGE).statusCode());
        assertEquals(403, post(FILLED + "jsonl", "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(List.of(), exports());
    }

    /** Over plain HTTP a browser sends no Sec-Fetch-Site. */
    @Test
    void aFormOnAnotherSiteMakesNoExportInAReadersName() {
        assertEquals(403, post(FILLED + "csv", "Origin", "https://evil.example").statusCode());
        assertEquals(403, post(FILLED + "csv", "Origin", "null").statusCode());
        assertEquals(List.of(), exports());
        URI page = server.get(PAGE, "X-Reader", "eve").uri();
        assertEquals(
                200,
                post(FILLED + "csv", "Origin", "http://" + page.getAuthority()).statusCode());
    }

    @Test
    void tooManyAreRefused() {
        for (int i = 0; i < 5; i++) {
            assertEquals(200, post(FILLED + "csv").statusCode());
        }
        assertEquals(429, post(FILLED + "csv").statusCode());
        assertEquals(5, exports().size());
    }
}
