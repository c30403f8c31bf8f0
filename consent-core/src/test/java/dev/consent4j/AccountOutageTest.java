package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for somebody signed in while the ledger cannot be read or written. */
class AccountOutageTest {

    private static final String ANNA = "customer-4711";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final SwitchableStore store = new SwitchableStore();
    private final ConsentService service = ConsentService.builder()
            .site(Site.of("site", TwoNodes.POLICY))
            .stores(site -> store)
            .keys(Keyring.inMemory(new SecureRandom()))
            .clock(clock)
            .build();
    private final SiteConsent site = service.sites().get(0);

    @AfterEach
    void close() {
        service.close();
    }

    private EffectiveConsent visit(Given device) {
        return site.evaluate(
                device,
                site.accounts().signedIn(ANNA).given(),
                Jurisdiction.parse("DE"),
                Person.UNKNOWN,
                Signals.NONE,
                site.today());
    }

    private Outcome answer(Action action) {
        Submission submission = Submission.of(site.newDecisionId(), action, Source.BANNER, Shown.NOTHING);
        return site.submit(submission, visit(Given.NONE), site.accounts().signedIn(ANNA));
    }

    private Reason audience() {
        return visit(Given.NONE).purpose("audience").reason();
    }

    private List<Decision> decisions() {
        return site
                .ledger()
                .find(new EntryQuery(
                        EntryKind.DECISION.id(),
                        null,
                        site.accounts().references(ANNA).get(0),
                        Long.MAX_VALUE,
                        10))
                .stream()
                .flatMap(entry -> entry.entry().stream())
                .map(entry -> ((DecisionRecorded) entry).decision())
                .toList();
    }

    @Test
    void whatWasKnownCountsForAMinuteAndThenNothingIsPermitted() {
        answer(Action.ACCEPT_ALL);
        assertEquals(Reason.GRANTED, audience());
        store.readable(false);

        clock.forward(Duration.ofSeconds(59));
        assertEquals(Reason.GRANTED, audience());
        clock.forward(Duration.ofSeconds(1));
        assertEquals(Reason.UNCONFIRMED, audience());

        store.readable(true);
        clock.forward(AccountStates.PAUSE);
        assertEquals(Reason.GRANTED, audience());
    }

    @Test
    void anAccountNeverSeenBeforeIsPermittedNothingUntilTheLedgerAnswers() {
        answer(Action.ACCEPT_ALL);
        store.readable(false);

        assertEquals(Reason.UNCONFIRMED, audience());
    }

    @Test
    void aWithdrawalCountsAtOnceThoughTheLedgerCannotBeReadAnyMore() {
        answer(Action.ACCEPT_ALL);
        assertEquals(Reason.GRANTED, audience());
        answer(Action.WITHDRAW);
        store.readable(false);

        assertEquals(Reason.UNCONFIRMED, audience());
    }

    @Test
    void aRefusalThatCannotBeRecordedHoldsForAccountAndDeviceAndIsRecordedLate() {
        answer(Action.ACCEPT_ALL);
        assertEquals(Reason.GRANTED, audience());
        store.writable(false);

        Outcome outcome = answer(Action.REJECT_ALL);

        assertInstanceOf(Outcome.Late.class, outcome);
        assertTrue(outcome.given().unrecorded() != null);
        assertEquals(Reason.REFUSED, audience(), "on every device, as far as this process knows");
        assertEquals(1, decisions().size());

        store.writable(true);
        clock.forward(Duration.ofSeconds(30));
        site.accounts().refresh();

        assertEquals(Action.REJECT_ALL, decisions().get(0).action());
        assertEquals(Duration.ofSeconds(30), decisions().get(0).delay());
        assertEquals(Reason.REFUSED, audience());
        assertEquals(2, decisions().size());
    }

    @Test
    void aGrantThatCannotBeRecordedCountsNowhere() {
        store.writable(false);

        Outcome outcome = answer(Action.ACCEPT_ALL);

        assertInstanceOf(Outcome.Unavailable.class, outcome);
        assertEquals(GivenConsent.EMPTY, outcome.given());
        assertEquals(Reason.UNDECIDED, audience());
    }

    @Test
    void aClockSetBackMakesNothingYounger() {
        answer(Action.ACCEPT_ALL);
        assertEquals(Reason.GRANTED, audience());
        store.readable(false);
        clock.set(Instant.parse("2026-11-22T09:00:00Z"));

        assertEquals(Reason.UNCONFIRMED, audience());
    }

    @Test
    void whatIsNoIdOfAnAccountIsRefusedAndNeitherIsInAnyLog() {
        assertThrows(IllegalArgumentException.class, () -> site.accounts().signedIn(" "));
        assertThrows(IllegalArgumentException.class, () -> site.accounts().signedIn("x".repeat(Accounts.MAX_ID + 1)));
        assertFalse(site.accounts().signedIn(ANNA).toString().contains(ANNA));
    }
}
