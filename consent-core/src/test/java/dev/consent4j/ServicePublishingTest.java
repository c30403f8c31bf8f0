package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.SigningKey;
import dev.consent4j.key.SigningKeys;
import dev.consent4j.ledger.Checkpoint;
import dev.consent4j.ledger.FileCheckpointSink;
import dev.consent4j.ledger.PublishingState;
import dev.consent4j.ledger.SignedNote;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Problem;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicePublishingTest {

    private static final String HOST = "shop.example";
    private static final String ORIGIN = HOST + "/consent/shop";
    private static final Policy POLICY = Policy.builder("2026-11")
            .controller("Example SA", "mailto:privacy@example.org")
            .build();

    @TempDir
    Path directory;

    @Test
    void aServiceWithADataDirectorySignsWhatItRecordsAndKeepsTheCheckpointBesideTheLedger() throws IOException {
        SignedNote note;
        try (ConsentService service = shop().build()) {
            note = service.sites().get(0).ledger().publish().orElseThrow();
            assertTrue(service.sites().get(0).isPublishing());
        }

        Path keys = directory.resolve("signing-keys");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)));
        assertEquals(ORIGIN, said(note).origin());
        assertEquals(
                SignedNote.Check.VERIFIED,
                note.check(SigningKeys.open(keys, List.of(ORIGIN)).of(ORIGIN).verifying()));
        assertEquals(note, sink("shop").last(ORIGIN).orElseThrow());
    }

    @Test
    void whatIsRecordedIsPublishedWhenTheServiceCloses() throws IOException {
        long size;
        try (ConsentService service = shop().build()) {
            size = service.sites().get(0).ledger().size();
        }
        assertEquals(size, said(sink("shop").last(ORIGIN).orElseThrow()).size());
    }

    @Test
    void theFirstOriginStaysWhateverHostsTheSiteGets() {
        shop().build().close();
        try (ConsentService service = ConsentService.builder()
                .site(Site.of("shop", POLICY).origins("https://new.example"))
                .data(directory)
                .build()) {
            assertEquals(
                    ORIGIN,
                    said(service.sites().get(0).ledger().publish().orElseThrow())
                            .origin());
        }
    }

    @Test
    void aSiteWithoutHostsHasAnOriginOfItsOwn() {
        try (ConsentService service =
                ConsentService.builder().policy(POLICY).inMemory().build()) {
            String origin = said(service.sites().get(0).ledger().publish().orElseThrow())
                    .origin();

            assertTrue(origin.matches("consent4j/[0-9a-f]{4}/site"), origin);
        }
    }

    @Test
    void anotherOriginStopsTheStartUnlessItIsStartedExplicitly() {
        shop().build().close();

        Problem problem = assertThrows(
                        ConfigurationException.class,
                        () -> shop().origin("shop", "other.example/consent").build())
                .problems()
                .get(0);
        assertEquals("origin", problem.path());
        assertTrue(problem.toString().contains(ORIGIN), problem::toString);

        try (ConsentService service =
                shop().newOrigin("shop", "other.example/consent").build()) {
            Checkpoint first = said(service.sites().get(0).ledger().publish().orElseThrow());
            assertEquals("other.example/consent", first.origin());
            assertTrue(service.sites().get(0).isPublishing());
        }
        shop().newOrigin("shop", "other.example/consent").build().close();
    }

    @Test
    void aRotationIsAnEntryAndTheLedgerGoesOn() {
        shop().build().close();
        Path file = directory.resolve("signing-keys");
        SigningKeys rotated = SigningKeys.open(file, List.of(ORIGIN)).rotated(ORIGIN, new SecureRandom());
        rotated.save(file);

        try (ConsentService service = shop().build()) {
            SiteConsent site = service.sites().get(0);
            site.ledger().publish();

            assertTrue(site.isPublishing());
            Map<String, String> settings = ((ConfigurationInForce) site.ledger()
                            .find(EntryQuery.newest(EntryKind.CONFIGURATION.id(), 1))
                            .get(0)
                            .entry()
                            .orElseThrow())
                    .settings();
            assertEquals(2, settings.get("signing").split(" ", -1).length);
            assertTrue(settings.get("signing")
                    .contains(rotated.of(ORIGIN).current().verifyingKey().text()));
        }
    }

    @Test
    void aNodeThatLacksASigningKeyDoesNotStartUnlessItStartsANewOrigin() throws IOException {
        shop().build().close();
        Files.delete(directory.resolve("signing-keys"));

        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> shop().build());

        assertEquals("signing", refused.problems().get(0).path());
        shop().newOrigin("shop", "shop.example/consent/2").build().close();
    }

    @Test
    void aDamagedFileOfSigningKeysStopsTheStart() throws IOException {
        shop().build().close();
        Files.writeString(directory.resolve("signing-keys"), "damaged");

        String message =
                assertThrows(ConfigurationException.class, () -> shop().build()).getMessage();

        assertTrue(message.contains("signing-keys"), message);
    }

    @Test
    void aLedgerRestoredFromAnOlderBackupServesButIsNotSigned() {
        shop().build().close();
        try (ConsentService service =
                        shop().stores(site -> InMemoryStore.create()).build();
                Quiet quiet = new Quiet("dev.consent4j.ledger.ConsentLedger")) {
            SiteConsent site = service.sites().get(0);

            assertThrows(RuntimeException.class, () -> site.ledger().publish());

            assertTrue(site.isAvailable());
            assertFalse(site.isPublishing());
            assertEquals(
                    PublishingState.Condition.STOPPED,
                    site.ledger().publishing().condition());
            assertTrue(quiet.said("no longer signed"));
        }
    }

    @Test
    void theApplicationMaySupplyKeysAndSinks() throws IOException {
        SigningKey key = SigningKey.generate("log.example", new SecureRandom());
        Path outside = directory.resolve("outside").resolve("shop");
        try (ConsentService service = shop().origin("shop", "log.example")
                .signingKeys(origin -> new LedgerKeys(key, List.of()))
                .checkpointSinks(site -> List.of(FileCheckpointSink.of(outside)))
                .publishAfter(Duration.ofDays(1))
                .build()) {
            SignedNote note = service.sites().get(0).ledger().publish().orElseThrow();

            assertEquals(SignedNote.Check.VERIFIED, note.check(List.of(key.verifyingKey())));
            assertEquals(
                    note, FileCheckpointSink.of(outside).last("log.example").orElseThrow());
        }
        assertFalse(Files.exists(directory.resolve("signing-keys")));
    }

    @Test
    void withoutAKeyOrAPlaceForOneTheLedgerIsNotSignedAndThatIsSaid() {
        try (Quiet quiet = new Quiet(ConsentServiceBuilder.class.getName());
                ConsentService service = ConsentService.builder()
                        .policy(POLICY)
                        .keys(Keyring.inMemory(new SecureRandom()))
                        .stores(site -> InMemoryStore.create())
                        .build()) {
            assertFalse(service.sites().get(0).isPublishing());
            assertTrue(quiet.said("is not signed"));
        }
    }

    @Test
    void everyProblemOfThePublishingIsListed() {
        ConfigurationException refused = assertThrows(
                ConfigurationException.class,
                () -> shop().origin("absent", "a b").publishAfter(Duration.ZERO).build());

        assertEquals(
                List.of("origin", "origin", "publishAfter"),
                refused.problems().stream().map(Problem::path).toList());
    }

    private ConsentServiceBuilder shop() {
        return ConsentService.builder()
                .site(Site.of("shop", POLICY).origins("https://" + HOST))
                .data(directory);
    }

    private FileCheckpointSink sink(String site) {
        return FileCheckpointSink.of(directory.resolve("checkpoints-" + site));
    }

    private static Checkpoint said(SignedNote note) {
        return Checkpoint.parse(note.text()).found().orElseThrow();
    }
}
