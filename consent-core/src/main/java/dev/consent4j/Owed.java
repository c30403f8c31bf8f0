package dev.consent4j;

import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Hold;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.entry.Restricted;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.ledger.Spared;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.store.EntryQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may not be erased yet, at one time: because a legal hold covers it, or because the policy keeps it as evidence.
 * Notes until when, and why, for what it was asked about; used by one thread.
 */
final class Owed implements Spared {

    private static final int PAGE = 256;

    private final Site site;
    private final ConsentLedger ledger;
    private final Instant now;
    private List<Held> holds = List.of();
    private long holdsKnownUpTo;
    private @Nullable LocalDate until;
    private String reason = "";

    /** What one hold covers, and until when at least. */
    private record Held(IndexRanges places, LocalDate until) {}

    private Owed(Site site, ConsentLedger ledger, Instant now) {
        this.site = site;
        this.ledger = ledger;
        this.now = now;
    }

    static Owed now(Site site, ConsentLedger ledger, Instant now) {
        Owed owed = new Owed(site, ledger, now);
        owed.learn();
        return owed;
    }

    /** The size first: a hold that is placed between the two is read twice rather than never. */
    @Override
    public void learn() {
        LocalDate tomorrow = now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        holdsKnownUpTo = ledger.size();
        holds = active(ledger).stream()
                .map(hold ->
                        new Held(new IndexRanges(hold.ranges()), hold.day().isBefore(tomorrow) ? tomorrow : hold.day()))
                .toList();
    }

    @Override
    public long holdsKnownUpTo() {
        return holdsKnownUpTo;
    }

    /** Legal holds alone, for what no evidence period keeps. */
    Spared holds() {
        return new Spared() {

            @Override
            public boolean test(LedgerEntry entry) {
                return heldUntil(entry.index()).isPresent();
            }

            @Override
            public long holdsKnownUpTo() {
                return holdsKnownUpTo;
            }

            @Override
            public void learn() {
                Owed.this.learn();
            }
        };
    }

    @Override
    public boolean test(LedgerEntry entry) {
        Optional<LocalDate> evidence = entry.entry().flatMap(this::evidenceUntil);
        Optional<LocalDate> held = heldUntil(entry.index());
        evidence.ifPresent(day -> note(day, Restricted.EVIDENCE));
        held.ifPresent(day -> note(day, Restricted.HELD));
        return evidence.isPresent() || held.isPresent();
    }

    /** The last day on which something asked about is owed, null if nothing is. */
    @Nullable
    LocalDate until() {
        return until;
    }

    String reason() {
        return reason;
    }

    /** When the evidence period of an entry ends, if it has one that is not over. */
    Optional<LocalDate> evidenceUntil(Entry entry) {
        Policy current = site.policies()
                .current(Jurisdiction.UNKNOWN, now.atZone(ZoneOffset.UTC).toLocalDate());
        Policy policy = entry instanceof DecisionRecorded recorded
                ? site.policies().find(recorded.decision().policyVersion()).orElse(current)
                : current;
        return policy.evidence()
                .map(Lifetime::seconds)
                .map(seconds -> entry.time().plus(Duration.ofSeconds(seconds)))
                .filter(now::isBefore)
                .map(end -> end.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1));
    }

    private Optional<LocalDate> heldUntil(long index) {
        return holds.stream()
                .filter(hold -> hold.places().contains(index))
                .map(Held::until)
                .max(LocalDate::compareTo);
    }

    private void note(LocalDate day, String why) {
        if (until == null || day.isAfter(until)) {
            until = day;
            reason = why;
        }
    }

    /** The holds in force, the newest first. A hold that was altered is not known, which a check of the ledger tells. */
    static List<Hold> active(ConsentLedger ledger) {
        List<Hold> active = new ArrayList<>();
        Set<String> lifted = new HashSet<>();
        List<LedgerEntry> page = ledger.find(EntryQuery.newest(EntryKind.HOLD.id(), PAGE));
        while (!page.isEmpty()) {
            for (LedgerEntry entry : page) {
                if (entry.entry().orElse(null) instanceof Hold hold) {
                    if (hold.step() == Hold.Step.LIFTED) {
                        lifted.add(hold.hold());
                    } else if (!lifted.contains(hold.hold())) {
                        active.add(hold);
                    }
                }
            }
            page = ledger.find(new EntryQuery(
                    EntryKind.HOLD.id(), null, page.get(page.size() - 1).index(), PAGE));
        }
        return active;
    }
}
