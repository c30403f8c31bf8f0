package dev.consent4j.entry;

import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.signal.Signal;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A signal was applied against what a decision had granted (11 CCR 7025(c)(3) and (6)): once for each decision and
 * signal. Signals of somebody without a verified subject are only counted, see {@link EnforcementCounts}.
 *
 * @param decision the decision overridden
 * @param pseudonym whose decision it is, as our authenticated cookie says; null if it is an account's
 * @param reference the reference of the account whose decision it is; null if it is a device's
 * @param signal the signal
 * @param purposes ids of the purposes it granted and the signal stops
 * @param regime id of the regime under which the signal is honoured
 * @param time when
 */
public record SignalApplied(
        DecisionId decision,
        @Nullable SubjectId pseudonym,
        @Nullable String reference,
        Signal signal,
        SortedSet<String> purposes,
        String regime,
        Instant time)
        implements Entry {

    /** Takes an immutable copy. */
    public SignalApplied {
        purposes = Collections.unmodifiableSortedSet(new TreeSet<>(purposes));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.SIGNAL_APPLIED;
    }

    @Override
    public Optional<String> id() {
        return Optional.of("signal:" + signal.id() + ":" + decision.text());
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(pseudonym).map(SubjectId::text);
    }

    @Override
    public Optional<String> account() {
        return Optional.ofNullable(reference);
    }
}
