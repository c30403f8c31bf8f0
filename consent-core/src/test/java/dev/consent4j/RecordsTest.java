package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.contract.CountingMacs;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.entry.Restricted;
import dev.consent4j.ledger.LedgerCheck;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Policy;
import dev.consent4j.store.EntryQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site keeps, hides and erases, as two nodes on one ledger see it. */
class RecordsTest {

    private static final String REQUEST = "0123456789abcdef0123456789abcdef";
    private static final Policy POLICY = TwoNodes.POLICY;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private TwoNodes nodes = TwoNodes.NONE;

    @BeforeEach
    void open() {
        nodes = TwoNodes.of(folder, clock, POLICY);
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    private SiteConsent site() {
        return nodes.first();
    }

    private GivenConsent accepted() {
        return nodes.answer(site(), GivenConsent.EMPTY, Action.ACCEPT_ALL);
    }

    private static SubjectId subject(GivenConsent given) {
        return Objects.requireNonNull(given.subject());
    }

    private ErasureAnswer erase(GivenConsent given) {
        return site().erase(ErasureRequest.of(REQUEST, subject(given)));
    }

    @Test
    void anOldCookieGivesNoPermissionBackWhateverTheRegime() {
        GivenConsent old = accepted();
        assertTrue(nodes.allows(site(), old, "DE", "ads"));
        assertTrue(nodes.allows(site(), GivenConsent.EMPTY, "US-CA", "ads"));
        assertEquals(1, erase(old).erased());
        for (String place : List.of("DE", "US-CA", "unknown")) {
            assertFalse(nodes.allows(site(), old, place, "ads"), place);
            assertFalse(nodes.allows(site(), old, place, "audience"), place);
        }
    }

    @Test
    void whoWasErasedMayDecideAgainAsSomebodyElse() {
        GivenConsent old = accepted();
        erase(old);
        GivenConsent again = nodes.answer(site(), old, Action.ACCEPT_ALL);
        assertNotEquals(old.subject(), again.subject());
        assertTrue(nodes.allows(site(), again, "DE", "ads"));
        assertEquals(List.of(), found(old));
    }

    @Test
    void everyNodeKnowsWithItsNextRefresh() {
        GivenConsent old = accepted();
        erase(old);
        assertTrue(nodes.allows(nodes.second(), old, "DE", "ads"));
        nodes.second().records().refresh();
        assertFalse(nodes.allows(nodes.second(), old, "DE", "ads"));
        assertTrue(Endings.REFRESH_SECONDS < Endings.MAX_AGE_SECONDS);
    }

    @Test
    void aNodeThatStartsLaterKnows() {
        GivenConsent old = accepted();
        erase(old);
        assertFalse(nodes.allows(nodes.another(), old, "US-CA", "ads"));
    }

    @Test
    void whatANodeRecordedBeforeItKnewIsErasedOnceAllKnow() {
        GivenConsent old = accepted();
        erase(old);
        nodes.answer(nodes.second(), old, Action.WITHDRAW);
        assertEquals(1, found(old).size());
        site().records().refresh();
        assertEquals(1, found(old).size());
        clock.forward(Duration.ofMinutes(3));
        site().records().refresh();
        assertEquals(List.of(), found(old));
        assertTrue(site().ledger().check().isIntact());
    }

    @Test
    void theSameRequestAgainChangesNothing() {
        GivenConsent old = accepted();
        erase(old);
        long size = site().ledger().size();
        GrantsEnded ended = site().ended();
        assertEquals(0, erase(old).erased());
        assertEquals(size, site().ledger().size());
        assertSame(ended, site().ended());
    }

    @Test
    void anEndingIsForgottenOnceNoGrantAndNoCookieIsAsOld() {
        GivenConsent old = accepted();
        erase(old);
        clock.forward(Duration.ofDays(402));
        site().records().refresh();
        assertNull(site().ended().marked().ended(subject(old)));
        assertFalse(nodes.allows(site(), old, "DE", "ads"));
    }

    @Proves({"EU-12", "LOG-13"})
    @Test
    void nothingThatIsLeftNamesTheSubject() {
        GivenConsent old = accepted();
        erase(old);
        String subject = subject(old).text();
        for (LedgerEntry entry : site().ledger().read(0, 1_000)) {
            assertFalse(entry.entry().map(Object::toString).orElse("").contains(subject));
        }
    }

    @Test
    void whatIsOwedAsEvidenceIsHiddenThenErasedByItself() {
        nodes.close();
        nodes = TwoNodes.of(folder, clock, TwoNodes.withEvidence("P30D"));
        GivenConsent old = accepted();
        ErasureAnswer answer = erase(old);
        assertTrue(answer.isRestricted());
        assertEquals(0, answer.erased());
        assertEquals(LocalDate.of(2026, 12, 23), answer.eraseOn());
        long index = found(old).get(0).index();
        assertTrue(site().records().restricted().contains(index));
        assertFalse(nodes.allows(site(), old, "US-CA", "ads"));
        assertEquals(answer.eraseOn(), erase(old).eraseOn());
        clock.forward(Duration.ofDays(29));
        assertTrue(site().records().purge());
        assertEquals(1, found(old).size());
        clock.forward(Duration.ofDays(2));
        site().records().purge();
        assertEquals(List.of(), found(old));
        LedgerCheck check = site().ledger().check();
        assertTrue(check.isIntact());
        assertEquals(1, check.erased());
    }

    @Test
    void aHoldStopsErasureAndPurgeUntilItIsLifted() {
        GivenConsent old = accepted();
        IndexRanges places = site().records().placesOf(subject(old));
        site().records().hold("case-7", places.list(), "4 O 12/26", "legal", LocalDate.of(2027, 1, 10));
        ErasureAnswer answer = erase(old);
        assertEquals(LocalDate.of(2027, 1, 10), answer.eraseOn());
        assertEquals(Restricted.HELD, answer.reason());
        clock.forward(Duration.ofDays(4 * 366));
        site().records().purge();
        assertEquals(1, found(old).size());
        assertEquals(1, site().records().holds().size());
        site().records().lift("case-7", "settled", "legal");
        assertEquals(List.of(), site().records().holds());
        site().records().purge();
        assertEquals(List.of(), found(old));
        assertTrue(site().ledger().check().isIntact());
    }

    @Proves("EU-14")
    @Test
    void decisionsGoWhenTheRetentionOfTheirRegimeIsOver() {
        GivenConsent strict = accepted();
        GivenConsent ccpa = nodes.answer(site(), GivenConsent.EMPTY, Action.ACCEPT_ALL, "US-CA");
        clock.forward(Duration.ofDays(740));
        assertTrue(site().records().purge());
        assertEquals(1, found(strict).size());
        assertEquals(0, found(ccpa).size());
        clock.forward(Duration.ofDays(360));
        nodes.second().records().purge();
        site().records().purge();
        assertEquals(0, found(strict).size());
        LedgerCheck check = site().ledger().check();
        assertTrue(check.isIntact(), check.toString());
        assertEquals(2, check.erased());
        assertEquals(
                List.of("retention strict P3Y", "retention ccpa P24M"),
                site().ledger().find(EntryQuery.newest(EntryKind.RETENTION_PURGE.id(), 9)).stream()
                        .map(entry -> ((Erased) entry.entry().orElseThrow()).authority())
                        .toList());
    }

    @Test
    void aPolicyTextStaysAsLongAsADecisionNamesIt() {
        GivenConsent early = accepted();
        clock.forward(Duration.ofDays(3 * 366 + 1));
        nodes.close();
        Policy next = POLICY.toBuilder()
                .version("2027-01")
                .controller("Other SA", "mailto:privacy@example.org")
                .build();
        nodes = TwoNodes.of(folder, clock, next);
        String text = "policy:" + POLICY.contentHash();
        IndexRange held = IndexRange.of(found(early).get(0).index());
        site().records().hold("h", List.of(held), "case", "legal", LocalDate.of(2031, 1, 1));
        site().records().purge();
        assertTrue(site().ledger().find(text).isPresent());
        site().records().lift("h", "over", "legal");
        site().records().purge();
        assertEquals(List.of(), found(early));
        site().records().purge();
        assertFalse(site().ledger().find(text).isPresent());
        assertTrue(site().ledger().find("policy:" + next.contentHash()).isPresent());
        assertTrue(site().ledger().check().isIntact());
    }

    @Test
    void aRevokedSubjectIsAskedAgainAndKeepsItsRefusals() {
        GivenConsent accepted = accepted();
        site().records().revoke("r1", subject(accepted), "fraudulent agent", "operator");
        assertFalse(nodes.allows(site(), accepted, "DE", "ads"));
        assertTrue(nodes.allows(site(), accepted, "US-CA", "ads"));
        GivenConsent refused = nodes.answer(site(), accepted(), Action.REJECT_ALL);
        site().records().revoke("r2", subject(refused), "fraudulent agent", "operator");
        assertFalse(nodes.allows(site(), refused, "US-CA", "ads"));
    }

    @Test
    void grantsOfAVersionAreEndedForARangeOfDays() {
        GivenConsent before = accepted();
        clock.forward(Duration.ofDays(5));
        GivenConsent after = accepted();
        LocalDate day = LocalDate.of(2026, 11, 22);
        site().records().invalidate("i", new GrantsEnded.OfVersion("2026-11", day, day.plusDays(2)), "hid it", "DPA 3");
        nodes.second().records().refresh();
        for (SiteConsent node : List.of(site(), nodes.second())) {
            assertFalse(nodes.allows(node, before, "DE", "ads"));
            assertTrue(nodes.allows(node, after, "DE", "ads"));
        }
    }

    @Test
    void anErasureSaysWhatStaysElsewhere() {
        nodes.close();
        nodes = TwoNodes.of(
                folder,
                clock,
                POLICY.toBuilder().residue("receipt number and day").build());
        erase(accepted());
        assertEquals(
                "receipt number and day",
                site().ledger().find(Erased.idOf(REQUEST, 0)).flatMap(LedgerEntry::entry).stream()
                        .map(entry -> ((Erased) entry).residue())
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void endingsThatConcernOthersCostNoCodeOnARequestThatIsKnown() {
        erase(accepted());
        GivenConsent other = accepted();
        String cookie = nodes.cookie(site(), other);
        Device device = site().device(List.of(cookie));
        assertTrue(nodes.effective(device).allows("ads"));
        try (CountingMacs codes = new CountingMacs()) {
            for (int i = 0; i < 100; i++) {
                assertNotNull(nodes.effective(site().device(List.of(cookie))));
            }
            assertEquals(0, codes.computed());
        }
    }

    private List<LedgerEntry> found(GivenConsent given) {
        return site().ledger().find(new EntryQuery(null, subject(given).text(), Long.MAX_VALUE, 100));
    }
}
