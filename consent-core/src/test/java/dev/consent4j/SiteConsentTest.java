package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signals;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SiteConsentTest {

    private static final Policy POLICY = Policy.builder("2026-11")
            .controller("Example SA", "mailto:privacy@example.org")
            .purpose(Purpose.builder("audience", Category.ANALYTICS).build())
            .purpose(Purpose.builder("ads", Category.MARKETING)
                    .uses(Set.of(Use.SALE))
                    .build())
            .declare(Declaration.cookie("_ga", "audience"))
            .jurisdictions(new ByJurisdiction<>("strict", Map.of("US-CA", "ccpa")))
            .build();
    private static final Policy NEXT = POLICY.toBuilder()
            .version("2026-11b")
            .effectiveFrom(LocalDate.of(2026, 11, 24))
            .controller("Other SA", "mailto:privacy@example.org")
            .build();
    private static final Rendering BANNER =
            new Rendering("banner", "2026-11", POLICY.contentHash(), "strict", "en", "<p>", "", "", "a".repeat(64));
    private static final Signals GPC = new Signals(true, DntField.UNSET, List.of());

    private final SwitchableStore store = new SwitchableStore();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Keyring keys = Keyring.inMemory(new SecureRandom());
    private final ConsentService service = service();
    private final SiteConsent site = service.sites().get(0);

    private ConsentService service() {
        return ConsentService.builder()
                .site(new Site("site", Set.of(), List.of(), PolicyHistory.of(List.of(POLICY, NEXT)), null))
                .stores(site -> store)
                .keys(keys)
                .clock(clock)
                .build();
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aPostponedRefusalHoldsAndIsRecordedLate() {
        Outcome outcome = site.postpone(answer(Action.REJECT_ALL), visit(Given.NONE));

        assertFalse(visit(outcome.given()).allows("audience"));
        assertNotNull(outcome.given().unrecorded());
        assertEquals(List.of(), decisions());
        assertTrue(site.recordLate(visit(outcome.given())).isPresent());
        assertEquals(Action.REJECT_ALL, decisions().get(0).action());
    }

    @Proves("P-2")
    @Test
    void aGrantIsInTheLedgerBeforeItTakesEffect() {
        Outcome outcome = site.submit(answer(Action.ACCEPT_ALL), visit(Given.NONE));

        Outcome.Recorded recorded = assertInstanceOf(Outcome.Recorded.class, outcome);
        assertEquals(1, decisions().size());
        assertEquals(recorded.decision(), decisions().get(0));
        assertTrue(visit(recorded.given()).allows("audience"));
        assertNotNull(recorded.given().subject());
    }

    @Proves("EU-3")
    @Test
    void theTextAPersonAnsweredIsAnEntryBeforeTheDecision() {
        site.submit(answer(Action.ACCEPT_ALL), visit(Given.NONE));

        List<EntryKind> kinds = entries().stream().map(Entry::kind).toList();
        assertTrue(kinds.indexOf(EntryKind.POLICY) < kinds.indexOf(EntryKind.DECISION), kinds.toString());
    }

    @Proves("P-7")
    @Test
    void aRenderingServedWhileTheStoreWasDownIsRecordedBeforeTheDecisionThatNamesIt() {
        store.writable(false);
        site.served(BANNER);
        store.writable(true);

        site.submit(answerOnBanner(), visit(Given.NONE));

        List<EntryKind> kinds = entries().stream().map(Entry::kind).toList();
        assertTrue(kinds.contains(EntryKind.RENDERING));
        assertTrue(kinds.indexOf(EntryKind.RENDERING) < kinds.indexOf(EntryKind.DECISION), kinds.toString());
    }

    @Test
    void aRenderingThatAnotherNodeServedIsNotLookedUpForEachAnswer() {
        site.served(BANNER);
        try (ConsentService node = service()) {
            SiteConsent other = node.sites().get(0);

            for (int answer = 0; answer < 5; answer++) {
                other.submit(answerOnBanner(), visit(Given.NONE));
            }

            assertEquals(5, decisions().size());
            assertEquals(BANNER.hash(), decisions().get(4).shown().rendering());
            // To read it, and to find it recorded.
            assertEquals(2, Collections.frequency(store.looked(), RenderingShown.idOf(BANNER.hash())));
        }
    }

    @Test
    void aRefusalIsFiledWithoutASubject() {
        Outcome outcome = site.submit(answer(Action.REJECT_ALL), visit(Given.NONE));

        assertNull(outcome.given().subject());
        assertNull(decisions().get(0).subject());
    }

    @Test
    void aWithdrawalDropsTheSubjectAndIsRecordedUnderIt() {
        GivenConsent accepted =
                site.submit(answer(Action.ACCEPT_ALL), visit(Given.NONE)).given();

        GivenConsent withdrawn =
                site.submit(answer(Action.WITHDRAW), visit(accepted)).given();

        assertNull(withdrawn.subject());
        assertEquals(accepted.subject(), decisions().get(1).subject());
        assertFalse(visit(withdrawn).allows("audience"));
    }

    @Proves("P-2")
    @Test
    void aRefusalTakesEffectWhileTheStoreIsDownAndIsRecordedLateOnce() {
        store.writable(false);
        Submission refusal = answer(Action.REJECT_ALL);
        Outcome outcome = site.submit(refusal, visit(Given.NONE));
        Outcome.Late late = assertInstanceOf(Outcome.Late.class, outcome);
        assertFalse(visit(late.given()).allows("audience"));
        assertNotNull(late.given().unrecorded());

        clock.forward(Duration.ofMinutes(7));
        assertTrue(site.recordLate(visit(late.given())).isEmpty());
        store.writable(true);
        GivenConsent clean = site.recordLate(visit(late.given())).orElseThrow();
        site.recordLate(visit(late.given()));

        assertNull(clean.unrecorded());
        assertEquals(1, decisions().size());
        Decision recorded = decisions().get(0);
        assertEquals(refusal.id(), recorded.id());
        assertEquals(Action.REJECT_ALL, recorded.action());
        assertEquals(Instant.parse("2026-11-22T10:00:00Z"), recorded.time());
        assertEquals(Duration.ofMinutes(7), recorded.delay());
        assertEquals(Map.of("audience", Choice.DENIED, "ads", Choice.DENIED), recorded.choices());
    }

    @Proves("P-2")
    @Test
    void aGrantGrantsNothingWhileTheStoreIsDown() {
        store.writable(false);

        Outcome outcome = site.submit(answer(Action.ACCEPT_ALL), visit(Given.NONE));

        assertInstanceOf(Outcome.Unavailable.class, outcome);
        assertEquals(GivenConsent.EMPTY, outcome.given());
    }

    @Proves("P-2")
    @Test
    void ofAMixedAnswerDenialsTakeEffectAndStandingGrantsStayWhileTheStoreIsDown() {
        GivenConsent analytics = site.submit(
                        save(Map.of("audience", Choice.GRANTED, "ads", Choice.DENIED)), visit(Given.NONE))
                .given();
        store.writable(false);

        Outcome outcome = site.submit(save(Map.of("audience", Choice.DENIED, "ads", Choice.GRANTED)), visit(analytics));

        assertInstanceOf(Outcome.Unavailable.class, outcome);
        assertFalse(visit(outcome.given()).allows("audience"));
        assertFalse(visit(outcome.given()).allows("ads"));
        assertNotNull(outcome.given().unrecorded());
    }

    @Test
    void sendingTheSameAnswerTwiceIsOneDecision() {
        Submission answer = answer(Action.ACCEPT_ALL);
        GivenConsent first = site.submit(answer, visit(Given.NONE)).given();
        clock.forward(Duration.ofSeconds(1));

        Outcome second = site.submit(answer, visit(Given.NONE));

        assertInstanceOf(Outcome.Recorded.class, second);
        assertEquals(first.subject(), second.given().subject());
        assertEquals(1, decisions().size());
    }

    @Test
    void anotherAnswerUnderAKnownIdIsRefused() {
        Submission answer = answer(Action.ACCEPT_ALL);
        site.submit(answer, visit(Given.NONE));

        Outcome other = site.submit(
                Submission.of(answer.id(), Action.REJECT_ALL, Source.BANNER, Shown.NOTHING), visit(Given.NONE));

        assertInstanceOf(Outcome.Contradicts.class, other);
        assertEquals(1, decisions().size());
    }

    @Test
    void anOldAcceptFormSentAgainDoesNotUndoAWithdrawal() {
        Submission accept = answer(Action.ACCEPT_ALL);
        GivenConsent accepted = site.submit(accept, visit(Given.NONE)).given();
        GivenConsent withdrawn =
                site.submit(answer(Action.WITHDRAW), visit(accepted)).given();

        Outcome again = site.submit(accept, visit(withdrawn));

        assertInstanceOf(Outcome.Contradicts.class, again);
        assertFalse(visit(again.given()).allows("audience"));
    }

    @Test
    void aKnownIdDoesNotHandThePseudonymToAnotherDevice() {
        Submission accept = answer(Action.ACCEPT_ALL);
        site.submit(accept, visit(Given.NONE));
        clock.forward(Answers.REPEAT_WINDOW);

        Outcome stranger = site.submit(accept, visit(Given.NONE));

        assertInstanceOf(Outcome.Contradicts.class, stranger);
        assertNull(stranger.given().subject());
    }

    @Proves("P-3")
    @Test
    void aSignalIsRecordedAndHoldsWhenTheHeaderIsGone() {
        Outcome outcome = site.submit(
                Submission.of(site.newDecisionId(), Action.SIGNAL, Source.SIGNAL, Shown.NOTHING),
                visit(Given.NONE, GPC));

        assertEquals(Action.SIGNAL, decisions().get(0).action());
        GivenConsent accepted =
                site.submit(answer(Action.ACCEPT_ALL), visit(outcome.given())).given();
        assertTrue(visit(accepted).allows("audience"));
        assertFalse(visit(accepted).allows("ads"));
    }

    @Test
    void aSignalSeenWhileTheStoreIsDownIsRecordedLate() {
        store.writable(false);
        Outcome outcome = site.submit(
                Submission.of(site.newDecisionId(), Action.SIGNAL, Source.SIGNAL, Shown.NOTHING),
                visit(Given.NONE, GPC));
        store.writable(true);

        GivenConsent clean = site.recordLate(visit(outcome.given())).orElseThrow();

        assertEquals(Set.of(dev.consent4j.signal.Signal.GPC), decisions().get(0).signals());
        assertNull(clean.unrecorded());
    }

    @Test
    void twoRefusalsWhileTheStoreIsDownAreRecordedLateTogether() {
        GivenConsent both =
                site.submit(answer(Action.ACCEPT_ALL), visit(Given.NONE)).given();
        store.writable(false);
        GivenConsent first = site.submit(save(Map.of("audience", Choice.DENIED)), visit(both))
                .given();
        GivenConsent second =
                site.submit(save(Map.of("ads", Choice.DENIED)), visit(first)).given();
        store.writable(true);

        site.recordLate(visit(second));

        assertEquals(
                Map.of("audience", Choice.DENIED, "ads", Choice.DENIED),
                decisions().get(1).choices());
    }

    @Test
    void aWithdrawalWhileTheStoreIsDownIsRecordedLateUnderItsSubjectWhichIsDroppedThen() {
        GivenConsent accepted =
                site.submit(answer(Action.ACCEPT_ALL), visit(Given.NONE)).given();
        store.writable(false);
        GivenConsent withdrawn =
                site.submit(answer(Action.WITHDRAW), visit(accepted)).given();
        GivenConsent objected = site.submit(
                        new Submission(
                                site.newDecisionId(),
                                Action.OBJECT,
                                Source.PREFERENCES,
                                Map.of("ads", Choice.DENIED),
                                Set.of(),
                                Shown.NOTHING,
                                false,
                                false),
                        visit(withdrawn))
                .given();
        store.writable(true);

        GivenConsent clean = site.recordLate(visit(objected)).orElseThrow();

        assertNull(clean.subject());
        assertFalse(visit(withdrawn).allows("audience"));
        assertEquals(Action.WITHDRAW, decisions().get(1).action());
        assertEquals(accepted.subject(), decisions().get(1).subject());
    }

    @Test
    void aLateRecordNamesTheVersionAndRegimeThatWereAnswered() {
        store.writable(false);
        GivenConsent late =
                site.submit(answer(Action.REJECT_ALL), visit(Given.NONE)).given();
        store.writable(true);
        clock.forward(Duration.ofDays(2));
        assertEquals("2026-11b", visit(late).policy().version());

        site.recordLate(site.evaluate(late, Jurisdiction.parse("US-CA"), Person.UNKNOWN, Signals.NONE));

        assertEquals("2026-11", decisions().get(0).policyVersion());
        assertEquals(POLICY.contentHash(), decisions().get(0).policyHash());
        assertEquals("joined", decisions().get(0).regime());
    }

    @Test
    void anAcceptFormOfAnEarlierVersionSentAgainGrantsNothingOfTheNewOne() {
        Submission accept = answer(Action.ACCEPT_ALL);
        GivenConsent accepted = site.submit(accept, visit(Given.NONE)).given();
        clock.forward(Duration.ofDays(2));
        assertFalse(visit(accepted).allows("audience"));

        Outcome again = site.submit(accept, visit(accepted));

        assertInstanceOf(Outcome.Contradicts.class, again);
        assertFalse(visit(again.given()).allows("audience"));
    }

    @Test
    void aMixedAnswerCanBeSentAgainOnceItsDenialsAreRecordedLate() {
        store.writable(false);
        Submission mixed = save(Map.of("audience", Choice.GRANTED, "ads", Choice.DENIED));
        GivenConsent denied = site.submit(mixed, visit(Given.NONE)).given();
        store.writable(true);
        GivenConsent clean = site.recordLate(visit(denied)).orElseThrow();

        Outcome again = site.submit(mixed, visit(clean));

        assertInstanceOf(Outcome.Recorded.class, again);
        assertTrue(visit(again.given()).allows("audience"));
    }

    @Test
    void whatWasRefusedWhileTheStoreWasDownIsRecordedBeforeTheNextAnswer() {
        GivenConsent accepted =
                site.submit(answer(Action.ACCEPT_ALL), visit(Given.NONE)).given();
        store.writable(false);
        GivenConsent withdrawn =
                site.submit(answer(Action.WITHDRAW), visit(accepted)).given();
        store.writable(true);

        GivenConsent again =
                site.submit(answer(Action.ACCEPT_ALL), visit(withdrawn)).given();

        assertEquals(
                List.of(Action.ACCEPT_ALL, Action.WITHDRAW, Action.ACCEPT_ALL),
                decisions().stream().map(Decision::action).toList());
        assertNull(again.unrecorded());
        assertNotEquals(accepted.subject(), again.subject());
    }

    @Test
    void theScriptsCookieSaysWhenTheServerMayAskAgain() {
        EffectiveConsent before = visit(Given.NONE);
        GivenConsent rejected = site.submit(answer(Action.REJECT_ALL), before).given();
        clock.forward(Duration.ofDays(1));

        assertTrue(site.setCookies(rejected, visit(rejected)).get(1).contains(".20271122."), "a year's wait");
    }

    @Test
    void aStoreThatContradictsItselfIsNotAvailableAndBreaksNoHealthCheck() {
        assertTrue(site.isAvailable());
        store.intact(false);

        assertFalse(site.isAvailable());
    }

    @Test
    void whatTheCookieCarriesIsReadBack() {
        EffectiveConsent before = visit(Given.NONE);
        GivenConsent accepted = site.submit(answer(Action.ACCEPT_ALL), before).given();

        String line = site.setCookies(accepted, before).get(0);
        String value = line.substring(line.indexOf('=') + 1, line.indexOf(';'));

        assertEquals(accepted, site.cookie().read(List.of(value)));
    }

    private Submission answerOnBanner() {
        return Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, new Shown(BANNER.hash(), "en"));
    }

    private Submission answer(Action action) {
        return Submission.of(site.newDecisionId(), action, Source.BANNER, Shown.NOTHING);
    }

    private Submission save(Map<String, Choice> choices) {
        DecisionId id = site.newDecisionId();
        return Submission.save(id, Source.PREFERENCES, Shown.NOTHING, choices);
    }

    private EffectiveConsent visit(Given device) {
        return visit(device, Signals.NONE);
    }

    private EffectiveConsent visit(Given device, Signals signals) {
        return site.evaluate(device, Jurisdiction.UNKNOWN, Person.UNKNOWN, signals);
    }

    private List<Entry> entries() {
        return site.ledger().read(0, 100).stream()
                .flatMap(entry -> entry.entry().stream())
                .toList();
    }

    private List<Decision> decisions() {
        return entries().stream()
                .filter(DecisionRecorded.class::isInstance)
                .map(entry -> ((DecisionRecorded) entry).decision())
                .toList();
    }

    /** A clock that stands still until it is moved. */
}
