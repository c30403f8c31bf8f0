package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.signal.Signals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that denies what the account permits, all on one day: who was shown it and answered is not shown it again. */
class ConflictAnsweredTest {

    private static final String ANNA = "customer-4711";
    private static final String BERT = "customer-4712";

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

    private EffectiveConsent visit(Given device, String account) {
        Given signedIn = account.isEmpty()
                ? Given.NONE
                : site.accounts().signedIn(account).given();
        return site.evaluate(device, signedIn, Jurisdiction.parse("DE"), Person.UNKNOWN, Signals.NONE, site.today());
    }

    /** What the device carries afterwards, read from its cookie. */
    private GivenConsent submit(Given device, String account, Submission submission) {
        GivenConsent given = site.submit(
                        submission,
                        visit(device, account),
                        account.isEmpty() ? null : site.accounts().signedIn(account))
                .given();
        return given.acts() == 0
                ? given
                : (GivenConsent) site.device(List.of(nodes.cookie(site, given))).given();
    }

    private GivenConsent answer(Given device, String account, Action action) {
        return submit(device, account, Submission.of(site.newDecisionId(), action, Source.BANNER, Shown.NOTHING));
    }

    /** The second step, which names the contradiction. */
    private GivenConsent allowAnyway(Given device, String account) {
        return submit(
                device,
                account,
                new Submission(
                        site.newDecisionId(),
                        Action.SAVE,
                        Source.PREFERENCES,
                        Map.of("audience", Choice.GRANTED, "ads", Choice.GRANTED),
                        Set.of(),
                        Shown.NOTHING,
                        true,
                        true));
    }

    /** Anna's account permits what is refused in the browser. */
    private GivenConsent contradicted() {
        answer(Given.NONE, ANNA, Action.ACCEPT_ALL);
        GivenConsent device = answer(Given.NONE, "", Action.REJECT_ALL);
        assertEquals(Prompt.TELL_CONFLICT, visit(device, ANNA).prompt());
        return device;
    }

    @Test
    void whoAllowsInSpiteOfTheDeviceIsAllowedOnTheSameDayAndNotToldAgain() {
        GivenConsent device = allowAnyway(contradicted(), ANNA);

        assertTrue(visit(device, ANNA).allows("audience"));
        assertFalse(visit(device, ANNA).prompt().asks());
        assertFalse(visit(device, "").allows("audience"), "signed out the device's own counts");
    }

    @Test
    void whoKeepsItOffIsNotToldAgain() {
        GivenConsent device = answer(contradicted(), ANNA, Action.ACKNOWLEDGE);

        assertFalse(visit(device, ANNA).allows("audience"));
        assertEquals(Prompt.REFUSED_RECENTLY, visit(device, ANNA).prompt());
        assertTrue(visit(Given.NONE, ANNA).allows("audience"), "on other devices the account's answer stands");
    }

    @Test
    void aRefusalInTheBrowserAfterTheAnswerOnTheSameDayWinsAndIsToldOnce() {
        GivenConsent device = allowAnyway(contradicted(), ANNA);

        device = answer(device, "", Action.REJECT_ALL);

        assertFalse(visit(device, ANNA).allows("audience"));
        assertEquals(Prompt.TELL_CONFLICT, visit(device, ANNA).prompt());
        device = answer(device, ANNA, Action.ACKNOWLEDGE);
        assertFalse(visit(device, ANNA).allows("audience"), "an old answer allows nothing again");
        assertEquals(Prompt.REFUSED_RECENTLY, visit(device, ANNA).prompt());
    }

    @Test
    void theAnswerOfOnePersonAnswersNothingForAnother() {
        answer(Given.NONE, BERT, Action.ACCEPT_ALL);
        GivenConsent other = answer(Given.NONE, "", Action.REJECT_ALL);
        allowAnyway(other, BERT);
        GivenConsent device = allowAnyway(contradicted(), ANNA);

        assertFalse(visit(device, BERT).allows("audience"), "answered in another browser");
        assertEquals(Prompt.TELL_CONFLICT, visit(device, BERT).prompt());
        device = allowAnyway(device, BERT);
        assertTrue(visit(device, BERT).allows("audience"));
        assertTrue(visit(device, ANNA).allows("audience"), "nor does the second answer undo the first");
    }

    @Test
    void aFullWithdrawalForgetsWhoseAnswersTheBrowserRemembered() {
        GivenConsent device = allowAnyway(contradicted(), ANNA);
        assertEquals(1, device.conflicts().size());

        device = answer(answer(device, "", Action.ACCEPT_ALL), "", Action.WITHDRAW);

        assertEquals(List.of(), device.conflicts());
    }

    @Test
    void aFullWithdrawalWhileSignedInForgetsThemOnADeviceThatOnlyEverRefused() {
        GivenConsent device = allowAnyway(contradicted(), ANNA);

        device = answer(device, ANNA, Action.WITHDRAW);

        assertEquals(List.of(), device.conflicts());
    }
}
