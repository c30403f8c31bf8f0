package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Action;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.enforcement.cookie.Expiry;
import dev.consent4j.servlet.request.Visitor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteExpiryTest {

    private final SiteExpiry expiry = new SiteExpiry();

    private Visitor visitor(ConsentService service, String cookies) {
        return new Visitor(
                service.sites().get(0),
                FakeRequest.of("Cookie", cookies).servlet(),
                Jurisdiction.UNKNOWN,
                "/privacy",
                expiry);
    }

    @Test
    void endsCookiesOfTheRequestAndAfterAnAnswerEveryDeclaredOne() {
        try (ConsentService service = TestSite.running()) {
            Visitor visitor = visitor(service, "consent=x; _ga_1=2; theme=1");

            assertEquals(1, expiry.lines(visitor, false).size());
            assertEquals(4, expiry.lines(visitor, true).size());
            assertEquals(List.of("_ga_1"), expiry.ending(visitor));
        }
    }

    @Test
    void endsNothingInReportMode() {
        try (ConsentService service = TestSite.service()
                .reportOnly()
                .site(Site.of("shop", TestSite.policy()))
                .build()) {
            Visitor visitor = visitor(service, "_ga_1=2");

            assertEquals(List.of(), expiry.lines(visitor, true));
            assertEquals(List.of(), expiry.ending(visitor));
        }
    }

    @Test
    void sweepsUndeclaredCookiesOnlyAfterARefusalOfEverythingAndOnlyIfTold() {
        String cookies = "stranger=1; JSESSIONID=2; basket=3; _stats=4; CONSENT=5; ";
        try (ConsentService service = TestSite.running()) {
            SiteConsent site = service.sites().get(0);
            for (Action action : List.of(Action.REJECT_ALL, Action.WITHDRAW)) {
                Visitor refused = visitor(service, cookies + TestSite.cookieAfter(site, action));

                assertEquals(Set.of("stranger"), swept(new SiteExpiry(true), refused));
                assertEquals(Set.of(), swept(new SiteExpiry(), refused));
                assertEquals(1, new SiteExpiry(true).lines(refused, false).size());
            }
            assertEquals(
                    Set.of(),
                    swept(
                            new SiteExpiry(true),
                            visitor(service, cookies + TestSite.cookieAfter(site, Action.ACCEPT_ALL))));
            assertEquals(Set.of(), swept(new SiteExpiry(true), visitor(service, cookies)));
        }
    }

    private static Set<String> swept(SiteExpiry expiry, Visitor visitor) {
        Set<String> declared = Set.of("_stats", "deep", "_ads");
        return expiry.lines(visitor, true).stream()
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(name -> !declared.contains(name))
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsSweptAndWhatIsDeclaredFitOnOneResponseTogether() {
        PolicyBuilder policy = Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("audience", "analytics").build());
        for (int i = 0; i < 100; i++) {
            policy.declare(Declaration.cookie("declared" + i, "audience"));
        }
        String strangers = IntStream.range(0, 20)
                .mapToObj(i -> "stranger" + i + "y".repeat(100) + "=1; ")
                .collect(Collectors.joining());
        try (ConsentService service =
                TestSite.service().site(Site.of("shop", policy.build())).build()) {
            SiteConsent site = service.sites().get(0);
            Visitor refused = visitor(service, strangers + TestSite.cookieAfter(site, Action.REJECT_ALL));
            List<String> lines = new SiteExpiry(true).lines(refused, true);

            assertTrue(lines.stream().anyMatch(line -> line.startsWith("declared")), lines.toString());
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("stranger")), lines.toString());
            assertTrue(
                    lines.stream().mapToInt(String::length).sum() <= Expiry.MAX_CHARACTERS,
                    () -> "" + lines.stream().mapToInt(String::length).sum());
        }
    }

    @Test
    void sweepsTheDomainsThatAreKnownToBelongToTheSite() {
        Site site = Site.of("shop", TestSite.policy())
                .hosts("www.example.org")
                .origins("https://www.example.org")
                .cookieDomain("example.org");
        try (ConsentService service = TestSite.service().site(site).build()) {
            Visitor refused = visitor(
                    service, "a=1; " + TestSite.cookieAfter(service.sites().get(0), Action.WITHDRAW));

            assertEquals(
                    List.of(
                            "/; Secure; SameSite=None",
                            "/; Domain=www.example.org; Secure; SameSite=None",
                            "/; Domain=example.org; Secure; SameSite=None",
                            "/page; Secure; SameSite=None",
                            "/page; Domain=www.example.org; Secure; SameSite=None",
                            "/page; Domain=example.org; Secure; SameSite=None"),
                    new SiteExpiry(true)
                            .lines(refused, true).stream()
                                    .filter(line -> line.startsWith("a="))
                                    .map(line -> line.substring(line.indexOf("Path=") + 5))
                                    .toList());
        }
    }

    @Test
    void forgetsOldVersionsAsDaysGoBy() {
        Clock[] now = {TestSite.CLOCK};
        Clock moving = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0].instant();
            }
        };
        var older = TestSite.policy().toBuilder().version("2026-01").build();
        var newer = TestSite.policy().toBuilder()
                .declarations(List.of())
                .effectiveFrom(LocalDate.parse("2026-11-01"))
                .build();
        Site site = new Site("shop", Set.of(), List.of(), PolicyHistory.of(List.of(older, newer)), null);
        try (ConsentService service =
                TestSite.service().clock(moving).site(site).build()) {
            assertTrue(expiry.ends(visitor(service, "_stats=1"), "_stats"));
            now[0] = Clock.fixed(TestSite.NOW.plusSeconds(86_400L * 401), ZoneOffset.UTC);
            assertEquals(List.of(), expiry.ending(visitor(service, "_stats=1")));
        }
    }
}
