package dev.consent4j;

import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Ending.Scope;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.store.EntryQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what was recorded for a subject after its erasure began, by a process that did not know of it yet. All erasures
 * that are due share one walk over what was recorded since the first of them. Not thread safe.
 */
final class Stragglers {

    /** By then every node knows of an ending, and what it appended before it knew is there to be found. */
    static final Duration ALL_KNOW = Duration.ofSeconds(2 * Endings.MAX_AGE_SECONDS);

    /** Endings whose stragglers are looked for again after a restart. */
    static final Duration LOOKED_FOR = Duration.ofDays(1);

    /** Subjects whose marks are remembered during a walk. */
    private static final int MOST_SUBJECTS = 10_000;

    private static final int PAGE = 256;

    private final ConsentLedger ledger;
    private final SuppressionMarks marks;

    /** What stands up to here was looked for, and above it what is in {@link #done}. */
    private long doneUpTo = -1;

    private final Set<Long> done = new HashSet<>();
    private final Set<Long> looking = new HashSet<>();
    private long lookingUpTo = -1;

    Stragglers(ConsentLedger ledger, SuppressionMarks marks) {
        this.ledger = ledger;
        this.marks = marks;
    }

    /** An ending that is due, at its place. */
    private record Due(long index, Ending ending) {}

    /**
     * Looks for stragglers of what became due.
     *
     * @param now the time
     * @return their places by the ending they belong to
     */
    Map<Ending, List<Long>> find(Instant now) {
        looking.clear();
        Map<String, Due> due = due(now);
        if (due.isEmpty()) {
            return Map.of();
        }
        long next = due.values().stream().mapToLong(Due::index).min().orElseThrow() + 1;
        Map<String, Optional<Due>> bySubject = new HashMap<>();
        Map<Ending, List<Long>> found = new LinkedHashMap<>();
        for (List<LedgerEntry> page = ledger.read(next, PAGE); !page.isEmpty(); page = ledger.read(next, PAGE)) {
            for (LedgerEntry entry : page) {
                next = entry.index() + 1;
                entry.entry()
                        .flatMap(intact -> intact.subject())
                        .flatMap(subject -> bySubject.computeIfAbsent(subject, each -> dueOf(each, due)))
                        .filter(each -> each.index() < entry.index())
                        .ifPresent(each -> found.computeIfAbsent(each.ending(), ignored -> new ArrayList<>())
                                .add(entry.index()));
            }
            if (bySubject.size() > MOST_SUBJECTS) {
                bySubject.clear();
            }
        }
        return found;
    }

    /** Notes that what {@link #find} found last was erased, so that it is not looked for again. */
    void erased() {
        done.addAll(looking);
        doneUpTo = Math.max(doneUpTo, lookingUpTo);
        done.removeIf(index -> index <= doneUpTo);
    }

    private Optional<Due> dueOf(String subject, Map<String, Due> due) {
        return marks.all(SuppressionMarks.Whose.SUBJECT, subject).stream()
                .flatMap(mark -> Optional.ofNullable(due.get(mark)).stream())
                .findFirst();
    }

    /** The due ones by mark, the first of each mark. Clocks of nodes differ, so some that are not due stand before others. */
    private Map<String, Due> due(Instant now) {
        Map<String, Due> due = new HashMap<>();
        lookingUpTo = doneUpTo;
        long firstWaiting = Long.MAX_VALUE;
        long before = Long.MAX_VALUE;
        boolean more = true;
        while (more) {
            List<LedgerEntry> page = ledger.find(new EntryQuery(EntryKind.GRANTS_ENDED.id(), null, before, PAGE));
            more = false;
            for (LedgerEntry entry : page) {
                before = entry.index();
                if (before <= doneUpTo || !(entry.entry().orElse(null) instanceof Ending ending)) {
                    continue;
                }
                lookingUpTo = Math.max(lookingUpTo, before);
                if (!ending.time().plus(ALL_KNOW).isBefore(now)) {
                    firstWaiting = before;
                    more = true;
                } else if (!ending.time().plus(LOOKED_FOR).isBefore(now)) {
                    more = true;
                    look(new Due(before, ending), due);
                }
            }
        }
        lookingUpTo = Math.min(lookingUpTo, firstWaiting - 1);
        return due;
    }

    private void look(Due each, Map<String, Due> due) {
        if (!done.contains(each.index()) && each.ending().scope() instanceof Scope.OfMark of && of.refuses()) {
            looking.add(each.index());
            due.put(of.mark(), each);
        }
    }
}
