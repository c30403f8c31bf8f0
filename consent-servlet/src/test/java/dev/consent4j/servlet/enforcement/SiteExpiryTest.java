package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Visitor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
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
