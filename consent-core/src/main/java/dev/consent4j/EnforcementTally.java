package dev.consent4j;

import dev.consent4j.entry.Enforced;
import dev.consent4j.entry.EnforcementCounts;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.policy.MaskedName;
import dev.consent4j.signal.Signal;
import dev.consent4j.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the gate of this process does at one site, in memory, and records it once a day and when the site closes.
 * Thread safe; counting takes no lock and never throws. What a crash takes with it is not counted, nor, perhaps, what
 * happens in the moment in which a day is recorded: counts are figures, decisions are proof.
 */
public final class EnforcementTally implements AutoCloseable {

    /** Masked names of undeclared cookies that are counted apart on one day. */
    public static final int MAX_NAMES = 200;

    /** Days that wait for a ledger that can be written, at most; then the oldest go. */
    static final int MAX_WAITING = 31;

    /** Names whose masked form is remembered, so that it is not made for every cookie. */
    private static final int MAX_KNOWN = 1_000;

    private static final long MILLISECONDS_A_DAY = Duration.ofDays(1).toMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(EnforcementTally.class);

    private final String site;
    private final String process;
    private final ConsentLedger ledger;
    private final Clock clock;
    private final Map<String, String> masked = new ConcurrentHashMap<>();
    private final Deque<Day> waiting = new ArrayDeque<>();
    private volatile Day day;
    private final AtomicInteger parts = new AtomicInteger();
    private Thread recorder = new Thread();

    EnforcementTally(String site, String process, ConsentLedger ledger, Clock clock) {
        this.site = site;
        this.process = process;
        this.ledger = ledger;
        this.clock = clock;
        this.day = new Day(today(clock));
    }

    /** The counters of one day. */
    private static final class Day {

        private final long number;
        private final Map<String, Map<Enforced, LongAdder>> purposes = new ConcurrentHashMap<>();
        private final Map<String, Map<Enforced, LongAdder>> undeclared = new ConcurrentHashMap<>();
        private final Map<Signal, LongAdder> signals = counters(Signal.class);
        private final LongAdder unrecorded = new LongAdder();
        private final LongAdder late = new LongAdder();

        Day(long number) {
            this.number = number;
        }
    }

    private static <E extends Enum<E>> Map<E, LongAdder> counters(Class<E> type) {
        Map<E, LongAdder> counters = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            counters.put(constant, new LongAdder());
        }
        return counters;
    }

    private static long today(Clock clock) {
        return Math.floorDiv(clock.millis(), MILLISECONDS_A_DAY);
    }

    /**
     * Counts a cookie that is declared.
     *
     * @param what what became of it
     * @param purpose id of the purpose it is declared for
     */
    public void count(Enforced what, String purpose) {
        add(now().purposes, purpose, what);
    }

    /**
     * Counts a cookie that no policy declares.
     *
     * @param what what became of it
     * @param name its name, as it came; only its masked form is kept
     */
    public void countUndeclared(Enforced what, String name) {
        String known = masked.get(name);
        if (known == null) {
            known = name.isEmpty() ? EnforcementCounts.NAMELESS : MaskedName.of(name);
            if (masked.size() < MAX_KNOWN) {
                masked.put(name, known);
            }
        }
        Map<String, Map<Enforced, LongAdder>> undeclared = now().undeclared;
        boolean counted = undeclared.containsKey(known) || undeclared.size() < MAX_NAMES;
        add(undeclared, counted ? known : EnforcementCounts.OTHERS, what);
    }

    void countSignals(Set<Signal> signals) {
        signals.forEach(signal -> increment(now().signals, signal));
    }

    void countUnrecorded() {
        now().unrecorded.increment();
    }

    void countLate() {
        now().late.increment();
    }

    private static void add(Map<String, Map<Enforced, LongAdder>> counts, String name, Enforced what) {
        Map<Enforced, LongAdder> known = counts.get(name);
        if (known == null) {
            known = counts.computeIfAbsent(name, ignored -> counters(Enforced.class));
        }
        increment(known, what);
    }

    private static <E extends Enum<E>> void increment(Map<E, LongAdder> counters, E constant) {
        Objects.requireNonNull(counters.get(constant)).increment();
    }

    private Day now() {
        Day known = day;
        long today = today(clock);
        return known.number == today ? known : next(today);
    }

    private synchronized Day next(long today) {
        Day last = day;
        if (last.number != today) {
            finish(last);
            day = new Day(today);
            recorder = new Thread(this::recordWaiting, "consent4j-counts-" + site);
            recorder.setDaemon(true);
            recorder.start();
        }
        return day;
    }

    private void finish(Day last) {
        waiting.addLast(last);
        if (waiting.size() > MAX_WAITING) {
            waiting.removeFirst();
        }
    }

    private synchronized void recordWaiting() {
        while (!waiting.isEmpty()) {
            try {
                EnforcementCounts counts = counts(waiting.getFirst());
                if (!counts.isEmpty()) {
                    ledger.record(counts);
                    parts.incrementAndGet();
                }
                waiting.removeFirst();
            } catch (StoreException unavailable) {
                LOG.debug("The counts of site {} wait for a ledger that can be written", site, unavailable);
                return;
            }
        }
    }

    /** What was counted today so far and is not recorded yet. */
    public EnforcementCounts soFar() {
        return counts(now());
    }

    private EnforcementCounts counts(Day counted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new EnforcementCounts(
                LocalDate.ofEpochDay(counted.number),
                process,
                parts.get(),
                byName(counted.purposes),
                byName(counted.undeclared),
                sums(counted.signals),
                counted.unrecorded.sum(),
                counted.late.sum(),
                now);
    }

    private static SortedMap<String, Map<Enforced, Long>> byName(Map<String, Map<Enforced, LongAdder>> counters) {
        SortedMap<String, Map<Enforced, Long>> counts = new TreeMap<>();
        counters.forEach((name, kinds) -> counts.put(name, sums(kinds)));
        return counts;
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> counters) {
        Map<E, Long> sums = new TreeMap<>();
        counters.forEach((constant, counter) -> {
            long sum = counter.sum();
            if (sum > 0) {
                sums.put(constant, sum);
            }
        });
        return sums;
    }

    /** Records what is counted so far; to be closed before the ledger. Idempotent. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            running = recorder;
        }
        try {
            running.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            finish(day);
            day = new Day(day.number);
            recordWaiting();
            if (!waiting.isEmpty()) {
                LOG.warn("What the gate of site {} counted could not be recorded when it closed, and is lost.", site);
            }
        }
    }
}
