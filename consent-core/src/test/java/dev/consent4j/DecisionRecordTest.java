package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Actor;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Control;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Evidence;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.SignalApplied;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signal;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a decision binds, as a site fills it. */
class DecisionRecordTest {

    private static final Policy OLD = Policy.builder("2026-10")
            .controller("Example SA", "mailto:privacy@example.org")
            .purpose(Purpose.builder("audience", Category.ANALYTICS).build())
            .purpose(Purpose.builder("ads", Category.MARKETING)
                    .uses(Set.of(Use.SALE))
                    .build())
            .jurisdictions(new ByJurisdiction<>("strict", Map.of("DE", "gdpr")))
            .build();
    private static final Policy NEW = OLD.toBuilder()
            .version("2026-11")
            .effectiveFrom(LocalDate.of(2026, 11, 1))
            .controller("Other SA", "mailto:privacy@example.org")
            .build();
    private static final Signals GPC = Signals.of(true, DntField.UNSET);
    private static final Rendering BANNER = rendering(NEW, "b");

    private final SwitchableStore store = new SwitchableStore();
    private final Keyring keys = Keyring.inMemory(new SecureRandom());
    private final ConsentService service = service(keys);
    private final SiteConsent site = service.sites().get(0);

    private ConsentService service(Keyring ring) {
        return ConsentService.builder()
                .site(new Site("site", Set.of(), List.of(), PolicyHistory.of(List.of(OLD, NEW)), null))
                .stores(id -> store)
                .keys(ring)
                .clock(new MovableClock(Instant.parse("2026-11-22T10:00:00Z")))
                .build();
    }

    private static Rendering rendering(Policy policy, String hash) {
        return new Rendering(
                "banner", policy.version(), policy.contentHash(), "gdpr", "de", "<p>", "p{}", "", hash.repeat(64));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Proves({"EU-3", "BR-1"})
    @Test
    void saysWhoActedByWhichControlUnderWhichRulesAndWhatWasShown() {
        site.served(BANNER);
        Shown claimed = new Shown(BANNER.hash(), "fr").preset(Set.of());
        Submission submission = Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, claimed)
                .by(Actor.GUARDIAN, new Control("accept-all"))
                .seenWith(Set.of(Signal.GPC), FoundBy.RESOLVER);

        Decision decision = recorded(submission, Given.NONE);

        assertEquals(Actor.GUARDIAN, decision.expression().actor());
        assertEquals("accept-all", decision.expression().control().id());
        assertEquals("Other SA", decision.conditions().controller());
        assertEquals(FoundBy.RESOLVER, decision.conditions().foundBy());
        assertEquals("de", decision.shown().language(), "the language of the rendering, not the one claimed");
        assertEquals("banner", decision.shown().surface());
        assertEquals(64, decision.shown().layout().length());
        assertFalse(decision.shown().layout().equals(decision.shown().style()));
        assertEquals(Set.of(), decision.shown().preset());
        assertEquals(Set.of(Signal.GPC), decision.seen().whenShown());
        assertEquals(Set.of(), decision.seen().whenAnswered());
        PurposeAnswer answer = decision.answers().get("ads");
        assertEquals(LegalBasis.CONSENT, answer.basis());
        assertTrue(answer.asked());
        assertFalse(answer.explicit(), "part of accepting everything");
        LocalDate life = LocalDate.of(2026, 11, 22)
                .plus(OLD.regimeIn(Jurisdiction.parse("DE")).renewAfter());
        assertEquals(life, answer.until());
    }

    @Test
    void aRefusalOnAPageOfAnEarlierVersionNamesThatVersion() {
        Rendering old = rendering(OLD, "c");
        site.served(old);

        Decision decision = recorded(
                Submission.of(site.newDecisionId(), Action.REJECT_ALL, Source.BANNER, new Shown(old.hash(), "de")),
                Given.NONE);

        assertEquals("2026-10", decision.policyVersion());
        assertEquals(OLD.contentHash(), decision.policyHash());
        assertEquals("Example SA", decision.conditions().controller());
    }

    @Proves("EU-3")
    @Test
    void aRenderingThatWasNeverServedCountsAsNothingShown() {
        Decision decision = recorded(
                Submission.of(site.newDecisionId(), Action.REJECT_ALL, Source.BANNER, new Shown("d".repeat(64), "de")),
                Given.NONE);

        assertEquals(Shown.NOTHING, decision.shown());
        assertEquals("2026-11", decision.policyVersion());
    }

    @Test
    void whatIsNotAskedIsCarriedOverFromTheDecisionItWasGivenIn() {
        Submission accept = answer(Action.ACCEPT_ALL);
        GivenConsent accepted = site.submit(accept, visit(Given.NONE)).given();
        Submission refuse = save("ads", Choice.DENIED);
        GivenConsent refused = site.submit(refuse, visit(accepted)).given();
        Decision second = decision(refuse);
        Decision third = recorded(save("audience", Choice.GRANTED), refused);

        assertEquals(accept.id(), second.previous());
        PurposeAnswer carried = second.answers().get("audience");
        assertFalse(carried.asked());
        assertEquals(Choice.GRANTED, carried.choice());
        assertEquals(accept.id(), carried.from());
        assertEquals(Map.of("ads", Choice.DENIED), second.choices());
        assertEquals(refuse.id(), third.previous());
        assertEquals(refuse.id(), third.answers().get("ads").from());
        assertTrue(third.answers().get("audience").explicit());
        assertNull(third.answers().get("ads").until());
    }

    @Proves("EU-3")
    @Test
    void anUnprovenGrantIsRecordedAndGrantsNothing() {
        Submission imported = Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.IMPORT, Shown.NOTHING);
        GivenConsent rejected =
                site.submit(answer(Action.REJECT_ALL), visit(Given.NONE)).given();

        Outcome outcome = site.submit(imported, visit(rejected));

        assertFalse(visit(outcome.given()).allows("audience"));
        assertNull(outcome.given().subject());
        assertTrue(decision(imported).isUnproven());
        assertEquals(Choice.GRANTED, decision(imported).choices().get("audience"));
    }

    @Test
    void aGrantFromElsewhereCountsWithEvidence() {
        Submission imported = Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.IMPORT, Shown.NOTHING)
                .provenBy(new Evidence("crm:case-7"));

        Outcome outcome = site.submit(imported, visit(Given.NONE));

        assertTrue(visit(outcome.given()).allows("audience"));
        assertEquals("crm:case-7", decision(imported).expression().evidence().reference());
    }

    @Test
    void anUnprovenGrantStaysWithoutEffectWhileTheStoreIsDown() {
        store.writable(false);

        Outcome outcome = site.submit(
                Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.API, Shown.NOTHING), visit(Given.NONE));

        assertInstanceOf(Outcome.Unavailable.class, outcome);
        assertFalse(visit(outcome.given()).allows("audience"));
    }

    @Test
    void aDecisionRecordedLateIsTheOneBeforeTheNext() {
        store.writable(false);
        Submission reject = answer(Action.REJECT_ALL);
        GivenConsent late = site.submit(reject, visit(Given.NONE)).given();
        store.writable(true);
        Submission accept = answer(Action.ACCEPT_ALL);

        site.submit(accept, visit(late));

        assertEquals(reject.id(), decision(accept).previous());
        assertEquals(Control.UNKNOWN, decision(reject).expression().control());
        assertEquals(2, decision(reject).choices().size());
    }

    @Test
    void aSignalIsAppliedOnceToEachDecisionItOverrides() {
        Submission grant = answer(Action.ACCEPT_ALL);
        GivenConsent accepted = site.submit(grant, visit(Given.NONE)).given();
        GivenConsent signalled = site.submit(signal(), visit(accepted, GPC)).given();
        Submission again = answer(Action.ACCEPT_ALL);
        GivenConsent accepted2 = site.submit(again, visit(signalled, GPC)).given();
        site.submit(save("audience", Choice.GRANTED), visit(accepted2, GPC));

        List<SignalApplied> applied = entries(EntryKind.SIGNAL_APPLIED, SignalApplied.class);
        assertEquals(
                List.of(again.id(), grant.id()),
                applied.stream().map(SignalApplied::decision).toList());
        assertEquals(new TreeSet<>(Set.of("ads")), applied.get(0).purposes());
        assertEquals(accepted.subject(), applied.get(0).pseudonym());
    }

    @Test
    void aSignalOfNobodyKnownIsNoConflict() {
        site.submit(signal(), visit(Given.NONE, GPC));

        assertEquals(List.of(), entries(EntryKind.SIGNAL_APPLIED, SignalApplied.class));
    }

    @Test
    void aSubjectIsLinkedToAnAccountOnceAndFoundByIt() {
        GivenConsent accepted =
                site.submit(answer(Action.ACCEPT_ALL), visit(Given.NONE)).given();

        site.accounts().link(visit(accepted), "user-4711");
        site.accounts().link(visit(accepted), "user-4711");

        List<AccountLink> links = entries(EntryKind.ACCOUNT_LINK, AccountLink.class);
        assertEquals(1, links.size());
        assertEquals(List.of(accepted.subject()), site.accounts().subjects("user-4711"));
        assertEquals(List.of(), site.accounts().subjects("user-4712"));
        assertFalse(links.get(0).reference().contains("4711"));
        assertEquals(
                site.accounts().references("user-4711").get(0), links.get(0).reference());
        assertTrue(site.accounts().link(visit(Given.NONE), "user-4711").isEmpty(), "nobody to link");
    }

    @Test
    void aLinkIsTakenAwayAlsoAfterTheAccountKeyWasRotated() {
        GivenConsent accepted =
                site.submit(answer(Action.ACCEPT_ALL), visit(Given.NONE)).given();
        site.accounts().link(visit(accepted), "user-4711");
        Keyring rotated = keys.rotated(KeyUse.ACCOUNT, new SecureRandom());
        SiteConsent later = service(rotated).sites().get(0);

        assertEquals(List.of(accepted.subject()), later.accounts().subjects("user-4711"));
        later.accounts().unlink(accepted.subject(), "user-4711");
        later.accounts().unlink(accepted.subject(), "user-4711");

        assertEquals(List.of(), later.accounts().subjects("user-4711"));
        assertEquals(2, entries(EntryKind.ACCOUNT_LINK, AccountLink.class).size());
    }

    @Test
    void whatWasKnownOfAPageComesBackOnlyWithTheFormItWasSealedFor() {
        ServedPage page = new ServedPage(Set.of(Signal.GPC, Signal.DNT), Set.of("audience"));
        DecisionId id = site.newDecisionId();

        String text = site.seal(page, id, BANNER.hash());

        assertEquals(Optional.of(page), site.served(text, id, BANNER.hash()));
        assertEquals(Optional.empty(), site.served(text, site.newDecisionId(), BANNER.hash()));
        assertEquals(Optional.empty(), site.served(text, id, "e".repeat(64)));
        assertEquals(Optional.empty(), site.served(text.replace("audience", "ads"), id, BANNER.hash()));
        assertEquals(Optional.empty(), site.served("", id, BANNER.hash()));
        assertEquals(Optional.empty(), site.served(";.", id, BANNER.hash()));
        ServedPage nothing = new ServedPage(Set.of(), Set.of());
        assertEquals(Optional.of(nothing), site.served(site.seal(nothing, id, ""), id, ""));
    }

    private <T> List<T> entries(EntryKind kind, Class<T> type) {
        return site.ledger().find(EntryQuery.newest(kind.id(), 100)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(type::cast)
                .toList();
    }

    private Submission answer(Action action) {
        return Submission.of(site.newDecisionId(), action, Source.PREFERENCES, Shown.NOTHING);
    }

    private Submission signal() {
        return Submission.of(site.newDecisionId(), Action.SIGNAL, Source.SIGNAL, Shown.NOTHING);
    }

    private Submission save(String purpose, Choice choice) {
        return Submission.save(site.newDecisionId(), Source.PREFERENCES, Shown.NOTHING, Map.of(purpose, choice));
    }

    private EffectiveConsent visit(Given device) {
        return visit(device, Signals.NONE);
    }

    private EffectiveConsent visit(Given device, Signals signals) {
        return site.evaluate(device, Jurisdiction.parse("DE"), Person.UNKNOWN, signals);
    }

    private Decision recorded(Submission submission, Given device) {
        return assertInstanceOf(Outcome.Recorded.class, site.submit(submission, visit(device)))
                .decision();
    }

    private Decision decision(Submission submission) {
        return site.ledger().find(submission.id().text()).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(entry -> ((DecisionRecorded) entry).decision())
                .findFirst()
                .orElseThrow();
    }
}
