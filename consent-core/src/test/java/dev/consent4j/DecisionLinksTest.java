package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signals;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which decision an explanation names for what a device carries. */
class DecisionLinksTest {

    private final SwitchableStore store = new SwitchableStore();
    private final ConsentService service = ConsentService.builder()
            .site(Site.of(
                    "site",
                    Policy.builder("2026-11")
                            .controller("Example SA", "mailto:privacy@example.org")
                            .purpose(Purpose.builder("audience", Category.ANALYTICS)
                                    .build())
                            .purpose(Purpose.builder("ads", Category.MARKETING)
                                    .uses(Set.of(Use.SALE))
                                    .build())
                            .build()))
            .stores(site -> store)
            .keys(Keyring.inMemory(new SecureRandom()))
            .clock(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC))
            .build();
    private final SiteConsent site = service.sites().get(0);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void namesTheDecisionThatGranted() {
        Submission accepted = answer(Action.ACCEPT_ALL);

        assertLink(accepted.id() + " (act 1)", "audience", submit(accepted, GivenConsent.EMPTY));
    }

    @Test
    void namesOfSeveralDecisionsOfADayTheOneThatAnsweredThisPurpose() {
        Submission accepted = answer(Action.ACCEPT_ALL);
        Submission first = save(Map.of("ads", Choice.DENIED));
        Submission second = save(Map.of("ads", Choice.GRANTED));
        GivenConsent given = submit(second, submit(first, submit(accepted, GivenConsent.EMPTY)));

        assertLink(accepted.id() + " (act 1)", "audience", given);
        assertLink(second.id() + " (act 3)", "ads", given);
    }

    @Test
    void namesNoDecisionOfAnotherPerson() {
        submit(answer(Action.ACCEPT_ALL), GivenConsent.EMPTY);
        Submission mine = answer(Action.ACCEPT_ALL);

        assertLink(mine.id() + " (act 1)", "audience", submit(mine, GivenConsent.EMPTY));
    }

    @Test
    void namesARefusalThatIsFiledUnderAPseudonymAndNoOther() {
        assertLink("unlinked (act 1)", "audience", submit(answer(Action.REJECT_ALL), GivenConsent.EMPTY));
        Submission rejected = answer(Action.REJECT_ALL);
        assertLink(
                rejected.id() + " (act 2)",
                "audience",
                submit(rejected, submit(answer(Action.ACCEPT_ALL), GivenConsent.EMPTY)));
    }

    @Test
    void takesNoLaterDecisionForTheOneThatNotedASignal() {
        GivenConsent signalled = submit(answer(Action.SIGNAL), GivenConsent.EMPTY, true);
        GivenConsent given = submit(answer(Action.ACCEPT_ALL), signalled, true);

        String sentence = linked(given).purpose("ads").explain();

        assertTrue(sentence.contains("signal-gpc"), sentence);
        assertEquals("unlinked (act 1)", linked(given).decision(given.heldActs().get(1)));
    }

    @Test
    void namesTheDecisionOfASignalThatAKnownPersonSends() {
        Submission signal = answer(Action.SIGNAL);
        GivenConsent given = submit(signal, submit(answer(Action.ACCEPT_ALL), GivenConsent.EMPTY), true);

        assertEquals(
                signal.id() + " (act 2)",
                linked(given).decision(given.heldActs().get(0)));
    }

    @Test
    void namesADecisionThatIsNotRecordedYetByItsMark() {
        store.writable(false);
        Submission rejected = answer(Action.REJECT_ALL);

        assertLink(rejected.id() + " (act 1, not recorded yet)", "audience", submit(rejected, GivenConsent.EMPTY));
    }

    @Test
    void namesAnOptOutOfAUse() {
        GivenConsent accepted = submit(answer(Action.ACCEPT_ALL), GivenConsent.EMPTY);
        Submission optOut = new Submission(
                site.newDecisionId(),
                Action.OBJECT,
                Source.PREFERENCES,
                Map.of(),
                Set.of(Use.SALE),
                Shown.NOTHING,
                false,
                false);

        assertLink(optOut.id() + " (act 2)", "ads", submit(optOut, accepted));
    }

    @Test
    void saysNothingWhileTheLedgerCannotBeRead() {
        GivenConsent given = submit(answer(Action.ACCEPT_ALL), GivenConsent.EMPTY);
        store.readable(false);

        assertEquals(
                "not looked up (act 1)", linked(given).decision(given.heldActs().get(0)));
    }

    private void assertLink(String expected, String purpose, GivenConsent given) {
        String sentence = linked(given).purpose(purpose).explain();
        assertTrue(sentence.contains("; decision " + expected), () -> expected + " is not in: " + sentence);
    }

    private EffectiveConsent linked(GivenConsent given) {
        return site.linked(visit(given, false));
    }

    private GivenConsent submit(Submission submission, GivenConsent before) {
        return submit(submission, before, false);
    }

    private GivenConsent submit(Submission submission, GivenConsent before, boolean gpc) {
        return site.submit(submission, visit(before, gpc)).given();
    }

    private EffectiveConsent visit(Given device, boolean gpc) {
        return site.evaluate(device, Jurisdiction.UNKNOWN, Person.UNKNOWN, new Signals(gpc, DntField.UNSET, List.of()));
    }

    private Submission answer(Action action) {
        return Submission.of(
                site.newDecisionId(), action, action == Action.SIGNAL ? Source.SIGNAL : Source.BANNER, Shown.NOTHING);
    }

    private Submission save(Map<String, Choice> choices) {
        return Submission.save(site.newDecisionId(), Source.PREFERENCES, Shown.NOTHING, choices);
    }
}
