package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Rendering;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clock that is set back, by an hour or by a year: the order of entries is that of their indexes, and nothing breaks. */
class ClockStepsBackTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Policy POLICY = Policy.builder("2026-11")
            .controller("Example SA", "mailto:privacy@example.org")
            .purpose(Purpose.builder("audience", Category.ANALYTICS).build())
            .build();

    private final MovableClock clock = new MovableClock(START);
    private final SwitchableStore store = new SwitchableStore();
    private final ConsentService service = ConsentService.builder()
            .site(Site.of("site", POLICY))
            .stores(site -> store)
            .keys(Keyring.inMemory(new SecureRandom()))
            .clock(clock)
            .build();
    private final SiteConsent site = service.sites().get(0);
    private final Rendering rendering =
            new Rendering("banner", "2026-11", POLICY.contentHash(), "strict", "en", "<p>", "", "", "b".repeat(64));

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void entriesKeepTheOrderInWhichTheyWereRecorded() {
        GivenConsent granted = grant(Given.NONE).orElseThrow();
        clock.set(START.minus(YEAR));
        GivenConsent refused = submit(Action.WITHDRAW, granted).given();
        assertFalse(allows(refused));

        List<Decision> newestFirst = decisions();
        assertEquals(Action.WITHDRAW, newestFirst.get(0).action());
        assertTrue(newestFirst.get(0).time().isBefore(newestFirst.get(1).time()));
        assertTrue(site.ledger().check().isIntact());
    }

    @Test
    void aGrantOfTomorrowIsNeitherLostNorMoreThanItWas() {
        GivenConsent granted = grant(Given.NONE).orElseThrow();
        assertTrue(allows(granted));
        clock.set(START.minus(Duration.ofDays(1)));
        assertTrue(allows(granted));
        clock.set(START.minus(YEAR));
        GivenConsent again = grant(granted).orElse(granted);
        assertTrue(allows(again));
        clock.set(START);
        assertTrue(allows(granted));
    }

    @Test
    void aRefusalOfTomorrowHolds() {
        GivenConsent refused = submit(Action.REJECT_ALL, Given.NONE).given();
        for (Duration step : List.of(Duration.ofHours(1), Duration.ofDays(1), YEAR)) {
            clock.set(START.minus(step));
            assertFalse(allows(refused));
        }
    }

    @Test
    void aLateRecordHasNoNegativeDelay() {
        store.writable(false);
        GivenConsent marked = assertInstanceOf(Outcome.Late.class, submit(Action.REJECT_ALL, Given.NONE))
                .given();
        store.writable(true);
        clock.set(START.minus(YEAR));
        assertTrue(site.recordLate(visit(marked)).isPresent());
        assertEquals(Duration.ZERO, decisions().get(0).delay());
    }

    @Test
    void anOldFormSentAgainAfterTheStepIsNoSecondClick() {
        site.served(rendering);
        Submission form = Submission.of(
                site.newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, new Shown(rendering.hash(), "en"));
        assertInstanceOf(Outcome.Recorded.class, site.submit(form, visit(Given.NONE)));
        assertInstanceOf(Outcome.Recorded.class, site.submit(form, visit(Given.NONE)), "a second click");
        clock.set(START.minus(YEAR));
        assertInstanceOf(Outcome.Contradicts.class, site.submit(form, visit(Given.NONE)));
    }

    private Optional<GivenConsent> grant(Given device) {
        site.served(rendering);
        Outcome outcome = site.submit(
                Submission.of(
                        site.newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, new Shown(rendering.hash(), "en")),
                visit(device));
        return outcome instanceof Outcome.Recorded recorded ? Optional.of(recorded.given()) : Optional.empty();
    }

    private Outcome submit(Action action, Given device) {
        return site.submit(Submission.of(site.newDecisionId(), action, Source.BANNER, Shown.NOTHING), visit(device));
    }

    private boolean allows(Given device) {
        return visit(device).allows("audience");
    }

    private EffectiveConsent visit(Given device) {
        return site.evaluate(device, Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE);
    }

    private List<Decision> decisions() {
        return site.ledger().find(EntryQuery.newest(EntryKind.DECISION.id(), 10)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(entry -> ((DecisionRecorded) entry).decision())
                .toList();
    }
}
