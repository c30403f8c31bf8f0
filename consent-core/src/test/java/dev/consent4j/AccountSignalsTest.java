package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.SignalApplied;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a signal does to the grants of an account, and how a verdict names the account's decisions. */
class AccountSignalsTest {

    private static final String ANNA = "customer-4711";
    private static final Signals GPC = Signals.of(true, Signals.NONE.dnt());

    @TempDir
    private Path folder;

    private TwoNodes nodes = TwoNodes.NONE;
    private SiteConsent site;

    @BeforeEach
    void open() {
        nodes = TwoNodes.of(folder, new MovableClock(Instant.parse("2026-11-22T10:00:00Z")), TwoNodes.POLICY);
        site = nodes.first();
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    private EffectiveConsent visit(Given device, String account, Signals signals) {
        Given signedIn = account.isEmpty()
                ? Given.NONE
                : site.accounts().signedIn(account).given();
        return site.evaluate(device, signedIn, Jurisdiction.parse("US-CA"), Person.UNKNOWN, signals, site.today());
    }

    private Outcome.Recorded answer(Given device, String account, Action action, Signals signals) {
        Source source = action == Action.SIGNAL ? Source.SIGNAL : Source.BANNER;
        return (Outcome.Recorded) site.submit(
                Submission.of(site.newDecisionId(), action, source, Shown.NOTHING),
                visit(device, account, signals),
                account.isEmpty() ? null : site.accounts().signedIn(account));
    }

    private List<SignalApplied> applied() {
        return site.ledger().find(EntryQuery.newest(EntryKind.SIGNAL_APPLIED.id(), 10)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(SignalApplied.class::cast)
                .toList();
    }

    @Proves("CA-2")
    @Test
    void aSignalIsAppliedOnceToEachDecisionOfAnAccountThatItOverridesOnWhateverDevice() {
        DecisionId grant = answer(Given.NONE, ANNA, Action.ACCEPT_ALL, Signals.NONE)
                .decision()
                .id();
        GivenConsent second = answer(Given.NONE, ANNA, Action.SIGNAL, GPC).given();

        SignalApplied first = applied().get(0);
        assertEquals(grant, first.decision());
        assertEquals(Optional.empty(), first.subject());
        assertEquals(Optional.of(site.accounts().references(ANNA).get(0)), first.account());
        assertEquals(new TreeSet<>(Set.of("ads")), first.purposes());

        answer(Given.NONE, ANNA, Action.SIGNAL, GPC);
        assertEquals(1, applied().size(), "a third device says nothing new");
        DecisionId again =
                answer(second, ANNA, Action.ACCEPT_ALL, GPC).decision().id();
        assertEquals(
                List.of(again, grant),
                applied().stream().map(SignalApplied::decision).toList());
    }

    @Test
    void aSignalWhileSignedInIsAppliedToWhatTheDeviceGrantedToo() {
        Outcome.Recorded device = answer(Given.NONE, "", Action.ACCEPT_ALL, Signals.NONE);
        DecisionId account = answer(device.given(), ANNA, Action.ACCEPT_ALL, Signals.NONE)
                .decision()
                .id();

        answer(device.given(), ANNA, Action.SIGNAL, GPC);

        assertEquals(
                Set.of(account, device.decision().id()),
                Set.copyOf(applied().stream().map(SignalApplied::decision).toList()));
        assertTrue(applied().stream()
                .allMatch(each -> each.subject().isPresent() != each.account().isPresent()));
    }

    @Test
    void theExplanationNamesTheAccountsDecisionWhileItIsSignedInAndNobodyElses() {
        Outcome.Recorded device = answer(Given.NONE, "", Action.ACCEPT_ALL, Signals.NONE);
        String devices = device.decision().id().text();
        String accounts = answer(device.given(), ANNA, Action.REJECT_ALL, Signals.NONE)
                .decision()
                .id()
                .text();

        String signedIn = explained(device.given(), ANNA);
        assertTrue(signedIn.contains("; decision " + accounts + " (act 1 of the account); "), signedIn);
        assertFalse(signedIn.contains(devices), signedIn);
        String signedOut = explained(device.given(), "");
        assertTrue(signedOut.contains("; decision " + devices + " (act 1); "), signedOut);
        assertFalse(signedOut.contains(accounts), signedOut);
        assertFalse(
                visit(device.given(), ANNA, Signals.NONE)
                        .purpose("audience")
                        .explain()
                        .contains(accounts),
                "what is logged names no account's decision");
    }

    @Test
    void whatAnAccountClaimedIsNamedToTheAccountOnly() {
        Outcome.Recorded device = answer(Given.NONE, "", Action.ACCEPT_ALL, Signals.NONE);
        String claimed = device.decision().id().text();
        site.accounts().link(visit(device.given(), ANNA, Signals.NONE), ANNA);

        assertTrue(explained(device.given(), ANNA).contains(claimed));
        assertFalse(explained(device.given(), "").contains(claimed));
        assertFalse(explained(device.given(), "customer-4712").contains(claimed));
    }

    private String explained(Given device, String account) {
        return site.linked(visit(device, account, Signals.NONE))
                .purpose("audience")
                .explain();
    }
}
