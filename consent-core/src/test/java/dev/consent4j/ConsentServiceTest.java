package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Rendering;
import dev.consent4j.outbox.DeliveryStatus;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.FetchDirective;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Problem;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.violation.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentServiceTest {

    private static final Policy POLICY = Policy.builder("2026-11")
            .controller("Example SA", "mailto:privacy@example.org")
            .build();

    @TempDir
    Path directory;

    @Test
    void everyProblemOfTheSettingsIsListedAtOnce() {
        ConsentServiceBuilder builder = ConsentService.builder()
                .site(Site.of("Main Site", POLICY))
                .site(Site.of("other", POLICY).hosts("a.example").origins("https://a.example/path"))
                .site(Site.of("other", POLICY).hosts("a.example").origins("https://a.example", "http://b.example"));

        ConfigurationException refused = assertThrows(ConfigurationException.class, builder::build);

        List<String> paths = refused.problems().stream().map(Problem::path).toList();
        assertEquals(
                List.of(
                        "data",
                        "sites[0].id",
                        "sites[0].hosts",
                        "sites[1].origins",
                        "sites[2].id",
                        "sites[2].hosts",
                        "sites[2].origins"),
                paths);
    }

    @Test
    void everyProblemOfTheListenersNamesIsListedAtOnce() {
        ConsentServiceBuilder builder = ConsentService.builder()
                .inMemory()
                .listener("Search Index", delivery -> {})
                .listener("crm", delivery -> {})
                .listener("crm", delivery -> {});

        ConfigurationException refused = assertThrows(ConfigurationException.class, builder::build);

        assertEquals(
                List.of("sites", "listeners[0].name", "listeners[2].name"),
                refused.problems().stream().map(Problem::path).toList());
    }

    @Test
    void aListenerGetsTheEntriesOfEverySiteAndAfterARestartOnlyNewOnes() throws InterruptedException {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        ConsentServiceBuilder builder = ConsentService.builder()
                .site(Site.of("one", POLICY).hosts("one.example"))
                .site(Site.of("two", POLICY).hosts("two.example"))
                .data(directory.resolve("data"))
                .listener("search", delivery -> heard.add(delivery.site() + " " + delivery.index()));
        // Of each site the configuration and the policy are entries.
        Set<String> all = Set.of("one 0", "one 1", "two 0", "two 1");
        try (ConsentService service = builder.build()) {
            assertEquals(all, hear(heard, all.size()));
            assertEquals(
                    List.of("one", "two"),
                    service.deliveries().stream().map(DeliveryStatus::site).toList());
        }
        try (ConsentService service = builder.reportOnly().build()) {
            assertEquals(Set.of("one 2", "two 2"), hear(heard, 2));
            assertEquals(2, service.deliveries().size());
        }
        assertEquals(List.of(), List.copyOf(heard));
    }

    private static Set<String> hear(BlockingQueue<String> heard, int deliveries) throws InterruptedException {
        Set<String> entries = new HashSet<>();
        while (entries.size() < deliveries) {
            entries.add(Objects.requireNonNull(heard.poll(30, TimeUnit.SECONDS), "nothing was delivered"));
        }
        return entries;
    }

    @Test
    void aServiceWithoutASiteDoesNotStart() {
        ConfigurationException refused = assertThrows(
                ConfigurationException.class,
                () -> ConsentService.builder().inMemory().build());

        assertEquals("sites", refused.problems().get(0).path());
    }

    @Test
    void theOnlySiteAnswersForEveryHost() {
        try (ConsentService service =
                ConsentService.builder().policy(POLICY).inMemory().build()) {
            assertEquals(
                    "site", service.site("anything:8080").orElseThrow().site().id());
        }
    }

    @Test
    void oneOfSeveralSitesIsFoundByItsHostOnly() {
        try (ConsentService service = ConsentService.builder()
                .site(Site.of("one", POLICY).hosts("One.example"))
                .site(Site.of("two", POLICY).hosts("two.example", "[::1]"))
                .inMemory()
                .build()) {
            assertEquals(
                    "one", service.site("one.EXAMPLE:8080").orElseThrow().site().id());
            assertEquals("two", service.site("[::1]:8080").orElseThrow().site().id());
            assertEquals("two", service.site("[::1]").orElseThrow().site().id());
            assertTrue(service.site("three.example").isEmpty());
            assertTrue(service.site("").isEmpty());
        }
    }

    @Test
    void keysAndLedgerSurviveARestart() {
        long size;
        try (ConsentService service = start()) {
            size = service.sites().get(0).ledger().size();
        }
        try (ConsentService service = start()) {
            assertEquals(size, service.sites().get(0).ledger().size());
            assertTrue(service.sites().get(0).isAvailable());
        }
    }

    @Test
    void aRenderingServedBeforeARestartIsStillKnown() {
        Rendering rendering =
                new Rendering("banner", "2026-11", POLICY.contentHash(), "strict", "en", "<p>", "", "", "b".repeat(64));
        try (ConsentService service = start()) {
            service.sites().get(0).served(rendering);
        }
        try (ConsentService service = start()) {
            SiteConsent site = service.sites().get(0);
            assertEquals(rendering, site.rendering("b".repeat(64)).orElseThrow());
            assertTrue(site.rendering("c".repeat(64)).isEmpty());
            assertTrue(site.rendering("no hash").isEmpty());
        }
    }

    @Test
    void findingsSurviveARestartWhereThereIsADataDirectory() {
        Violation violation = new Violation(FetchDirective.IMG_SRC, "https://ads.example", "/shop");
        try (ConsentService service = start()) {
            service.violations().add("site", violation);
        }
        try (ConsentService service = start()) {
            assertEquals(violation, service.violations().of("site").get(0).violation());
        }
        try (ConsentService service =
                ConsentService.builder().policy(POLICY).inMemory().build()) {
            assertEquals(List.of(), service.violations().of("site"));
        }
    }

    @Test
    void aChangedConfigurationIsAnEntry() {
        start().close();
        try (ConsentService service = ConsentService.builder()
                .policy(POLICY)
                .data(directory.resolve("data"))
                .reportOnly()
                .build()) {
            List<String> modes =
                    service.sites().get(0).ledger().find(EntryQuery.newest(EntryKind.CONFIGURATION.id(), 10)).stream()
                            .flatMap(entry -> entry.entry().stream())
                            .map(entry -> String.valueOf(
                                    ((ConfigurationInForce) entry).settings().get("mode")))
                            .toList();
            assertEquals(List.of("report", "enforce"), modes);
        }
    }

    @Test
    void aNodeThatLacksAKeyTheLedgerWasUsedWithDoesNotStart() throws IOException {
        start().close();
        Files.delete(directory.resolve("data").resolve("keys"));

        ConfigurationException refused = assertThrows(ConfigurationException.class, this::start);

        assertEquals("keys", refused.problems().get(0).path());
    }

    private ConsentService start() {
        return ConsentService.builder()
                .policy(POLICY)
                .data(directory.resolve("data"))
                .build();
    }
}
