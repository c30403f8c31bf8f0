package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Special data waits for a yes of its own, in what is recorded, in what the device carries and in the verdict. */
class ExplicitConsentTest {

    private static final Policy POLICY = Policy.builder("2026-11")
            .controller("Clinic", "mailto:privacy@example.org")
            .purpose(Purpose.builder("audience", Category.ANALYTICS).build())
            .purpose(Purpose.builder("health", Category.FUNCTIONAL)
                    .dataKind(DataKind.SPECIAL)
                    .build())
            .jurisdictions(new ByJurisdiction<>("gdpr", Map.of("US-CA", "ccpa")))
            .build();

    private final SwitchableStore store = new SwitchableStore();
    private final ConsentService service = ConsentService.builder()
            .site(new Site("site", Set.of(), List.of(), PolicyHistory.of(List.of(POLICY)), null))
            .stores(id -> store)
            .keys(Keyring.inMemory(new SecureRandom()))
            .clock(new MovableClock(Instant.parse("2026-11-22T10:00:00Z")))
            .build();
    private final SiteConsent site = service.sites().get(0);

    @AfterEach
    void close() {
        service.close();
    }

    private EffectiveConsent visit(GivenConsent given, String place) {
        return site.evaluate(
                given.acts() == 0 ? Given.NONE : given, Jurisdiction.parse(place), Person.UNKNOWN, Signals.NONE);
    }

    private GivenConsent answer(GivenConsent given, String place, Action action) {
        return site.submit(
                        Submission.of(site.newDecisionId(), action, Source.BANNER, Shown.NOTHING), visit(given, place))
                .given();
    }

    private GivenConsent save(GivenConsent given, Map<String, Choice> choices) {
        return site.submit(
                        Submission.save(site.newDecisionId(), Source.PREFERENCES, Shown.NOTHING, choices),
                        visit(given, "DE"))
                .given();
    }

    private Map<String, PurposeAnswer> recorded() {
        Decision newest = site.ledger().find(EntryQuery.newest(EntryKind.DECISION.id(), 1)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(entry -> ((DecisionRecorded) entry).decision())
                .findFirst()
                .orElseThrow();
        return newest.answers();
    }

    @Proves("EU-8")
    @Test
    void acceptingEverythingGrantsNoSpecialDataAndRecordsNone() {
        GivenConsent given = answer(GivenConsent.EMPTY, "DE", Action.ACCEPT_ALL);

        assertTrue(visit(given, "DE").allows("audience"));
        assertFalse(visit(given, "DE").allows("health"));
        assertEquals(Reason.UNDECIDED, visit(given, "DE").purpose("health").reason());
        assertEquals(Set.of("audience"), recorded().keySet());
        assertEquals(Set.of("audience"), given.answers().keySet());
        assertEquals(Prompt.ASK_AGAIN, visit(given, "DE").prompt());
        assertEquals(List.of("health"), visit(given, "DE").asked());
    }

    @Proves("EU-8")
    @Test
    void aYesToThisVeryPurposeGrantsItAndIsRecordedAsExplicit() {
        GivenConsent given =
                save(answer(GivenConsent.EMPTY, "DE", Action.ACCEPT_ALL), Map.of("health", Choice.GRANTED));

        assertTrue(visit(given, "DE").allows("health"));
        assertTrue(recorded().get("health").asked());
        assertTrue(recorded().get("health").explicit());
        assertFalse(recorded().get("audience").explicit(), "carried over");

        GivenConsent later = answer(given, "DE", Action.ACCEPT_ALL);
        assertTrue(visit(later, "DE").allows("health"), "accepting everything takes nothing back");
        assertEquals(given.answers().get("health"), later.answers().get("health"));
        assertFalse(recorded().get("health").asked());
        assertTrue(recorded().get("health").explicit());
    }

    @Test
    void acceptingEverythingEndsNoRefusalOfSpecialData() {
        GivenConsent given = answer(answer(GivenConsent.EMPTY, "DE", Action.REJECT_ALL), "DE", Action.ACCEPT_ALL);

        assertNull(given.rejectAll());
        assertTrue(visit(given, "DE").allows("audience"));
        assertEquals(Reason.REFUSED, visit(given, "DE").purpose("health").reason());
        assertEquals(Reason.REFUSED, visit(given, "US-CA").purpose("health").reason(), "nor elsewhere");
        assertEquals(Prompt.NOTHING_TO_ASK, visit(given, "DE").prompt());
    }

    @Test
    void whatWasAcceptedWithEverythingWhereNoRuleWantsMoreDoesNotCountWhereOneDoes() {
        GivenConsent given = answer(GivenConsent.EMPTY, "US-CA", Action.ACCEPT_ALL);

        assertTrue(visit(given, "US-CA").allows("health"));
        assertFalse(visit(given, "DE").allows("health"));
        assertTrue(visit(given, "DE").purpose("health").hasBeaten(Reason.FORM));
    }

    @Test
    void takingNoteGrantsNoSpecialDataWhereverARuleWantsConsentToIt() {
        Submission note = new Submission(
                site.newDecisionId(),
                Action.ACKNOWLEDGE,
                Source.BANNER,
                Map.of("health", Choice.GRANTED),
                Set.of(),
                Shown.NOTHING,
                false,
                false);

        assertFalse(visit(site.submit(note, visit(GivenConsent.EMPTY, "DE")).given(), "DE")
                .allows("health"));
    }
}
