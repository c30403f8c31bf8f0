package dev.consent4j;

import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Ending.Scope;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Regime;
import dev.consent4j.store.EntryQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endings of grants as this process knows them. What another process ended is read from the ledger every {@value
 * #REFRESH_SECONDS} seconds, so that every node knows within {@value #MAX_AGE_SECONDS}. Before the first good look, and
 * when the last one is older than that, more may have been ended than is known, and no grant is confirmed. Thread safe;
 * asking what holds reads no store.
 */
final class Endings {

    /** How often the ledger is asked for new endings. */
    static final int REFRESH_SECONDS = 20;

    /** How soon it is asked again after it did not answer. */
    static final int RETRY_SECONDS = 2;

    /** How old, at most, what counts as known is. */
    static final int MAX_AGE_SECONDS = 60;

    private static final long MAX_AGE_NANOS =
            Duration.ofSeconds(MAX_AGE_SECONDS).toNanos();

    /** A browser keeps no cookie longer, so that an older one is from a backup that is as old. */
    private static final Period LONGEST_COOKIE = Period.ofDays(400);

    /** No cookie limits it, and nothing that speaks of a person is kept without end: as long as the longest retention. */
    private static final Period ACCOUNT_MARK = EntryLife.OTHERS;

    private static final int PAGE = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final String site;
    private final ConsentLedger ledger;
    private final Period life;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Supplier<KnownEndings> nothing;
    private volatile KnownEndings known;
    private volatile Now now;
    private long knownUpTo = -1;
    private LocalDate day = LocalDate.MIN;
    private boolean changed;
    private boolean lost;

    /**
     * What holds at one time; both answers stay the same objects as long as nothing changes.
     *
     * @param ended what is known
     * @param inDoubt what is known, and perhaps more
     * @param readAt when a good look at the ledger began, in nanoseconds
     * @param read whether there was one
     */
    private record Now(GrantsEnded ended, GrantsEnded inDoubt, long readAt, boolean read) {

        static Now of(GrantsEnded ended) {
            return new Now(ended, ended.andPerhapsMore(), 0, false);
        }

        Now readAt(long time) {
            return new Now(ended, inDoubt, time, true);
        }
    }

    /**
     * An ending of an account's grants.
     *
     * @param index its place in the ledger: it ends what was decided before
     * @param day the day
     * @param refuses whether everything counts as refused since
     */
    record OfAccount(long index, LocalDate day, boolean refuses) {}

    /**
     * The endings of a site, looked up once; if that fails, nothing is known until {@link #refresh} succeeds.
     *
     * @param clock says the day
     * @param nanos says how much time has passed, in nanoseconds; never goes back
     */
    Endings(Site site, ConsentLedger ledger, SuppressionMarks marks, Clock clock, LongSupplier nanos) {
        this.site = site.id();
        this.ledger = ledger;
        this.life = longestLife(site);
        this.clock = clock;
        this.nanos = nanos;
        this.nothing = () -> new KnownEndings(marks);
        this.known = nothing.get();
        this.now = Now.of(known.ended());
        tryRefresh();
    }

    /** What holds now. */
    GrantsEnded now() {
        Now last = now;
        return isCurrent(last) ? last.ended : last.inDoubt;
    }

    /** Whether what is known is all that was ended, but for the last {@value #MAX_AGE_SECONDS} seconds. */
    boolean isCurrent() {
        return isCurrent(now);
    }

    private boolean isCurrent(Now last) {
        return last.read && nanos.getAsLong() - last.readAt < MAX_AGE_NANOS;
    }

    /** The endings of an account's grants, the first one first. */
    List<OfAccount> ofAccount(List<String> references) {
        return known.ofAccount(references);
    }

    /** Looks at the ledger like {@link #refresh}; false if it did not answer, which is told once. */
    boolean tryRefresh() {
        try {
            refresh();
            return true;
        } catch (RuntimeException | Error failed) {
            lost(failed);
            return false;
        }
    }

    /** Reads what is new, and forgets what no grant is as old as; all anew where the clock was set back. */
    synchronized void refresh() {
        long began = nanos.getAsLong();
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        if (today.isBefore(day)) {
            readAllAnew(today);
        } else {
            readOn(today);
        }
        now = (changed ? Now.of(known.ended()) : now).readAt(began);
        changed = false;
        found();
    }

    private void readOn(LocalDate today) {
        for (LedgerEntry entry : newer(knownUpTo)) {
            changed |= add(known, entry, today);
            knownUpTo = Math.max(knownUpTo, entry.index());
        }
        if (!today.equals(day)) {
            changed |= known.forget(each -> isOver(each, life, today), each -> isOver(each, ACCOUNT_MARK, today));
            day = today;
        }
    }

    /** What a day that never came let be forgotten counts again. */
    private void readAllAnew(LocalDate today) {
        KnownEndings all = nothing.get();
        long upTo = -1;
        for (LedgerEntry entry : newer(upTo)) {
            add(all, entry, today);
            upTo = Math.max(upTo, entry.index());
        }
        known = all;
        knownUpTo = upTo;
        day = today;
        changed = true;
    }

    private boolean add(KnownEndings to, LedgerEntry entry, LocalDate today) {
        Ending ending = (Ending) entry.entry().orElseThrow();
        return !isOver(ending, today) && to.add(entry.index(), ending);
    }

    /** The oldest first, so that one that cannot be taken in keeps no later one from being looked at again. */
    private List<LedgerEntry> newer(long than) {
        List<LedgerEntry> newer = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (before > than) {
            List<LedgerEntry> page = ledger.find(new EntryQuery(EntryKind.GRANTS_ENDED.id(), null, before, PAGE));
            page.stream()
                    .filter(entry -> entry.index() > than)
                    .filter(entry ->
                            entry.entry().filter(Ending.class::isInstance).isPresent())
                    .forEach(newer::add);
            before = page.size() < PAGE ? than : page.get(page.size() - 1).index();
        }
        Collections.reverse(newer);
        return newer;
    }

    private synchronized void lost(Throwable failed) {
        if (!lost) {
            lost = true;
            LOG.warn(
                    "What was ended on site {} cannot be read: {}",
                    site,
                    now.read
                            ? "if that lasts for " + MAX_AGE_SECONDS + " seconds, no grant counts until it can be"
                            : "no grant counts until it can be",
                    failed);
        } else {
            LOG.debug("What was ended on site {} still cannot be read", site, failed);
        }
    }

    private void found() {
        if (lost) {
            lost = false;
            LOG.warn("What was ended on site {} can be read again, so grants count", site);
        }
    }

    boolean isOver(Ending ending, LocalDate today) {
        return isOver(ending.time().atZone(ZoneOffset.UTC).toLocalDate(), lifeOf(ending), today);
    }

    private static boolean isOver(LocalDate from, Period life, LocalDate today) {
        return from.plus(life).isBefore(today);
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
