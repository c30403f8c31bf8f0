package dev.consent4j;

import dev.consent4j.decision.EndedSubjects.Ended;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Ending.Scope;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Regime;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoreException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endings of grants as this process knows them. What another process ended is read from the ledger every {@value
 * #REFRESH_SECONDS} seconds, so that every node knows within {@value #MAX_AGE_SECONDS}. Thread safe.
 */
final class Endings {

    /** How often the ledger is asked for new endings. */
    static final int REFRESH_SECONDS = 20;

    /** How old, at most, what a node knows of endings is, as long as its ledger answers. */
    static final int MAX_AGE_SECONDS = 60;

    /** A browser keeps no cookie longer, so that an older one is from a backup that is as old. */
    private static final Period LONGEST_COOKIE = Period.ofDays(400);

    /** No cookie limits it, and nothing that speaks of a person is kept without end: as long as the longest retention. */
    private static final Period ACCOUNT_MARK = EntryLife.OTHERS;

    private static final int PAGE = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final ConsentLedger ledger;
    private final SuppressionMarks marks;
    private final Period life;
    private final Clock clock;
    private final List<LedgerEntry> known = new ArrayList<>();
    private volatile Now now;
    private long knownUpTo = -1;
    private LocalDate day = LocalDate.MIN;

    /** What holds at one time; the same object as long as nothing changes. */
    private record Now(GrantsEnded ended, MarkedSubjects marked, Map<String, List<OfAccount>> byAccount) {}

    /**
     * An ending of an account's grants.
     *
     * @param index its place in the ledger: it ends what was decided before
     * @param day the day
     * @param refuses whether everything counts as refused since
     */
    record OfAccount(long index, LocalDate day, boolean refuses) {}

    Endings(Site site, ConsentLedger ledger, SuppressionMarks marks, Clock clock) {
        this.ledger = ledger;
        this.marks = marks;
        this.life = longestLife(site);
        this.clock = clock;
        this.now = nothing();
        try {
            refresh();
        } catch (StoreException unavailable) {
            LOG.warn("What was ended on site {} is not known until the ledger can be read", site.id(), unavailable);
        }
    }

    /** What holds now. */
    GrantsEnded now() {
        return now.ended;
    }

    /** The marks that hold now. */
    MarkedSubjects marked() {
        return now.marked;
    }

    /** The endings of an account's grants, the first one first. */
    List<OfAccount> ofAccount(List<String> references) {
        Map<String, List<OfAccount>> byAccount = now.byAccount;
        if (byAccount.isEmpty()) {
            return List.of();
        }
        return references.stream()
                .flatMap(reference -> marks.all(SuppressionMarks.Whose.ACCOUNT, reference).stream())
                .flatMap(mark -> byAccount.getOrDefault(mark, List.of()).stream())
                .sorted(Comparator.comparingLong(OfAccount::index))
                .toList();
    }

    /** Reads what is new, and forgets what no grant is as old as. */
    synchronized void refresh() {
        List<LedgerEntry> added = newer();
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        if (added.isEmpty() && today.equals(day)) {
            return;
        }
        day = today;
        added.forEach(entry -> knownUpTo = Math.max(knownUpTo, entry.index()));
        known.addAll(added);
        boolean forgotten = known.removeIf(entry -> isOver(ending(entry), today));
        if (forgotten || !added.isEmpty()) {
            now = now(known);
        }
    }

    private List<LedgerEntry> newer() {
        List<LedgerEntry> newer = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (before > knownUpTo) {
            List<LedgerEntry> page = ledger.find(new EntryQuery(EntryKind.GRANTS_ENDED.id(), null, before, PAGE));
            page.stream()
                    .filter(entry -> entry.index() > knownUpTo)
                    .filter(entry ->
                            entry.entry().filter(Ending.class::isInstance).isPresent())
                    .forEach(newer::add);
            before = page.size() < PAGE ? knownUpTo : page.get(page.size() - 1).index();
        }
        return newer;
    }

    private Now nothing() {
        MarkedSubjects none = new MarkedSubjects(Map.of(), marks);
        return new Now(GrantsEnded.NONE, none, Map.of());
    }

    private Now now(List<LedgerEntry> entries) {
        Map<String, Ended> byMark = new HashMap<>();
        Map<String, List<OfAccount>> byAccount = new HashMap<>();
        List<GrantsEnded.OfVersion> byVersion = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            Ending ending = ending(entry);
            if (ending.scope() instanceof Scope.OfMark of) {
                Ended one = new Ended(ending.time().atZone(ZoneOffset.UTC).toLocalDate(), of.refuses());
                byMark.merge(of.mark(), one, (first, second) -> first.refuses() ? first : second);
                if (SuppressionMarks.isOfAccount(of.mark())) {
                    byAccount
                            .computeIfAbsent(of.mark(), ignored -> new ArrayList<>())
                            .add(new OfAccount(entry.index(), one.day(), one.refuses()));
                }
            } else if (ending.scope() instanceof Scope.OfVersion of) {
                byVersion.add(of.grants());
            }
        }
        MarkedSubjects marked = new MarkedSubjects(byMark, marks);
        return new Now(new GrantsEnded(List.of(), byVersion, marked), marked, Map.copyOf(byAccount));
    }

    private static Ending ending(LedgerEntry entry) {
        return (Ending) entry.entry().orElseThrow();
    }

    boolean isOver(Ending ending, LocalDate today) {
        return ending.time()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plus(lifeOf(ending))
                .isBefore(today);
    }

    /** How long an ending has to be known. */
    Period lifeOf(Ending ending) {
        return ending.scope() instanceof Scope.OfMark of && SuppressionMarks.isOfAccount(of.mark())
                ? ACCOUNT_MARK
                : life;
    }

    private static Period longestLife(Site site) {
        Stream<Period> grants = site.policies().versions().stream()
                .flatMap(policy ->
                        policy.jurisdictions().values().stream().flatMap(id -> policy.regimeNamed(id).stream()))
                .map(Regime::renewAfter);
        return Stream.concat(Stream.of(LONGEST_COOKIE), grants)
                .max(Comparator.comparing(period -> LocalDate.EPOCH.plus(period)))
                .orElseThrow();
    }
}
