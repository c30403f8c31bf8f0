package dev.consent4j;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the accounts that are signed in have answered, as this process knows it. What another process recorded is seen
 * after {@link #FRESH}; while the ledger cannot be read, what is known counts up to {@link #MAX_AGE}, and then nothing is
 * permitted. Thread safe; only requests of one account wait for each other.
 */
final class AccountStates {

    /** How long an answer of the ledger counts without asking again. */
    static final Duration FRESH = Duration.ofSeconds(20);

    /** How old, at most, what counts is, while the ledger does not answer. */
    static final Duration MAX_AGE = Duration.ofSeconds(Endings.MAX_AGE_SECONDS);

    /** How long a ledger that did not answer is left alone. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** Accounts kept at most. */
    static final int MAX_ACCOUNTS = 10_000;

    private static final Given TOO_MANY =
            new Given.Unreadable("the account has more than " + AccountEntries.MAX_DECISIONS + " decisions");
    private static final Given UNKNOWN = new Given.Unreadable("the account's record cannot be read now", true);
    private static final Logger LOG = LoggerFactory.getLogger(AccountStates.class);

    private final AccountEntries entries;
    private final AccountConsent consent;
    private final Records records;
    private final Clock clock;
    private final PendingDenials pending;

    private final Cache<String, Known> accounts = Caffeine.newBuilder()
            .maximumSize(MAX_ACCOUNTS)
            .executor(Runnable::run)
            .build();

    AccountStates(Site site, ConsentLedger ledger, Records records, Prerequisites prerequisites, Clock clock) {
        this.entries = new AccountEntries(ledger);
        this.consent = new AccountConsent(site);
        this.records = records;
        this.clock = clock;
        this.pending = new PendingDenials(decision -> record(ledger, prerequisites, decision), clock);
    }

    private void record(ConsentLedger ledger, Prerequisites prerequisites, DecisionRecorded late) {
        try {
            consent.answered(late.decision())
                    .ifPresent(policy ->
                            prerequisites.record(policy, late.decision().shown()));
            ledger.record(late);
        } catch (EntryRefusedException taken) {
            LOG.warn("A denial of an account cannot be recorded; it is dropped", taken);
        }
    }

    SignedIn signedIn(String account, Supplier<List<String>> references) {
        Known known = accounts.get(account, ignored -> new Known(references.get()));
        State state = known.now();
        GivenConsent given = state.given() instanceof GivenConsent read ? read : null;
        if (given == null) {
            return new SignedIn(account, known.references, state.given(), null);
        }
        for (Decision denied : pending.of(known.references.get(0))) {
            given = consent.after(given, denied);
        }
        return new SignedIn(account, known.references, given, state.newest());
    }

    /** What an account has answered with one more decision, without asking the ledger. */
    GivenConsent after(GivenConsent given, Decision decision) {
        return consent.after(given, decision);
    }

    /** Notes that what is known of an account no longer counts. */
    void changed(String account) {
        Known known = accounts.getIfPresent(account);
        if (known != null) {
            known.changes.incrementAndGet();
        }
    }

    /**
     * Records what waits for an account.
     *
     * @throws StoreException if the ledger cannot be written
     */
    void recordPending(SignedIn who) {
        pending.record(who.reference());
    }

    /** Records what waits for any account, as far as the ledger can be written. */
    void recordPending() {
        try {
            pending.references().forEach(pending::record);
        } catch (StoreException unavailable) {
            LOG.debug("Denials of accounts are recorded later", unavailable);
        }
    }

    /** Keeps a denial that takes effect now and is recorded as soon as the ledger can be written. */
    void keep(SignedIn who, Decision denial) {
        pending.keep(who.reference(), denial);
    }

    /**
     * What was known of an account.
     *
     * @param given what it has answered
     * @param newest its newest decision
     * @param place of the newest entry that names it
     * @param ended what had been ended then
     * @param changes how often it had changed
     * @param readAt when the ledger said so, in milliseconds
     */
    private record State(
            Given given, @Nullable DecisionId newest, long place, GrantsEnded ended, int changes, long readAt) {}

    /** One account. */
    private final class Known {

        private final List<String> references;
        private final AtomicInteger changes = new AtomicInteger();
        private volatile State state = new State(UNKNOWN, null, -1, GrantsEnded.NONE, -1, 0);
        private long triedAt = Long.MIN_VALUE;

        Known(List<String> references) {
            this.references = references;
        }

        State now() {
            State known = state;
            return isCurrent(known) && isYounger(known.readAt(), FRESH) ? known : read();
        }

        private synchronized State read() {
            State known = state;
            if (isCurrent(known) && isYounger(known.readAt(), FRESH)) {
                return known;
            }
            long now = clock.millis();
            if (!isYounger(triedAt, PAUSE)) {
                try {
                    state = read(known, now);
                    return state;
                } catch (StoreException unavailable) {
                    triedAt = now;
                    LOG.debug("What an account has answered cannot be read", unavailable);
                }
            }
            return isCurrent(known) && isYounger(known.readAt(), MAX_AGE)
                    ? known
                    : new State(UNKNOWN, null, -1, known.ended(), -1, 0);
        }

        private State read(State known, long now) {
            int seen = changes.get();
            GrantsEnded ended = records.ended();
            long place = entries.newest(references);
            if (place == known.place()
                    && known.changes() == seen
                    && known.ended().equals(ended)) {
                return new State(known.given(), known.newest(), place, ended, seen, now);
            }
            List<AccountEntries.Filed> decisions = entries.of(references);
            if (decisions.size() > AccountEntries.MAX_DECISIONS) {
                return new State(TOO_MANY, null, place, ended, seen, now);
            }
            Given given = consent.of(decisions, records.endedOf(references), ended);
            DecisionId newest = decisions.isEmpty()
                    ? null
                    : decisions.get(decisions.size() - 1).decision().id();
            return new State(given, newest, place, ended, seen, now);
        }

        private boolean isCurrent(State known) {
            return known.changes() == changes.get() && known.ended().equals(records.ended());
        }

        /** A clock that was set back makes nothing younger. */
        private boolean isYounger(long since, Duration age) {
            long now = clock.millis();
            return since <= now && now - since < age.toMillis() && since != Long.MIN_VALUE;
        }
    }
}
