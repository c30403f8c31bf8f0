package dev.consent4j.ledger;

import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a ledger publishes: under which name, signed by whom, where its checkpoints go and how soon.
 *
 * @param origin first line of its checkpoints, see {@link VerifyingKey#isName}; the ledger keeps the one it was first
 *     published under
 * @param startsNewOrigin whether the origin may take the place of another one the ledger was published under: an
 *     operator's word that what the older checkpoints promise no longer counts
 * @param keys who signs, and whose signatures are believed
 * @param sinks where each checkpoint goes
 * @param delay how long after an entry a checkpoint is made, so that many entries share one; more than zero
 */
public record Publishing(
        String origin, boolean startsNewOrigin, LedgerKeys keys, List<CheckpointSink> sinks, Duration delay) {

    /** How long after an entry its checkpoint is made, unless told otherwise; with the making itself, within a minute. */
    public static final Duration DELAY = Duration.ofSeconds(30);

    /**
     * Takes an immutable copy.
     *
     * @throws IllegalArgumentException if the origin is none or the delay not positive
     */
    public Publishing {
        sinks = List.copyOf(sinks);
        if (!VerifyingKey.isName(origin) || delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("nothing can be published as '" + origin + "' every " + delay);
        }
    }

    /**
     * The origin a ledger was published under.
     *
     * @param store the ledger's store
     * @return the origin; empty if it was never published, or the store cannot say now
     */
    public static Optional<String> originOf(ConsentStore store) {
        try {
            return PublishedNote.in(store).map(last -> last.checkpoint().origin());
        } catch (StoreException unreadable) {
            // Whoever publishes finds out and says why.
            return Optional.empty();
        }
    }
}
