package dev.consent4j;

import dev.consent4j.decision.Decision;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The denials of accounts that took effect while the ledger could not be written. They are in memory only: the device on
 * which they were made carries them too. Thread safe.
 */
final class PendingDenials {

    /** Accounts kept at most; the device alone remembers the denials of more. */
    static final int MAX_ACCOUNTS = 1_000;

    /** Denials of one account; later ones take the place of the oldest. */
    static final int MAX_DENIALS = 8;

    private final Map<String, List<Decision>> byReference = new ConcurrentHashMap<>();
    private final Consumer<DecisionRecorded> ledger;
    private final Clock clock;

    PendingDenials(Consumer<DecisionRecorded> ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    void keep(String reference, Decision denial) {
        if (byReference.size() < MAX_ACCOUNTS || byReference.containsKey(reference)) {
            byReference.merge(reference, List.of(denial), PendingDenials::joined);
        }
    }

    private static List<Decision> joined(List<Decision> kept, List<Decision> added) {
        List<Decision> all = new ArrayList<>(kept);
        all.addAll(added);
        return List.copyOf(all.subList(Math.max(0, all.size() - MAX_DENIALS), all.size()));
    }

    Set<String> references() {
        return Set.copyOf(byReference.keySet());
    }

    List<Decision> of(String reference) {
        return byReference.getOrDefault(reference, List.of());
    }

    /**
     * Records what waits for an account.
     *
     * @throws StoreException if the ledger still cannot be written; what was not recorded waits on
     */
    void record(String reference) {
        for (Decision denial : of(reference)) {
            Duration delay = Duration.between(denial.time(), clock.instant());
            Decision late = denial.late(delay.isNegative() ? Duration.ZERO : delay);
            ledger.accept(new DecisionRecorded(late, reference, Library.VERSION));
            byReference.computeIfPresent(reference, (ignored, waiting) -> {
                List<Decision> rest = waiting.stream()
                        .filter(other -> !other.id().equals(denial.id()))
                        .toList();
                return rest.isEmpty() ? null : rest;
            });
        }
    }
}
