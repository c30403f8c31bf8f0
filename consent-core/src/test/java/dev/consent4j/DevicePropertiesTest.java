package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signal;
import dev.consent4j.signal.Signals;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;

/** What is kept for a device is what a fresh evaluation of each of its visits says, in whatever order they come. */
class DevicePropertiesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final List<String> PURPOSES = List.of("audience", "ads", "video");
    private static final Policy OLDEST = policy("2026-10", TODAY.minusDays(60));
    private static final PolicyHistory POLICIES = PolicyHistory.of(List.of(
            OLDEST,
            policy("2026-11", TODAY),
            policy("2026-12", TODAY.plusDays(2)).toBuilder()
                    .controller("Other SA", "mailto:privacy@example.org")
                    .build()));

    private final MovableClock clock = new MovableClock(TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC));
    private final ConsentService service = ConsentService.builder()
            .site(new Site("site", Set.of(), List.of(), POLICIES, null))
            .stores(site -> dev.consent4j.store.memory.InMemoryStore.create())
            .keys(dev.consent4j.key.Keyring.inMemory(new SecureRandom()))
            .clock(clock)
            .build();
    private final SiteConsent site = service.sites().get(0);

    @AfterTry
    void close() {
        service.close();
    }

    @Property(tries = 150)
    void theKeptAnswerIsTheFreshOne(@ForAll long seed) {
        Random random = new Random(seed);
        Given given = random.nextInt(4) == 0 ? Given.NONE : given(random);
        List<String> values = given instanceof GivenConsent consent ? List.of(value(consent)) : List.of();

        for (int visit = 0; visit < 40; visit++) {
            LocalDate day = TODAY.plusDays(random.nextInt(5));
            clock.set(day.atTime(random.nextInt(24), 0).toInstant(ZoneOffset.UTC));
            Jurisdiction place =
                    Jurisdiction.parse(List.of("DE", "US-CA", "US", "?", "JP").get(random.nextInt(5)));
            Signals signals = new Signals(
                    random.nextBoolean(),
                    DntField.values()[random.nextInt(3)],
                    random.nextBoolean() ? List.of() : List.of("de"));

            EffectiveConsent kept = site.device(values).effective(place, signals);
            EffectiveConsent fresh = Evaluator.evaluate(
                    new Visit(POLICIES, place, given, Given.NONE, Person.UNKNOWN, signals, GrantsEnded.NONE, day));

            assertEquals(explained(fresh), explained(kept));
            assertEquals(fresh.prompt(), kept.prompt());
            assertEquals(fresh.policy(), kept.policy());
            assertEquals(fresh.regime(), kept.regime());
            assertEquals(fresh.given(), kept.given());
        }
    }

    /** Verdicts as they are told: the languages of the browser are in no explanation, and in no verdict. */
    private static List<String> explained(EffectiveConsent consent) {
        return consent.verdicts().values().stream()
                .map(verdict -> verdict.reason() + " " + verdict.explain())
                .toList();
    }

    private static Policy policy(String version, LocalDate from) {
        return Policy.builder(version)
                .effectiveFrom(from)
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("audience", Category.ANALYTICS).build())
                .purpose(Purpose.builder("ads", Category.MARKETING)
                        .uses(Set.of(Use.SALE, Use.TRACKING))
                        .build())
                .purpose(Purpose.builder("video", Category.FUNCTIONAL).build())
                .declare(Declaration.cookie("_ga*", "audience"))
                .jurisdictions(new ByJurisdiction<>("strict", Map.of("DE", "gdpr", "US-CA", "ccpa")))
                .build();
    }

    private static GivenConsent given(Random random) {
        Map<String, Answer> answers = new HashMap<>();
        for (String purpose : PURPOSES) {
            if (random.nextInt(4) > 0) {
                answers.put(purpose, answer(random));
            }
        }
        Act act = act(random);
        return new GivenConsent(
                SubjectId.of(new byte[16]),
                9,
                answers,
                random.nextInt(5) == 0 ? act : null,
                random.nextInt(5) == 0 ? Map.of(Use.SALE, act) : Map.of(),
                random.nextInt(5) == 0 ? Map.of(Signal.GPC, act) : Map.of(),
                null);
    }

    private static Answer answer(Random random) {
        Act act = act(random);
        GrantForm form = GrantForm.values()[random.nextInt(GrantForm.values().length)];
        return random.nextInt(3) == 0
                ? new Answer.Denied(act, Denial.values()[random.nextInt(Denial.values().length)])
                : new Answer.Granted(act, form, random.nextBoolean(), random.nextBoolean(), null);
    }

    private static Act act(Random random) {
        LocalDate day = TODAY.minusDays(random.nextInt(40));
        String version = random.nextBoolean() ? "2026-11" : "2026-10";
        return new Act(1 + random.nextInt(8), day, day.plusDays(38 + random.nextInt(6)), version, "gdpr");
    }

    private String value(GivenConsent consent) {
        String line = site.cookie().lines(consent, TODAY).get(0);
        return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
    }
}
