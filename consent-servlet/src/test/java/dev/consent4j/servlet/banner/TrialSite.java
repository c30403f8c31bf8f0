package dev.consent4j.servlet.banner;

import dev.consent4j.ConsentService;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Decision;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.guard.OneTimeToken;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.Browser;
import dev.consent4j.servlet.page.OutageStore;
import dev.consent4j.servlet.page.PrivacyServer;
import dev.consent4j.store.EntryQuery;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A site with one purpose of each sort, its pages served by a real container. */
final class TrialSite implements AutoCloseable {

    static final String CHOICES = "/privacy/choices";
    static final Map<String, Boolean> AS_SHOWN = Map.of();

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    final OutageStore store = new OutageStore();
    final PrivacyServer server;
    final Browser browser;
    private final ConsentService service;
    private final AtomicLong nanos = new AtomicLong();

    TrialSite() {
        this(policy().build(), RateLimit.DEFAULT_WRITES);
    }

    TrialSite(Policy policy) {
        this(policy, RateLimit.DEFAULT_WRITES);
    }

    TrialSite(Policy policy, int writesPerHour) {
        service = ConsentService.builder()
                .policy(policy)
                .stores(site -> store)
                .keys(Keyring.inMemory(new SecureRandom()))
                .clock(CLOCK)
                .ticker(nanos::get)
                .build();
        BannerMarkup banner = new BannerMarkup();
        server = new PrivacyServer(
                service,
                visitor -> "<!DOCTYPE html><html><body>" + banner.of(visitor) + "</body></html>",
                new ChoicesHandler(
                        new OneTimeToken(service.keys(), CLOCK), new RateLimit(service.keys(), CLOCK, writesPerHour)),
                new PlaceholderHandler());
        browser = new Browser(server);
    }

    /** Consent for audience and ads, a legitimate interest for security, and what each of them keeps. */
    static PolicyBuilder policy() {
        Vendor adNetwork = new Vendor(
                "adnet",
                "Ad Network",
                "US",
                Transfer.DPF,
                Map.of("default-src", List.of("https://ads.example")),
                List.of("https://ads.example/opt-out"),
                List.of("ads"),
                List.of("pages seen"));
        return Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .languages(List.of("en", "de"))
                .link("/policy")
                .jurisdictions(new ByJurisdiction<>("strict", Map.of("EU", "gdpr", "US-CA", "ccpa")))
                .dnt(new ByJurisdiction<>(DntRule.OBJECT, Map.of("US", DntRule.IGNORE)))
                .purpose(Purpose.builder("audience", Category.ANALYTICS)
                        .title(text("Audience", "Publikum"))
                        .description(text("Counts readers.", "Zählt Leser."))
                        .data(List.of("pages read"))
                        .build())
                .purpose(Purpose.builder("security", Category.ANALYTICS)
                        .title(text("Abuse detection", "Missbrauchserkennung"))
                        .legalBasis(LegalBasis.LEGITIMATE_INTEREST)
                        .uses(Set.of(Use.TRACKING))
                        .build())
                .purpose(Purpose.builder("ads", Category.MARKETING)
                        .title(text("Advertising", "Werbung"))
                        .uses(Set.of(Use.SALE, Use.SHARING))
                        .build())
                .vendor(adNetwork)
                .declare(Declaration.cookie("_aud", "audience"))
                .declare(new Declaration(
                        Technology.COOKIE, "id", "ads", "adnet", "ads.example", "/", null, false, "", Text.NONE))
                .declare(Declaration.cookie("seen", "ads").at("elsewhere.example", "/"));
    }

    static Text text(String english, String german) {
        return new Text(Map.of("en", english, "de", german));
    }

    /** Time passes in which nobody looks what other nodes ended. */
    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    SiteConsent site() {
        return service.sites().get(0);
    }

    List<Decision> decisions() {
        return site().ledger().find(EntryQuery.newest(EntryKind.DECISION.id(), 100)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(entry -> ((DecisionRecorded) entry).decision())
                .toList();
    }

    @Override
    public void close() {
        server.close();
        service.close();
    }
}
