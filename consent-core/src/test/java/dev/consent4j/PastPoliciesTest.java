package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.jdbc.SqliteFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was in force at a time, and what would have followed from a decision then. */
class PastPoliciesTest {

    private static final Jurisdiction GERMANY = Jurisdiction.parse("DE");
    private static final Instant ANSWERED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-10T10:00:00Z");
    private static final Policy FIRST = policy("1", List.of()).build();
    private static final Policy SECOND =
            policy("2", List.of("age")).effectiveFrom(LocalDate.of(2026, 12, 1)).build();

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(ANSWERED);
    private SqliteFile file;
    private ConsentService service;

    private static PolicyBuilder policy(String version, List<String> data) {
        return Policy.builder(version)
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("audience", "analytics").data(data).build())
                .purpose(Purpose.builder("prefs", "functional").build())
                .declare(Declaration.cookie("_ga", "audience"));
    }

    @BeforeEach
    void open() {
        file = SqliteFile.open(folder.resolve("ledger.sqlite"));
        service = started(FIRST);
    }

    @AfterEach
    void close() {
        service.close();
        file.close();
    }

    private ConsentService started(Policy... versions) {
        return ConsentService.builder()
                .site(Site.of("site", PolicyHistory.of(List.of(versions))))
                .stores(file::ledger)
                .keys(Keyring.open(folder.resolve("keys")))
                .clock(clock)
                .build();
    }

    private void restart(Policy... versions) {
        service.close();
        service = started(versions);
    }

    private SiteConsent site() {
        return service.sites().get(0);
    }

    private Decision accepted() {
        EffectiveConsent before = site().evaluate(Given.NONE, GERMANY, Person.UNKNOWN, Signals.NONE);
        Submission all = Submission.of(site().newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, Shown.NOTHING);
        return ((Outcome.Recorded) site().submit(all, before)).decision();
    }

    private static List<String> versions(Optional<PolicyHistory> history) {
        return history.orElseThrow().versions().stream().map(Policy::version).toList();
    }

    @Test
    void aVersionThatIsNoLongerConfiguredIsFoundByTheHashADecisionNames() {
        Decision decision = accepted();
        restart(SECOND);

        assertEquals(Optional.of(FIRST), site().past().find(decision.policyHash()));
        assertEquals(Optional.of(SECOND), site().past().find(SECOND.contentHash()));
        assertEquals(Optional.empty(), site().past().find("0".repeat(64)));
    }

    @Proves("EU-5")
    @Test
    void aWithdrawalChangesNothingOfWhatHeldBeforeIt() {
        EffectiveConsent nobody = site().evaluate(Given.NONE, GERMANY, Person.UNKNOWN, Signals.NONE);
        Submission all = Submission.of(site().newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, Shown.NOTHING);
        GivenConsent given = site().submit(all, nobody).given();
        SubjectId subject = Objects.requireNonNull(given.subject());
        clock.set(LATER);
        Submission back = Submission.of(site().newDecisionId(), Action.WITHDRAW, Source.PREFERENCES, Shown.NOTHING);
        site().submit(back, site().evaluate(given, GERMANY, Person.UNKNOWN, Signals.NONE));
        PastPolicies past = site().past();

        assertEquals(Optional.empty(), past.verdicts(subject, ANSWERED.minusSeconds(1)));
        assertEquals(Reason.GRANTED, reason(past.verdicts(subject, ANSWERED)));
        assertEquals(Reason.GRANTED, reason(past.verdicts(subject, LATER.minusSeconds(1))));
        assertEquals(Reason.REFUSED, reason(past.verdicts(subject, LATER)));
    }

    private static Reason reason(Optional<EffectiveConsent> consent) {
        return consent.orElseThrow().purpose("audience").reason();
    }

    @Test
    void whatWasLoadedAtATimeIsToldByTheConfigurationOfThatTime() {
        clock.set(ANSWERED.plusSeconds(60));
        restart(FIRST, SECOND);
        clock.set(LATER);
        restart(SECOND);

        assertEquals(Optional.empty(), site().past().at(ANSWERED.minusSeconds(1)));
        assertEquals(List.of("1"), versions(site().past().at(ANSWERED)));
        assertEquals(List.of("1", "2"), versions(site().past().at(ANSWERED.plusSeconds(60))));
        assertEquals(List.of("2"), versions(site().past().at(LATER)));
    }

    @Test
    void anotherTextUnderAnOldNameIsFoundIfItAsksForMore() {
        assertEquals(Map.of(), site().past().rewritten());
        restart(SECOND);
        assertEquals(Map.of(), site().past().rewritten());

        restart(policy("1", List.of("age")).build());
        assertEquals(Map.of("1", Set.of("audience")), site().past().rewritten());

        restart(policy("2", List.of()).build());
        assertEquals(Map.of(), site().past().rewritten());
    }

    @Test
    void aDecisionIsJudgedAsItWouldHaveBeenThen() {
        Decision decision = accepted();
        restart(FIRST, SECOND);
        clock.set(LATER);
        PastPolicies past = site().past();

        EffectiveConsent then = past.verdicts(decision, ANSWERED).orElseThrow();
        assertEquals("1", then.policy().version());
        assertEquals(Reason.GRANTED, then.purpose("audience").reason());

        EffectiveConsent now = past.verdicts(decision, LATER).orElseThrow();
        assertEquals("2", now.policy().version());
        assertEquals(Reason.UNDECIDED, now.purpose("audience").reason());
        assertTrue(now.purpose("audience").hasBeaten(Reason.CHANGED));
        assertEquals(Reason.GRANTED, now.purpose("prefs").reason());
        assertTrue(now.purpose("prefs").explain().contains(decision.id().text()));

        EffectiveConsent late =
                past.verdicts(decision, ANSWERED.plusSeconds(400L * 86_400)).orElseThrow();
        assertTrue(late.purpose("prefs").hasBeaten(Reason.EXPIRED));
        assertEquals(Optional.empty(), past.verdicts(decision, ANSWERED.minusSeconds(1)));
    }
}
