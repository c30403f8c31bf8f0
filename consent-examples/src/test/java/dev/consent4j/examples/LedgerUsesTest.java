package dev.consent4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.ErasureAnswer;
import dev.consent4j.ErasureRequest;
import dev.consent4j.SiteConsent;
import dev.consent4j.export.ExportFormat;
import dev.consent4j.export.ExportReading;
import dev.consent4j.export.ExportRequest;
import dev.consent4j.export.ExportScope;
import dev.consent4j.export.ExportVerifier;
import dev.consent4j.export.Verification;
import dev.consent4j.json.PolicyJson;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.MacKey;
import dev.consent4j.key.SigningKeys;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.Checkpoint;
import dev.consent4j.ledger.CheckpointSink;
import dev.consent4j.ledger.FileCheckpointSink;
import dev.consent4j.ledger.HttpCheckpointSink;
import dev.consent4j.policy.Policy;
import dev.consent4j.store.jdbc.JdbcLedgers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md and the pages in docs show of the ledger, done one after the other. */
class LedgerUsesTest {

    @TempDir
    private Path data;

    @TempDir
    private Path elsewhere;

    private final Policy policy = PolicyJson.readResource(LedgerUsesTest.class, "/privacy.json");
    private JdbcConnectionPool pool;
    private ConsentService service;

    @BeforeEach
    void start() {
        pool = JdbcConnectionPool.create("jdbc:h2:" + elsewhere.resolve("ledger") + ";WRITE_DELAY=0", "sa", "");
        service = service(pool, data, policy);
    }

    @AfterEach
    void stop() {
        service.close();
        pool.dispose();
    }

    private static ConsentService service(DataSource pool, Path data, Policy policy) {
        // tag::database[]
        JdbcLedgers ledgers = JdbcLedgers.create(pool);
        ConsentService service = ConsentService.builder()
                .policy(policy)
                .data(data)
                .stores(ledgers::ledger)
                .build();
        // end::database[]
        return service;
    }

    @Test
    void theLedgerIsInTheDatabaseAndTheKeysAreInTheDirectory() {
        assertTrue(service.sites().get(0).isAvailable());
        assertTrue(Files.exists(data.resolve("keys")));
        assertTrue(Files.notExists(data.resolve("ledger.sqlite")));
        assertTrue(JdbcLedgers.open(pool).ledger("site").head().size() > 0);
    }

    @Test
    void anExportIsVerifiedWithKeysFromElsewhere() throws IOException {
        Path file = elsewhere.resolve("export.jsonl");
        SiteConsent site = service.sites().get(0);
        // tag::export[]
        ExportRequest request = new ExportRequest(
                ExportFormat.JSON_LINES,
                null,
                ExportScope.ALL,
                "audit 2026",
                "Auditors & Co",
                LocalDate.now().plusMonths(3),
                "jane");
        try (OutputStream out = Files.newOutputStream(file)) {
            site.export(request).write(out);
        }
        // end::export[]
        List<VerifyingKey> keys = keys(site);
        ExportReading reading;
        // tag::verify[]
        try (InputStream in = Files.newInputStream(file)) {
            reading = ExportVerifier.trusting(keys).verify(in);
        }
        // end::verify[]
        assertTrue(assertInstanceOf(Verification.class, reading).isClean(), reading::toString);
    }

    private static List<VerifyingKey> keys(SiteConsent site) {
        // tag::vkey[]
        List<VerifyingKey> keys =
                site.ledger().publishedAs().orElseThrow().keys().verifying();
        // end::vkey[]
        return keys;
    }

    @Test
    void anAccountIsErased() {
        SiteConsent site = service.sites().get(0);
        String account = "4711";
        // tag::erase[]
        String request = site.newDecisionId().text();
        List<String> references = site.accounts().references(account);
        ErasureAnswer answer = site.erase(ErasureRequest.ofAccount(request, references));
        // end::erase[]
        assertEquals(request, answer.request());
        assertEquals(
                0, site.erase(ErasureRequest.ofAccount(request, references)).erased());
    }

    @Test
    void checkpointsGoToPlacesOutOfReach() throws IOException {
        String origin = keys(service.sites().get(0)).get(0).name();
        service.close();
        Path audit = elsewhere.resolve("audit");
        Function<String, List<CheckpointSink>> sinks = sinks(audit);
        service = ConsentService.builder()
                .policy(policy)
                .data(data)
                .stores(JdbcLedgers.open(pool)::ledger)
                .checkpointSinks(site -> List.of(sinks.apply(site).get(0)))
                .build();
        long size = service.sites().get(0).ledger().size();
        service.sites().get(0).ledger().publish();
        Checkpoint last = FileCheckpointSink.of(audit.resolve("site"))
                .last(origin)
                .flatMap(note -> Checkpoint.parse(note.text()).found())
                .orElseThrow();
        assertEquals(size, last.size());
    }

    private static Function<String, List<CheckpointSink>> sinks(Path audit) {
        URI witness = URI.create("https://witness.example/checkpoints");
        // tag::sinks[]
        Function<String, List<CheckpointSink>> sinks =
                site -> List.of(FileCheckpointSink.of(audit.resolve(site)), HttpCheckpointSink.of(witness));
        // end::sinks[]
        return sinks;
    }

    @Test
    void keysAreRotatedAndWhatOlderOnesSignedStaysValid() throws IOException {
        service.sites().get(0).ledger().publish();
        String origin = keys(service.sites().get(0)).get(0).name();
        service.close();
        // tag::rotate-signing[]
        Path signing = data.resolve("signing-keys");
        SigningKeys.open(signing, List.of(origin))
                .rotated(origin, new SecureRandom())
                .save(signing);
        // end::rotate-signing[]
        // tag::rotate-keys[]
        Path file = data.resolve("keys");
        Keyring.open(file).rotated(KeyUse.COOKIE, new SecureRandom()).save(file);
        // end::rotate-keys[]
        // tag::retire-key[]
        Keyring ring = Keyring.open(file);
        MacKey leaked = ring.all(KeyUse.COOKIE).get(1);
        ring.without(KeyUse.COOKIE, leaked.id()).save(file);
        // end::retire-key[]
        service = service(pool, data, policy);
        SiteConsent site = service.sites().get(0);
        assertEquals(2, keys(site).size());
        assertEquals(1, service.keys().all(KeyUse.COOKIE).size());
        assertEquals(Set.of("cookie:" + leaked.text()), service.keys().retired());
        site.ledger().publish();
        assertTrue(site.isPublishing());
        assertTrue(site.ledger().check().isIntact());
    }
}
