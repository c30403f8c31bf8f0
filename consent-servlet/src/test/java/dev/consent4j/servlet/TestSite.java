package dev.consent4j.servlet;

import dev.consent4j.ConsentService;
import dev.consent4j.ConsentServiceBuilder;
import dev.consent4j.Outcome;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.Submission;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signals;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** A site for tests: a necessary basket, statistics, and advertising that GPC stops. */
public final class TestSite {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private TestSite() {}

    public static Policy policy() {
        return Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("audience", "analytics").build())
                .purpose(Purpose.builder("ads", "marketing")
                        .uses(Set.of(Use.SHARING, Use.TARGETED_ADVERTISING))
                        .build())
                .declare(Declaration.cookie("basket", "necessary"))
                .declare(Declaration.cookie("_stats", "audience"))
                .declare(Declaration.cookie("_ga*", "audience").at("example.org", "/"))
                .declare(Declaration.cookie("deep", "audience").at(null, "/shop/deep"))
                .declare(Declaration.cookie("_ads", "ads").at("example.org", "/"))
                .declare(Declaration.cookie("IDE", "ads").at("doubleclick.example", "/"))
                .build();
    }

    public static ConsentServiceBuilder service() {
        return ConsentService.builder().inMemory().clock(CLOCK);
    }

    public static ConsentService running() {
        return service().site(Site.of("shop", policy())).build();
    }

    public static EffectiveConsent undecided(SiteConsent site) {
        return evaluate(site, Given.NONE, Signals.NONE);
    }

    public static EffectiveConsent evaluate(SiteConsent site, Given given, Signals signals) {
        return site.evaluate(given, Jurisdiction.UNKNOWN, Person.UNKNOWN, signals);
    }

    /** What a device carries after an act without particulars. */
    public static GivenConsent after(SiteConsent site, Action action) {
        Outcome outcome =
                site.submit(Submission.of(site.newDecisionId(), action, Source.BANNER, Shown.NOTHING), undecided(site));
        return outcome.given();
    }

    /** The pair of the consent cookie as a browser sends it after an act. */
    public static String cookieAfter(SiteConsent site, Action action) {
        String line = site.setCookies(after(site, action), undecided(site)).get(0);
        return line.substring(0, line.indexOf(';'));
    }
}
