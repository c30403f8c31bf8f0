package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.key.Keyring;
import dev.consent4j.ledger.Deliveries;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.store.EntryQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasure and holds where two things come together that seldom do. */
class RecordsLimitsTest {

    private static final String REQUEST = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private TwoNodes nodes = TwoNodes.NONE;

    @AfterEach
    void close() {
        nodes.close();
    }

    private GivenConsent accepted() {
        return nodes.answer(nodes.first(), GivenConsent.EMPTY, Action.ACCEPT_ALL);
    }

    private List<LedgerEntry> found(GivenConsent given) {
        String subject = Objects.requireNonNull(given.subject()).text();
        return nodes.first().ledger().find(new EntryQuery(null, subject, Long.MAX_VALUE, 100));
    }

    private ErasureAnswer erase(GivenConsent given) {
        return nodes.first().erase(ErasureRequest.of(REQUEST, Objects.requireNonNull(given.subject())));
    }

    @Test
    void aFormSentAgainBySomebodyWhoDecidedAnewHidesWhatIsNewToo() {
        nodes = TwoNodes.of(folder, clock, TwoNodes.withEvidence("P30D"));
        GivenConsent first = accepted();
        GivenConsent second = accepted();
        erase(first);
        assertTrue(erase(second).isRestricted());
        Records records = nodes.first().records();
        assertTrue(records.restricted().contains(found(first).get(0).index()));
        assertTrue(records.restricted().contains(found(second).get(0).index()));
        clock.forward(Duration.ofDays(32));
        records.purge();
        assertEquals(List.of(), found(first));
        assertEquals(List.of(), found(second));
        assertTrue(nodes.first().ledger().check().isIntact());
    }

    @Test
    void whatANodeRecordedBeforeItKnewIsHiddenWhereItIsStillOwed() {
        nodes = TwoNodes.of(folder, clock, TwoNodes.withEvidence("P30D"));
        GivenConsent old = accepted();
        erase(old);
        nodes.answer(nodes.second(), old, Action.WITHDRAW);
        long late = found(old).get(0).index();
        clock.forward(Duration.ofMinutes(3));
        nodes.first().records().refresh();
        nodes.first().records().refresh();
        assertTrue(nodes.first().records().restricted().contains(late));
        clock.forward(Duration.ofDays(32));
        nodes.first().records().purge();
        assertEquals(List.of(), found(old));
    }

    /** The hold comes after holds were looked at and before the transaction that erases. */
    @Test
    void aHoldThatAnotherNodePlacesAtTheLastMomentIsHeededAndTold() {
        nodes = TwoNodes.of(folder, clock, TwoNodes.POLICY);
        GivenConsent held = accepted();
        nodes.answer(nodes.first(), held, Action.SAVE);
        IndexRange second = IndexRange.of(found(held).get(0).index());
        AtomicBoolean placed = new AtomicBoolean();
        Records records = recordsOfFirst(places -> {
            if (!placed.getAndSet(true)) {
                nodes.second()
                        .records()
                        .hold("case-9", List.of(second), "4 O 13/26", "legal", LocalDate.of(2031, 1, 1));
            }
            return List.of();
        });

        ErasureAnswer answer = records.erase(ErasureRequest.of(REQUEST, Objects.requireNonNull(held.subject())));

        assertEquals(1, answer.erased());
        assertEquals(1, answer.restricted());
        assertEquals(LocalDate.of(2031, 1, 1), answer.eraseOn());
        assertEquals(
                List.of(second.from()),
                found(held).stream().map(LedgerEntry::index).toList());
        assertTrue(records.restricted().contains(second.from()));
        assertTrue(nodes.first().ledger().check().isIntact());
    }

    /** What was said under an id stays; whoever uses it for something else must not believe that it was done. */
    @Test
    void anIdThatWasUsedForSomethingElseIsRefusedAndNotTakenForDone() {
        nodes = TwoNodes.of(folder, clock, TwoNodes.POLICY);
        Records records = nodes.first().records();
        LocalDate review = LocalDate.of(2031, 1, 1);
        List<IndexRange> places = List.of(new IndexRange(0, 2));
        records.hold("case", places, "4 O 13/26", "legal", review);
        records.hold("case", places, "4 O 13/26", "legal", review);
        List<IndexRange> others = List.of(new IndexRange(0, 3));
        assertThrows(IllegalArgumentException.class, () -> records.hold("case", others, "4 O 13/26", "legal", review));
        records.lift("case", "settled", "legal");
        assertThrows(IllegalArgumentException.class, () -> records.hold("case", places, "4 O 13/26", "legal", review));
        assertEquals(List.of(), records.holds());
        GrantsEnded.OfVersion range =
                new GrantsEnded.OfVersion("2026-11", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1));
        records.invalidate("banner", range, "misleading", "the authority");
        records.invalidate("banner", range, "misleading", "the authority");
        GrantsEnded.OfVersion wider = new GrantsEnded.OfVersion("2026-11", range.from(), LocalDate.of(2026, 3, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> records.invalidate("banner", wider, "misleading", "the authority"));
    }

    @Test
    void anErasureUnderTheIdOfARevocationStillCountsAsARefusal() {
        nodes = TwoNodes.of(folder, clock, TwoNodes.POLICY);
        GivenConsent old = accepted();
        Records records = nodes.first().records();
        records.revoke(REQUEST, Objects.requireNonNull(old.subject()), "a call", "the operator");
        assertTrue(nodes.allows(nodes.first(), old, "US-CA", "ads"), "asked nobody, opted out by nobody");
        assertEquals(1, erase(old).erased());
        assertFalse(nodes.allows(nodes.first(), old, "US-CA", "ads"));
        long size = nodes.first().ledger().size();
        assertEquals(0, erase(old).erased());
        assertEquals(size, nodes.first().ledger().size());
        records.revoke(REQUEST, Objects.requireNonNull(old.subject()), "a call", "the operator");
        nodes.answer(nodes.second(), old, Action.WITHDRAW);
        clock.forward(Duration.ofMinutes(3));
        records.refresh();
        assertEquals(List.of(), found(old), "what another node recorded meanwhile goes too");
    }

    /** The retention of holds and restrictions is long, and what they are about may be kept longer. */
    @Test
    void aHoldInForceAndARestrictionOfWhatIsHeldOutliveTheirRetention() {
        nodes = TwoNodes.of(folder, clock, TwoNodes.POLICY);
        GivenConsent held = accepted();
        long place = found(held).get(0).index();
        Records records = nodes.first().records();
        records.hold("case-9", List.of(IndexRange.of(place)), "4 O 13/26", "legal", LocalDate.of(2027, 1, 1));
        assertTrue(erase(held).isRestricted());
        clock.forward(Duration.ofDays(11 * 366));
        records.purge();
        records.purge();
        assertEquals(1, found(held).size());
        assertEquals(1, records.holds().size());
        assertTrue(nodes.another().records().restricted().contains(place));
        records.lift("case-9", "settled", "legal");
        records.purge();
        assertEquals(List.of(), found(held));
        clock.forward(Duration.ofDays(11 * 366));
        records.purge();
        assertEquals(List.of(), records.holds());
        assertTrue(nodes.first().ledger().check().isIntact());
    }

    @Test
    void aHoldThatIsLiftedAtTheLastMomentKeepsNothing() {
        nodes = TwoNodes.of(folder, clock, TwoNodes.POLICY);
        GivenConsent given = accepted();
        IndexRange place = IndexRange.of(found(given).get(0).index());
        AtomicBoolean placed = new AtomicBoolean();
        Records records = recordsOfFirst(places -> {
            if (!placed.getAndSet(true)) {
                Records others = nodes.second().records();
                others.hold("case-9", List.of(place), "4 O 13/26", "legal", LocalDate.of(2031, 1, 1));
                others.lift("case-9", "withdrawn", "legal");
            }
            return List.of();
        });

        assertEquals(
                1,
                records.erase(ErasureRequest.of(REQUEST, Objects.requireNonNull(given.subject())))
                        .erased());
        assertEquals(List.of(), found(given));
    }

    private Records recordsOfFirst(Deliveries deliveries) {
        SiteConsent site = nodes.first();
        return new Records(
                site.site(),
                site.ledger(),
                deliveries,
                new SuppressionMarks("site", Keyring.open(folder.resolve("keys"))),
                clock,
                () -> 0);
    }

    @Test
    void aHoldThatAnotherNodePlacesWhileAPurgeRunsIsHeeded() {
        nodes = TwoNodes.of(folder, clock, TwoNodes.POLICY);
        List<GivenConsent> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(accepted());
        }
        GivenConsent last = all.get(all.size() - 1);
        IndexRange place = IndexRange.of(found(last).get(0).index());
        clock.forward(Duration.ofDays(4 * 366));
        AtomicBoolean placed = new AtomicBoolean();
        Deliveries whilePurging = places -> {
            if (!placed.getAndSet(true)) {
                nodes.second().records().hold("case-7", List.of(place), "4 O 12/26", "legal", LocalDate.of(2031, 1, 1));
            }
            return List.of();
        };
        SiteConsent site = nodes.first();
        Endings endings = new Endings(
                site.site(),
                site.ledger(),
                new SuppressionMarks("site", Keyring.open(folder.resolve("keys"))),
                clock,
                () -> 0);
        Instant now = clock.instant();
        new RetentionPurge(site.site(), site.ledger(), whilePurging, endings)
                .run(now, () -> Owed.now(site.site(), site.ledger(), now));
        assertEquals(List.of(), found(all.get(0)));
        assertEquals(1, found(last).size());
    }
}
