package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.contract.RawFiles;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.export.ExportFormat;
import dev.consent4j.export.ExportRequest;
import dev.consent4j.export.ExportScope;
import dev.consent4j.export.ExportVerifier;
import dev.consent4j.export.LedgerExport;
import dev.consent4j.export.Verification;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.ledger.LedgerCheck;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account's entries go with those of its devices, from the service down to the bytes of the file. */
class AccountErasureTest {

    private static final String ACCOUNT = "customer 4711";
    private static final String REQUEST = "0123456789abcdef0123456789abcdef";
    private static final String LISTENER = "crm";
    private static final long WAIT_SECONDS = 30;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();

    private ConsentServiceBuilder builder() {
        return ConsentService.builder().policy(TwoNodes.POLICY).data(folder).clock(clock);
    }

    private static EffectiveConsent visit(SiteConsent site, Given given) {
        return site.evaluate(given, Jurisdiction.parse("DE"), Person.UNKNOWN, Signals.NONE);
    }

    /** Somebody who accepts on a device, and what the device has then. */
    private record Visitor(Decision decision, EffectiveConsent then) {

        SubjectId subject() {
            return Objects.requireNonNull(decision.subject());
        }
    }

    private static Visitor accept(SiteConsent site) {
        Submission all = Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.PREFERENCES, Shown.NOTHING);
        Outcome.Recorded recorded = assertInstanceOf(Outcome.Recorded.class, site.submit(all, visit(site, Given.NONE)));
        return new Visitor(recorded.decision(), visit(site, recorded.given()));
    }

    @Test
    void everyDeviceOfTheAccountIsErasedToTheLastByteAndWhoHeldItIsNamed() throws Exception {
        List<String> gone = new ArrayList<>(List.of(ACCOUNT));
        String other;
        try (ConsentService service = builder()
                .listener(LISTENER, delivery -> heard.add(delivery.index()))
                .build()) {
            SiteConsent site = service.sites().get(0);
            Visitor first = accept(site);
            Visitor second = accept(site);
            Visitor stranger = accept(site);
            other = stranger.subject().text();
            site.accounts().link(first.then(), ACCOUNT);
            site.accounts().link(second.then(), ACCOUNT);
            site.accounts().link(stranger.then(), "customer 12");
            hear(site.ledger().size() - 1);
            LedgerExport export = site.export(request());
            export.write(new ByteArrayOutputStream());
            List<String> references = site.accounts().references(ACCOUNT);
            references.forEach(reference -> {
                gone.add(reference);
                gone.add(reference.substring(reference.lastIndexOf('.') + 1));
            });
            for (Visitor each : List.of(first, second)) {
                gone.add(each.subject().text());
                gone.add(each.decision().id().text());
            }
            service.sites().get(0).ledger().publish();

            ErasureAnswer answer = site.erase(ErasureRequest.ofAccount(REQUEST, references));

            assertEquals(4, answer.erased());
            assertEquals(List.of(export.exported().export(), "listener:" + LISTENER), answer.exports());
            for (Erased each : erasures(site)) {
                assertEquals(answer.exports(), each.exports());
                assertEquals(Erased.Reason.ACCOUNT, each.reason());
            }
            assertEquals(List.of(), site.accounts().subjects(ACCOUNT));
            assertFalse(visit(site, first.then().given()).allows("audience"));
            assertTrue(visit(site, stranger.then().given()).allows("audience"));
            assertEquals(
                    LocalDate.of(2026, 11, 22),
                    site.records().endedOf(references).get(0).day());
            assertEquals(
                    0, site.erase(ErasureRequest.ofAccount(REQUEST, references)).erased());
            LedgerCheck check = site.ledger().check();
            assertTrue(check.isIntact(), check::toString);
            assertTrue(verified(site).isClean());
        }
        cleanUp();
        for (String text : gone) {
            assertEquals(List.of(), RawFiles.holding(folder, text), text);
        }
        // Or the search itself would be what finds nothing.
        assertFalse(RawFiles.holding(folder, other).isEmpty());
    }

    @Test
    void whatWasRecordedUnderAnOlderAccountKeyGoesToo() {
        Keyring rotated = Keyring.open(folder.resolve("keys")).rotated(KeyUse.ACCOUNT, new SecureRandom());
        List<String> before;
        Visitor early;
        try (ConsentService service = builder().build()) {
            SiteConsent site = service.sites().get(0);
            early = accept(site);
            site.accounts().link(early.then(), ACCOUNT);
            before = site.accounts().references(ACCOUNT);
        }
        try (ConsentService service = builder().keys(rotated).build()) {
            SiteConsent site = service.sites().get(0);
            List<String> references = site.accounts().references(ACCOUNT);
            assertEquals(before.get(0), references.get(1));
            site.accounts().link(accept(site).then(), ACCOUNT);

            assertEquals(
                    4, site.erase(ErasureRequest.ofAccount(REQUEST, references)).erased());
            assertEquals(
                    List.of(),
                    site.ledger().find(new EntryQuery(null, early.subject().text(), Long.MAX_VALUE, 9)));
        }
    }

    @Test
    void anAccountsMarkIsKeptTenYearsAndNoLonger() {
        try (ConsentService service = builder().build()) {
            SiteConsent site = service.sites().get(0);
            site.accounts().link(accept(site).then(), ACCOUNT);
            List<String> references = site.accounts().references(ACCOUNT);
            site.erase(ErasureRequest.ofAccount(REQUEST, references));
            clock.forward(Duration.ofDays(3650));
            site.records().purge();
            site.records().refresh();
            assertFalse(site.records().endedOf(references).isEmpty());
            clock.forward(Duration.ofDays(5));
            site.records().purge();
            site.records().refresh();
            assertEquals(List.of(), site.records().endedOf(references));
            assertEquals(List.of(), site.ledger().find(EntryQuery.newest(EntryKind.GRANTS_ENDED.id(), 9)));
            assertTrue(site.ledger().check().isIntact());
        }
    }

    private void hear(long index) throws InterruptedException {
        Long last = -1L;
        while (last != null && last < index) {
            last = heard.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        }
        assertNotNull(last, "not delivered in " + WAIT_SECONDS + " s");
    }

    private static ExportRequest request() {
        return new ExportRequest(
                ExportFormat.JSON_LINES, null, ExportScope.ALL, "audit", "auditor", LocalDate.of(2027, 1, 31), "anna");
    }

    private static Verification verified(SiteConsent site) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        site.export(request()).write(out);
        return assertInstanceOf(
                Verification.class,
                ExportVerifier.trustingTheExport().verify(new ByteArrayInputStream(out.toByteArray())));
    }

    private static List<Erased> erasures(SiteConsent site) {
        List<Erased> erasures = site.ledger().find(EntryQuery.newest(EntryKind.ERASURE.id(), 9)).stream()
                .map(entry -> assertInstanceOf(Erased.class, entry.entry().orElseThrow()))
                .toList();
        assertFalse(erasures.isEmpty());
        return erasures;
    }

    /** What operations.md tells to do after an erasure. */
    private void cleanUp() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.sqlite"));
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}
