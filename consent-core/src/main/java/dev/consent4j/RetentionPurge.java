package dev.consent4j;

import dev.consent4j.decision.Decision;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Hold;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.entry.Restricted;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Deliveries;
import dev.consent4j.ledger.ErasureOrder;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.store.EntryQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Erases what is older than its retention, from the oldest entry on, a bounded number at a time. Two that run at once
 * name the same entries twice and do no other harm. Not thread safe.
 */
final class RetentionPurge {

    /** Entries read in one run, at most. */
    static final int MOST_READ = 100_000;

    private static final int PAGE = 256;

    private final ConsentLedger ledger;
    private final Deliveries deliveries;
    private final EntryLife life;
    private final Endings endings;
    private final Map<String, Long> unnamed = new HashMap<>();

    private long next;

    /** The first place of this round that will be purged some day, where the next round begins; -1 for none yet. */
    private long kept = -1;

    RetentionPurge(Site site, ConsentLedger ledger, Deliveries deliveries, Endings endings) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.life = new EntryLife(site);
        this.endings = endings;
    }

    /**
     * One run.
     *
     * @param now the time
     * @param owed says what stays all the same; asked before each part, because another process may place a hold meanwhile
     * @return whether it came to the entries that are too young, so that the next run is due tomorrow
     */
    boolean run(Instant now, Supplier<Owed> owed) {
        LocalDate young = now.atZone(ZoneOffset.UTC).toLocalDate().minus(life.shortest());
        int read = 0;
        while (read < MOST_READ) {
            List<LedgerEntry> page = ledger.read(next, PAGE);
            Map<String, List<Long>> over = new TreeMap<>();
            for (LedgerEntry entry : page) {
                Entry intact = entry.entry().orElse(null);
                if (intact == null) {
                    continue;
                }
                if (!intact.time().atZone(ZoneOffset.UTC).toLocalDate().isBefore(young)) {
                    erase(over, owed, now);
                    atTheEnd(now, owed);
                    return true;
                }
                look(entry.index(), intact, now, over);
            }
            erase(over, owed, now);
            if (page.isEmpty()) {
                atTheEnd(now, owed);
                return true;
            }
            read += page.size();
            next = page.get(page.size() - 1).index() + 1;
        }
        return false;
    }

    private void look(long index, Entry entry, Instant now, Map<String, List<Long>> over) {
        life.over(entry, now, endings)
                .filter(why -> !isNeeded(entry))
                .ifPresentOrElse(
                        why -> over.computeIfAbsent(why, ignored -> new ArrayList<>())
                                .add(index),
                        () -> {
                            if (!(entry instanceof Erased)) {
                                keep(index);
                            }
                            if (life.mayBeUnnamed(entry, now)) {
                                unnamed.put(nameOf(entry), index);
                            }
                        });
    }

    /** A hold in force, and a restriction of what could not be erased yet, go on however old they are. */
    private boolean isNeeded(Entry entry) {
        if (entry instanceof Hold hold) {
            return Owed.active(ledger).stream().anyMatch(each -> each.hold().equals(hold.hold()));
        }
        return entry instanceof Restricted restricted
                && restricted.ranges().stream().anyMatch(this::holdsAnything);
    }

    private boolean holdsAnything(IndexRange range) {
        long next = range.from();
        while (next < range.to()) {
            List<LedgerEntry> page = ledger.read(next, (int) Math.min(PAGE, range.to() - next));
            if (page.isEmpty()) {
                return false;
            }
            for (LedgerEntry entry : page) {
                if (range.contains(entry.index()) && !(entry.content() instanceof LedgerEntry.Content.Erased)) {
                    return true;
                }
                next = entry.index() + 1;
            }
        }
        return false;
    }

    private void keep(long index) {
        kept = kept < 0 ? index : kept;
    }

    /** The first place names the order: it is purged once and never again, so two at once can not both have it. */
    private void erase(Map<String, List<Long>> over, Supplier<Owed> owed, Instant now) {
        if (over.isEmpty()) {
            return;
        }
        Owed held = owed.get();
        over.forEach((why, indexes) -> {
            ErasureOrder order = new ErasureOrder(
                    "retention-" + indexes.get(0),
                    Erased.Reason.RETENTION,
                    why,
                    "",
                    List.of(new ErasureOrder.Target.OfIndexes(
                            IndexRanges.of(indexes).list())),
                    now);
            IndexRanges spared = ledger.erase(order, held.holds(), deliveries).spared();
            spared.list().stream().limit(1).forEach(range -> keep(range.from()));
        });
    }

    /** Begins again with the next run; texts that no decision names any more go, those others name are asked again. */
    private void atTheEnd(Instant now, Supplier<Owed> owed) {
        if (!unnamed.isEmpty()) {
            withoutNamed();
        }
        if (!unnamed.isEmpty()) {
            List<Long> indexes = unnamed.values().stream().sorted().toList();
            erase(Map.of("no decision names it", indexes), owed, now);
            unnamed.clear();
        }
        next = kept < 0 ? next : kept;
        kept = -1;
    }

    /** Looks through the decisions that are left until every candidate is found to be named. */
    private void withoutNamed() {
        long before = Long.MAX_VALUE;
        List<LedgerEntry> page;
        do {
            page = ledger.find(new EntryQuery(EntryKind.DECISION.id(), null, before, PAGE));
            for (LedgerEntry entry : page) {
                if (entry.entry().orElse(null) instanceof DecisionRecorded recorded) {
                    Decision decision = recorded.decision();
                    unnamed.remove(decision.policyHash());
                    unnamed.remove(decision.shown().rendering());
                }
                before = entry.index();
            }
        } while (!page.isEmpty() && !unnamed.isEmpty());
    }

    private static String nameOf(Entry entry) {
        return entry instanceof PolicyPublished policy
                ? policy.contentHash()
                : ((RenderingShown) entry).rendering().hash();
    }
}
