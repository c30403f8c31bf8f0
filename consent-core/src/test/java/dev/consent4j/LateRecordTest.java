package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A late refusal whose id the ledger never takes, such as one whose entry was erased. */
class LateRecordTest {

    private final SwitchableStore store = new SwitchableStore();
    private final ConsentService service = ConsentService.builder()
            .site(Site.of(
                    "site",
                    Policy.builder("2026-11")
                            .controller("Example SA", "mailto:privacy@example.org")
                            .purpose(Purpose.builder("audience", Category.ANALYTICS)
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
    void isRecordedUnderAnotherIdAndLeavesNoMark() {
        GivenConsent marked = postponedRefusal();
        store.refuse(marked.unrecorded().id().text());

        GivenConsent clean = site.recordLate(visit(marked)).orElseThrow();

        assertNull(clean.unrecorded());
        Decision recorded = decisions().get(0);
        assertNotEquals(marked.unrecorded().id(), recorded.id());
        assertEquals(Action.REJECT_ALL, recorded.action());
        assertEquals(Map.of("audience", Choice.DENIED), recorded.choices());
    }

    @Test
    void isRecordedOnceThoughTwoTabsBringIt() {
        GivenConsent marked = postponedRefusal();
        store.refuse(marked.unrecorded().id().text());

        site.recordLate(visit(marked));
        site.recordLate(visit(marked));

        assertEquals(1, decisions().size());
    }

    @Test
    void keepsItsMarkWhileTheLedgerCannotBeWritten() {
        GivenConsent marked = postponedRefusal();
        store.writable(false);

        assertTrue(site.recordLate(visit(marked)).isEmpty());
        assertEquals(List.of(), decisions());
    }

    private GivenConsent postponedRefusal() {
        return site.postpone(
                        Submission.of(site.newDecisionId(), Action.REJECT_ALL, Source.BANNER, Shown.NOTHING),
                        visit(Given.NONE))
                .given();
    }

    private EffectiveConsent visit(Given device) {
        return site.evaluate(device, Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE);
    }

    private List<Decision> decisions() {
        return site.ledger().find(EntryQuery.newest(EntryKind.DECISION.id(), 10)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(entry -> ((DecisionRecorded) entry).decision())
                .toList();
    }
}
