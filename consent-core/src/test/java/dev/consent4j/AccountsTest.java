package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import dev.consent4j.signal.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account answers counts on every device it is signed in on, and on no other; two nodes share one ledger. */
class AccountsTest {

    private static final String ANNA = "customer-4711";
    private static final String BERT = "customer-4712";
    private static final Signals GPC = Signals.of(true, Signals.NONE.dnt());

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private TwoNodes nodes = TwoNodes.NONE;
    private SiteConsent first;
    private SiteConsent second;

    @BeforeEach
    void open() {
        nodes = TwoNodes.of(folder, clock, TwoNodes.POLICY);
        first = nodes.first();
        second = nodes.second();
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    private static EffectiveConsent visit(SiteConsent node, Given device, String account) {
        return visit(node, device, account, "DE", Signals.NONE);
    }

    private static EffectiveConsent visit(
            SiteConsent node, Given device, String account, String place, Signals signals) {
        return node.evaluate(
                device,
                account.isEmpty()
                        ? Given.NONE
                        : node.accounts().signedIn(account).given(),
                Jurisdiction.parse(place),
                Person.UNKNOWN,
                signals,
                node.today());
    }

    private static Outcome answer(SiteConsent node, Given device, String account, Action action) {
        return submit(node, device, account, Submission.of(node.newDecisionId(), action, Source.BANNER, Shown.NOTHING));
    }

    private static Outcome submit(SiteConsent node, Given device, String account, Submission submission) {
        return node.submit(
                submission,
                visit(node, device, account),
                account.isEmpty() ? null : node.accounts().signedIn(account));
    }

    private static boolean allows(SiteConsent node, Given device, String account) {
        return visit(node, device, account).allows("audience");
    }

    /** Both nodes have seen the account a moment ago. */
    private void granted() {
        answer(first, Given.NONE, ANNA, Action.ACCEPT_ALL);
        assertTrue(allows(first, Given.NONE, ANNA));
        assertTrue(allows(second, Given.NONE, ANNA));
    }

    @Test
    void anAccountsGrantCountsOnEveryDeviceAndEntersNone() {
        Outcome outcome = answer(first, Given.NONE, ANNA, Action.ACCEPT_ALL);

        assertInstanceOf(Outcome.Recorded.class, outcome);
        assertEquals(GivenConsent.EMPTY, outcome.given());
        assertTrue(allows(second, Given.NONE, ANNA));
        assertFalse(allows(first, outcome.given(), ""), "signed out the device's own counts");
        assertFalse(allows(first, Given.NONE, BERT));
    }

    @Test
    void aDevicesGrantDoesNotCountForWhoeverSignsIn() {
        GivenConsent device = nodes.answer(first, GivenConsent.EMPTY, Action.ACCEPT_ALL);

        assertFalse(allows(first, device, ANNA));
        assertTrue(visit(first, device, ANNA).prompt().asks());
        assertTrue(allows(first, device, ""));
    }

    @Test
    void aWithdrawalOnAnotherDeviceHoldsOnEveryNodeWithinAMinute() {
        granted();

        answer(first, Given.NONE, ANNA, Action.WITHDRAW);

        assertFalse(allows(first, Given.NONE, ANNA), "at once where it was made");
        clock.forward(AccountStates.FRESH);
        assertFalse(allows(second, Given.NONE, ANNA));
    }

    @Test
    void aWithdrawalThroughTheApplicationHoldsOnEveryNodeWithinAMinute() {
        granted();

        Outcome outcome = first.withdraw(first.newDecisionId(), ANNA);

        assertEquals(GivenConsent.EMPTY, outcome.given(), "no device has part in it");
        clock.forward(AccountStates.FRESH);
        assertFalse(allows(second, Given.NONE, ANNA));
        assertEquals(
                Reason.REFUSED,
                visit(second, Given.NONE, ANNA).purpose("audience").reason());
    }

    @Test
    void endingAnAccountsGrantsHoldsOnEveryNodeAndASecondGrantCounts() {
        granted();

        first.records().revokeAccount("e1", first.accounts().references(ANNA).get(0), "phishing", "security");
        assertFalse(allows(first, Given.NONE, ANNA));
        second.records().refresh();
        assertFalse(allows(second, Given.NONE, ANNA));

        answer(second, Given.NONE, ANNA, Action.ACCEPT_ALL);
        assertTrue(allows(second, Given.NONE, ANNA));
    }

    @Test
    void anErasedAccountCountsAsHavingRefusedUntilItAnswersAgain() {
        granted();
        String reference = first.accounts().references(ANNA).get(0);

        first.erase(ErasureRequest.ofAccount("r1", List.of(reference)));
        second.records().refresh();

        assertEquals(
                Reason.REFUSED,
                visit(second, Given.NONE, ANNA).purpose("audience").reason());
        assertEquals(
                0,
                second.accounts().history(second.accounts().signedIn(ANNA), 10).size());
        answer(second, Given.NONE, ANNA, Action.ACCEPT_ALL);
        assertTrue(allows(second, Given.NONE, ANNA));
    }

    @Test
    void aVoidedVersionEndsWhatAccountsGrantedUnderIt() {
        granted();

        LocalDate day = LocalDate.parse("2026-11-22");
        first.records().invalidate("v1", new GrantsEnded.OfVersion("2026-11", day, day), "dark pattern", "authority");
        second.records().refresh();

        assertFalse(allows(first, Given.NONE, ANNA));
        assertFalse(allows(second, Given.NONE, ANNA));
        assertEquals(Prompt.ASK_AGAIN, visit(second, Given.NONE, ANNA).prompt());
    }

    @Test
    void anOldCopyOfTheCookieGivesAnAccountNothingBack() {
        GivenConsent device = nodes.answer(first, GivenConsent.EMPTY, Action.ACCEPT_ALL);
        first.accounts().link(visit(first, device, ANNA), ANNA);
        assertTrue(allows(first, device, ANNA));

        GivenConsent after = answer(first, device, ANNA, Action.WITHDRAW).given();
        clock.forward(AccountStates.FRESH);

        assertFalse(allows(second, device, ANNA), "the copy from a backup");
        assertFalse(allows(second, after, ANNA));
        assertNull(after.subject(), "the withdrawal was the device's too");
        assertFalse(allows(second, after, ""));
    }

    @Test
    void refusalsAndSignalsOfAnAccountSurviveALostCookie() {
        answer(first, Given.NONE, ANNA, Action.REJECT_ALL);
        Submission signal = Submission.of(first.newDecisionId(), Action.SIGNAL, Source.SIGNAL, Shown.NOTHING);
        EffectiveConsent seen = visit(first, Given.NONE, BERT, "US-CA", GPC);
        GivenConsent device =
                first.submit(signal, seen, first.accounts().signedIn(BERT)).given();

        assertEquals(
                Reason.REFUSED,
                visit(second, Given.NONE, ANNA).purpose("audience").reason());
        assertEquals(
                Reason.SIGNAL_GPC,
                visit(second, Given.NONE, BERT, "US-CA", Signals.NONE)
                        .purpose("ads")
                        .reason());
        assertTrue(device.signals().containsKey(Signal.GPC), "a signal is the device's too");
    }

    @Test
    void anOptOutIsRecordedForBothAndARefusalForTheAccountOnly() {
        GivenConsent accepted = nodes.answer(first, GivenConsent.EMPTY, Action.ACCEPT_ALL);

        assertEquals(accepted, answer(first, accepted, ANNA, Action.REJECT_ALL).given());
        Submission optOut = new Submission(
                first.newDecisionId(),
                Action.OBJECT,
                Source.PREFERENCES,
                Map.of("audience", Choice.DENIED),
                Set.of(Use.SALE),
                Shown.NOTHING,
                false,
                false);
        GivenConsent device = submit(first, accepted, ANNA, optOut).given();

        assertTrue(device.optOuts().containsKey(Use.SALE));
        assertFalse(allows(first, device, ""));
        assertEquals(Set.of(Use.SALE), account(first, ANNA).optOuts().keySet());
    }

    private static GivenConsent account(SiteConsent node, String account) {
        return GivenConsent.orEmpty(node.accounts().signedIn(account).given());
    }

    @Test
    void whatOneAccountClaimedNoOtherGets() {
        GivenConsent device = nodes.answer(first, GivenConsent.EMPTY, Action.ACCEPT_ALL);
        assertEquals(1, first.accounts().claimable(device.subject()));

        first.accounts().link(visit(first, device, ANNA), ANNA);
        assertEquals(0, first.accounts().claimable(device.subject()));
        first.accounts().link(visit(first, device, BERT), BERT);

        assertTrue(allows(first, device, ANNA));
        assertFalse(allows(first, device, BERT));
        assertEquals(
                1, first.accounts().history(first.accounts().signedIn(ANNA), 10).size());
        assertEquals(
                0, first.accounts().history(first.accounts().signedIn(BERT), 10).size());
    }

    @Test
    void aClaimThatIsTakenBackCountsNoMore() {
        GivenConsent device = nodes.answer(first, GivenConsent.EMPTY, Action.ACCEPT_ALL);
        first.accounts().link(visit(first, device, ANNA), ANNA);
        assertTrue(allows(first, device, ANNA));

        first.accounts().unlink(device.subject(), ANNA);

        assertFalse(allows(first, device, ANNA));
        assertTrue(allows(first, device, ""));
    }

    @Test
    void laterDecisionsOfAClaimedDeviceStayTheDevices() {
        GivenConsent device = nodes.answer(first, GivenConsent.EMPTY, Action.REJECT_ALL);
        device = nodes.answer(first, device, Action.ACCEPT_ALL);
        first.accounts().link(visit(first, device, ANNA), ANNA);
        answer(first, Given.NONE, ANNA, Action.REJECT_ALL);

        nodes.answer(first, device, Action.ACCEPT_ALL);

        assertFalse(allows(first, device, ANNA));
        assertEquals(1, first.accounts().claimable(device.subject()));
    }

    @Test
    void aFormOfOneAccountSentAgainByAnotherOrSignedOutIsRefused() {
        DecisionId id = first.newDecisionId();
        Submission form = Submission.of(id, Action.ACCEPT_ALL, Source.BANNER, Shown.NOTHING);
        submit(first, Given.NONE, ANNA, form);

        assertInstanceOf(Outcome.Contradicts.class, submit(first, Given.NONE, BERT, form));
        assertInstanceOf(Outcome.Contradicts.class, submit(first, Given.NONE, "", form));
        assertInstanceOf(Outcome.Recorded.class, submit(first, Given.NONE, ANNA, form), "a second click");
        answer(first, Given.NONE, ANNA, Action.WITHDRAW);
        assertInstanceOf(Outcome.Contradicts.class, submit(first, Given.NONE, ANNA, form), "an old form");
    }

    @Test
    void theDevicesDenialWinsUntilThePersonShownItAnswers() {
        granted();
        GivenConsent device = nodes.answer(first, GivenConsent.EMPTY, Action.REJECT_ALL);
        assertFalse(allows(first, device, ANNA));
        assertEquals(Prompt.TELL_CONFLICT, visit(first, device, ANNA).prompt());
        assertTrue(visit(first, device, ANNA).isDeniedByDevice("audience"));

        clock.forward(Duration.ofDays(1));
        answer(first, device, ANNA, Action.ACCEPT_ALL);
        assertFalse(allows(first, device, ANNA), "nobody showed the contradiction");
        Submission shown = new Submission(
                first.newDecisionId(),
                Action.SAVE,
                Source.PREFERENCES,
                Map.of("audience", Choice.GRANTED),
                Set.of(),
                Shown.NOTHING,
                true,
                true);
        GivenConsent left = submit(first, device, ANNA, shown).given();

        assertTrue(allows(first, left, ANNA));
        assertEquals(device, left.with(List.of()), "nothing that was chosen for the account");
        assertFalse(allows(first, left, ""), "signed out the device's own counts");
    }
}
