package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.Enforced;
import dev.consent4j.entry.EnforcementCounts;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.json.EntryJson;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signal;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnforcementTallyTest {

    private final SwitchableStore store = new SwitchableStore();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T23:00:00Z"));
    private final ConsentLedger ledger = ConsentLedger.open("site", store, new EntryJson(), new SecureRandom());
    private final EnforcementTally tally = new EnforcementTally("site", "p1", ledger, clock);

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void recordsADayWhenItIsOverAndTheRestWhenItIsClosed() {
        tally.count(Enforced.WITHHELD, "ads");
        tally.count(Enforced.WITHHELD, "ads");
        tally.count(Enforced.PASSED, "audience");
        clock.forward(Duration.ofHours(2));
        tally.count(Enforced.HIDDEN, "ads");
        tally.close();

        List<EnforcementCounts> counts = recorded();
        assertEquals(
                List.of(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 23)),
                counts.stream().map(EnforcementCounts::day).toList());
        assertEquals(
                Map.of("ads", Map.of(Enforced.WITHHELD, 2L), "audience", Map.of(Enforced.PASSED, 1L)),
                counts.get(0).purposes());
        assertEquals(Map.of("ads", Map.of(Enforced.HIDDEN, 1L)), counts.get(1).purposes());
    }

    @Test
    void recordsNothingWhereNothingHappenedAndNothingTwice() {
        tally.close();
        assertEquals(List.of(), recorded());

        tally.count(Enforced.PASSED, "audience");
        tally.close();
        tally.close();
        assertEquals(1, recorded().size());
    }

    @Test
    void twoProcessesRecordTheirOwn() {
        EnforcementTally other = new EnforcementTally("site", "p2", ledger, clock);
        tally.count(Enforced.PASSED, "audience");
        other.count(Enforced.PASSED, "audience");
        tally.close();
        other.close();

        assertEquals(
                List.of("p1", "p2"),
                recorded().stream().map(EnforcementCounts::process).toList());
    }

    @Test
    void keepsADayUntilTheLedgerCanBeWritten() {
        tally.count(Enforced.EXPIRED, "ads");
        store.writable(false);
        tally.close();
        assertEquals(List.of(), recorded());

        store.writable(true);
        tally.close();
        assertEquals(
                Map.of("ads", Map.of(Enforced.EXPIRED, 1L)), recorded().get(0).purposes());
    }

    @Test
    void masksUndeclaredNamesAndBoundsThem() {
        tally.countUndeclared(Enforced.REPORTED, "visitor_8f14e45fceea167a5a36dedd4bea2543");
        tally.countUndeclared(Enforced.REPORTED, "visitor_c4ca4238a0b923820dcc509a6f75849b");
        for (int i = 0; i < 2 * EnforcementTally.MAX_NAMES; i++) {
            tally.countUndeclared(Enforced.WITHHELD, "x".repeat(1 + i % 30) + (char) ('a' + i % 26) + "_" + words(i));
        }
        tally.close();

        EnforcementCounts counts = recorded().get(0);
        assertEquals(Map.of(Enforced.REPORTED, 2L), counts.undeclared().get("visitor_*"));
        assertEquals(EnforcementTally.MAX_NAMES + 1, counts.undeclared().size());
        assertTrue(counts.undeclared().get(EnforcementCounts.OTHERS).get(Enforced.WITHHELD) > 0);
        String bytes = new String(new EntryJson().write(counts), StandardCharsets.UTF_8);
        assertFalse(bytes.contains("8f14"), bytes);
    }

    @Proves("P-2")
    @Test
    void countsWhatWasNotRecordedWhatWasRecordedLateAndSignalsOfNobodyKnown() {
        SwitchableStore sites = new SwitchableStore();
        ConsentService service = ConsentService.builder()
                .policy(Policy.builder("1")
                        .controller("Example SA", "mailto:privacy@example.org")
                        .build())
                .inMemory()
                .stores(id -> sites)
                .clock(clock)
                .build();
        SiteConsent site = service.sites().get(0);
        Signals gpc = Signals.of(true, DntField.UNSET);
        EffectiveConsent before = site.evaluate(Given.NONE, Jurisdiction.UNKNOWN, Person.UNKNOWN, gpc);

        site.submit(Submission.of(site.newDecisionId(), Action.SIGNAL, Source.SIGNAL, Shown.NOTHING), before);
        sites.writable(false);
        Outcome late = site.submit(
                Submission.of(site.newDecisionId(), Action.REJECT_ALL, Source.BANNER, Shown.NOTHING), before);
        sites.writable(true);
        site.recordLate(site.evaluate(late.given(), Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE));

        EnforcementCounts counts = site.tally().soFar();
        assertEquals(Map.of(Signal.GPC, 1L), counts.signals());
        assertEquals(1, counts.unrecorded());
        assertEquals(1, counts.late());
        service.close();
    }

    /** Letters only, different for each number. */
    private static String words(int number) {
        return Integer.toString(number, 26)
                .chars()
                .collect(
                        StringBuilder::new,
                        (text, c) -> text.append((char) ('a' + Character.digit(c, 26))),
                        (a, b) -> {})
                .toString();
    }

    private List<EnforcementCounts> recorded() {
        return ledger.find(EntryQuery.newest(EntryKind.ENFORCEMENT.id(), 10)).stream()
                .flatMap(entry -> entry.entry().stream())
                .map(EnforcementCounts.class::cast)
                .sorted(java.util.Comparator.comparing(EnforcementCounts::day)
                        .thenComparing(EnforcementCounts::process))
                .toList();
    }
}
