package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a grant is worth to a node that does not know what was ended. */
class EndingsTest {

    private static final String REQUEST = "0123456789abcdef0123456789abcdef";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final SwitchableStore store = new SwitchableStore();
    private final Keyring keys = Keyring.inMemory(new SecureRandom());
    private final List<ConsentService> services = new ArrayList<>();
    private final SiteConsent site = node();

    @AfterEach
    void close() {
        services.forEach(ConsentService::close);
    }

    private SiteConsent node() {
        ConsentService service = ConsentService.builder()
                .site(Site.of("site", TwoNodes.POLICY))
                .stores(id -> store)
                .keys(keys)
                .clock(clock)
                .ticker(nanos::get)
                .build();
        services.add(service);
        return service.sites().get(0);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private EffectiveConsent visit(SiteConsent node, Given given, String place) {
        return node.evaluate(given, Jurisdiction.parse(place), Person.UNKNOWN, Signals.NONE);
    }

    private Reason audience(SiteConsent node, Given given) {
        return visit(node, given, "DE").purpose("audience").reason();
    }

    private GivenConsent answer(Given before, Action action) {
        return submit(before, action).given();
    }

    private Outcome submit(Given before, Action action) {
        DecisionId id = site.newDecisionId();
        return site.submit(Submission.of(id, action, Source.PREFERENCES, Shown.NOTHING), visit(site, before, "DE"));
    }

    private void erase(GivenConsent given) {
        site.erase(ErasureRequest.of(REQUEST, Objects.requireNonNull(given.subject())));
    }

    @Test
    void whatIsAnsweredWhileSignedInWaitsForTheDeviceWhereItsPseudonymMayBeErased() {
        GivenConsent accepted = answer(Given.NONE, Action.ACCEPT_ALL);
        SignedIn anna = site.accounts().signedIn("anna");
        pass(Duration.ofMinutes(2));
        EffectiveConsent before = site.evaluate(
                accepted, anna.given(), Jurisdiction.parse("DE"), Person.UNKNOWN, Signals.NONE, site.today());
        DecisionId id = site.newDecisionId();
        Outcome outcome =
                site.submit(Submission.of(id, Action.WITHDRAW, Source.PREFERENCES, Shown.NOTHING), before, anna);
        assertNotNull(outcome.given().unrecorded());
        site.records().refreshEndings();
        assertTrue(site.recordLate(visit(site, outcome.given(), "DE")).isPresent());
    }

    @Test
    void noGrantCountsOnANodeThatHasNeverReadTheLedger() {
        GivenConsent erased = answer(Given.NONE, Action.ACCEPT_ALL);
        GivenConsent other = answer(Given.NONE, Action.ACCEPT_ALL);
        erase(erased);
        store.readable(false);
        try (Quiet log = new Quiet(Endings.class.getName());
                Quiet start = new Quiet(Configuration.class.getName())) {
            SiteConsent late = node();
            assertEquals(Reason.UNCONFIRMED, audience(late, erased));
            assertEquals(Reason.UNCONFIRMED, audience(late, other));
            assertFalse(late.records().refreshEndings());
            assertFalse(late.records().refreshEndings());
            assertEquals(1, log.count());
            store.readable(true);
            assertTrue(late.records().refreshEndings());
            assertEquals(2, log.count());
            assertEquals(Reason.REFUSED, audience(late, erased));
            assertEquals(Reason.GRANTED, audience(late, other));
            assertTrue(start.said("cannot be written"));
        }
    }

    @Test
    void whatIsKnownCountsForAMinuteAndNotLonger() {
        GivenConsent given = answer(Given.NONE, Action.ACCEPT_ALL);
        pass(Duration.ofSeconds(Endings.MAX_AGE_SECONDS).minusNanos(1));
        assertEquals(Reason.GRANTED, audience(site, given));
        pass(Duration.ofNanos(1));
        assertEquals(Reason.UNCONFIRMED, audience(site, given));
        assertTrue(site.records().refreshEndings());
        assertEquals(Reason.GRANTED, audience(site, given));
    }

    @Test
    void aClockThatIsSetMakesNothingOlderNorYounger() {
        GivenConsent given = answer(Given.NONE, Action.ACCEPT_ALL);
        clock.forward(Duration.ofDays(2));
        assertEquals(Reason.GRANTED, audience(site, given));
        clock.set(Instant.parse("2026-11-22T09:00:00Z"));
        pass(Duration.ofSeconds(Endings.MAX_AGE_SECONDS));
        assertEquals(Reason.UNCONFIRMED, audience(site, given));
    }

    @Test
    void whatWasForgottenOnADayThatNeverCameCountsAgain() {
        GivenConsent erased = answer(Given.NONE, Action.ACCEPT_ALL);
        SignedIn anna = site.accounts().signedIn("anna");
        site.records().revokeAccount("revoked", anna.reference(), "a request", "the operator");
        erase(erased);
        clock.set(Instant.parse("2040-01-01T00:00:00Z"));
        assertTrue(site.records().refreshEndings());
        clock.set(Instant.parse("2026-11-22T10:05:00Z"));
        assertTrue(site.records().refreshEndings());
        assertEquals(Reason.REFUSED, audience(site, erased));
        assertEquals(1, site.records().endedOf(anna.references()).size());
    }

    @Test
    void whoIsInDoubtIsDeniedAndNotAskedAgain() {
        GivenConsent given = answer(Given.NONE, Action.ACCEPT_ALL);
        pass(Duration.ofMinutes(1));
        for (String place : List.of("DE", "US-CA")) {
            EffectiveConsent doubt = visit(site, given, place);
            assertFalse(doubt.allows("audience"), place);
            assertFalse(doubt.allows("ads"), place);
            assertTrue(doubt.allows("necessary"), place);
            assertEquals(Prompt.NOTHING_TO_ASK, doubt.prompt(), place);
            assertTrue(doubt.purpose("audience").hasBeaten(Reason.GRANTED), place);
            assertTrue(doubt.purpose("audience").explain().contains("whether it was ended is not known now"), place);
        }
    }

    /** Somebody who was erased counts as having refused what nobody is asked for, too. */
    @Test
    void aPseudonymAloneIsInDoubtButNotWhoBringsNone() {
        GivenConsent given = answer(Given.NONE, Action.ACCEPT_ALL);
        GivenConsent granted =
                new GivenConsent(given.subject(), given.acts(), Map.of(), null, Map.of(), Map.of(), null);
        assertEquals(
                Reason.NOT_OPTED_OUT,
                visit(site, granted, "US-CA").purpose("ads").reason());
        pass(Duration.ofMinutes(1));
        assertEquals(
                Reason.UNCONFIRMED, visit(site, granted, "US-CA").purpose("ads").reason());
        assertEquals(
                Reason.NOT_OPTED_OUT,
                visit(site, Given.NONE, "US-CA").purpose("ads").reason());
        assertEquals(Prompt.ASK_FIRST, visit(site, Given.NONE, "DE").prompt());
    }

    /** It may be of somebody who was erased elsewhere, and nobody would look for it so late. */
    @Test
    void inDoubtNothingIsRecordedUnderAPseudonymThatMayBeErased() {
        GivenConsent given = answer(Given.NONE, Action.ACCEPT_ALL);
        pass(Duration.ofMinutes(1));
        long size = site.ledger().size();
        Outcome refused = submit(given, Action.REJECT_ALL);
        assertInstanceOf(Outcome.Late.class, refused);
        assertInstanceOf(Outcome.Unavailable.class, submit(given, Action.ACCEPT_ALL));
        assertEquals(Optional.empty(), site.recordLate(visit(site, refused.given(), "DE")));
        assertEquals(Reason.REFUSED, audience(site, refused.given()));
        assertEquals(size, site.ledger().size());
        assertInstanceOf(Outcome.Recorded.class, submit(Given.NONE, Action.ACCEPT_ALL), "nobody knows this person");

        assertTrue(site.records().refreshEndings());
        assertTrue(site.recordLate(visit(site, refused.given(), "DE")).isPresent());
        assertInstanceOf(Outcome.Recorded.class, submit(given, Action.ACCEPT_ALL));
    }

    @Test
    void denialsStayWhatTheyAre() {
        GivenConsent refused = answer(answer(Given.NONE, Action.ACCEPT_ALL), Action.REJECT_ALL);
        GivenConsent erased = answer(Given.NONE, Action.ACCEPT_ALL);
        erase(erased);
        pass(Duration.ofMinutes(1));
        assertEquals(Reason.REFUSED, audience(site, refused));
        assertEquals(Reason.REFUSED, audience(site, erased));
        assertEquals(Prompt.REFUSED_RECENTLY, visit(site, refused, "DE").prompt());
    }

    /** What a device was answered is kept until something changes, and this is such a change. */
    @Test
    void aDeviceSeenBeforeIsInDoubtAndOutOfItLikeAnyOther() {
        GivenConsent given = answer(Given.NONE, Action.ACCEPT_ALL);
        String line = site.setCookies(given, visit(site, given, "DE")).stream()
                .filter(each -> each.contains("HttpOnly"))
                .findFirst()
                .orElseThrow();
        Device device = site.device(List.of(line.substring(line.indexOf('=') + 1, line.indexOf(';'))));
        Jurisdiction place = Jurisdiction.parse("DE");
        assertTrue(device.effective(place, Signals.NONE).allows("audience"));
        pass(Duration.ofMinutes(1));
        assertFalse(device.effective(place, Signals.NONE).allows("audience"));
        assertTrue(site.records().refreshEndings());
        assertTrue(device.effective(place, Signals.NONE).allows("audience"));
    }

    @Test
    void whoIsSignedInIsInDoubtToo() {
        SignedIn anna = site.accounts().signedIn("anna");
        site.submit(
                Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, Shown.NOTHING),
                visit(site, Given.NONE, "DE"),
                anna);
        assertEquals(Reason.GRANTED, signedIn().purpose("audience").reason());
        pass(Duration.ofMinutes(1));
        assertEquals(Reason.UNCONFIRMED, signedIn().purpose("audience").reason());
        store.readable(false);
        clock.forward(Duration.ofMinutes(2));
        assertEquals(Reason.UNCONFIRMED, signedIn().purpose("audience").reason());
        assertEquals(Prompt.NOTHING_TO_ASK, signedIn().prompt());
    }

    @Test
    void noAccountIsLinkedToASubjectThatMayBeErased() {
        GivenConsent given = answer(Given.NONE, Action.ACCEPT_ALL);
        pass(Duration.ofMinutes(1));
        EffectiveConsent doubt = visit(site, given, "DE");

        assertThrows(StoreUnavailableException.class, () -> site.accounts().link(doubt, "anna"));
        assertEquals(List.of(), site.accounts().subjects("anna"));
        assertTrue(site.records().refreshEndings());
        assertThrows(StoreUnavailableException.class, () -> site.accounts().link(doubt, "anna"));
        assertEquals(List.of(), site.accounts().subjects("anna"));
        assertTrue(site.accounts().link(visit(site, given, "DE"), "anna").isPresent());
    }

    private EffectiveConsent signedIn() {
        return site.evaluate(
                Given.NONE,
                site.accounts().signedIn("anna").given(),
                Jurisdiction.parse("DE"),
                Person.UNKNOWN,
                Signals.NONE,
                site.today());
    }
}
