package dev.consent4j;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.consent4j.decision.Shown;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Policy;
import dev.consent4j.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be in the ledger before a decision may name it: the policy text and the rendering. Thread safe. */
final class Prerequisites {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Renderings of other processes, or of before a restart, that are remembered. */
    private static final int MOST_FOUND = 64;

    /** How long: the ledger may forget what nothing names any more. */
    private static final Duration FOUND_FOR = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);

    private final ConsentLedger ledger;
    private final Clock clock;
    private final Map<String, ServedRendering> renderings = new ConcurrentHashMap<>();
    private final Cache<String, ServedRendering> found = Caffeine.newBuilder()
            .maximumSize(MOST_FOUND)
            .expireAfterWrite(FOUND_FOR)
            .build();
    private final Set<String> recorded = ConcurrentHashMap.newKeySet();

    Prerequisites(Site site, ConsentLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        try {
            site.policies().versions().forEach(this::record);
        } catch (StoreException unavailable) {
            LOG.debug("The policies of site {} are recorded before the first decision", site.id(), unavailable);
        }
    }

    void served(Rendering rendering) {
        if (!renderings.containsKey(rendering.hash())
                && renderings.putIfAbsent(rendering.hash(), ServedRendering.of(rendering)) == null) {
            try {
                record(rendering);
            } catch (StoreException unavailable) {
                LOG.debug("A rendering is recorded before the first decision that names it", unavailable);
            }
        }
    }

    /** From memory, else from the ledger: another process, or this one before a restart, may have served it. */
    Optional<ServedRendering> rendering(String hash) {
        ServedRendering served = renderings.getOrDefault(hash, found.getIfPresent(hash));
        if (served != null || !HASH.matcher(hash).matches()) {
            return Optional.ofNullable(served);
        }
        try {
            return find(hash);
        } catch (StoreException unavailable) {
            return Optional.empty();
        }
    }

    /** Not within the cache, where those who ask for the same would wait for each other's failures. */
    private Optional<ServedRendering> find(String hash) {
        Optional<ServedRendering> known = ledger.find(RenderingShown.idOf(hash))
                .flatMap(LedgerEntry::entry)
                .filter(RenderingShown.class::isInstance)
                .map(entry -> ServedRendering.of(((RenderingShown) entry).rendering()));
        known.ifPresent(rendering -> found.put(hash, rendering));
        return known;
    }

    void record(Policy policy, Shown shown) {
        record(policy);
        rendering(shown.rendering()).map(ServedRendering::rendering).ifPresent(this::record);
    }

    private void record(Policy policy) {
        if (!recorded.contains(policy.contentHash())) {
            ledger.record(new PolicyPublished(policy.version(), policy.contentHash(), policy.canonicalText(), now()));
            recorded.add(policy.contentHash());
        }
    }

    private void record(Rendering rendering) {
        if (!recorded.contains(rendering.hash())) {
            ledger.record(new RenderingShown(rendering, now()));
            recorded.add(rendering.hash());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
