package dev.consent4j;

import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.MacKey;
import dev.consent4j.key.SigningKeys;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.CheckpointSink;
import dev.consent4j.ledger.FileCheckpointSink;
import dev.consent4j.ledger.Publishing;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import dev.consent4j.store.ConsentStore;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was said about how the ledgers of a service are published, and what follows from what was not said. */
final class LedgerPublishing {

    private static final String KEY_FILE = "signing-keys";
    private static final String CHECKPOINTS = "checkpoints-";

    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private @Nullable Function<String, LedgerKeys> keys;
    private @Nullable Function<String, List<CheckpointSink>> sinks;
    private Duration delay = Publishing.DELAY;
    private boolean inMemory;

    private record Origin(String name, boolean startsNew) {}

    void origin(String site, String name, boolean startsNew) {
        origins.put(site, new Origin(name, startsNew));
    }

    void keys(Function<String, LedgerKeys> byOrigin) {
        keys = byOrigin;
    }

    void inMemory() {
        inMemory = true;
    }

    void sinks(Function<String, List<CheckpointSink>> bySite) {
        sinks = bySite;
    }

    void delay(Duration value) {
        delay = value;
    }

    List<Problem> problems(Set<String> sites) {
        List<Problem> problems = new ArrayList<>();
        origins.forEach((site, origin) -> {
            if (!sites.contains(site)) {
                problems.add(Problem.at("origin", "there is no site '" + site + "'.", "Name one of " + sites + "."));
            }
            if (!VerifyingKey.isName(origin.name())) {
                problems.add(Problem.at(
                        "origin",
                        "'" + origin.name() + "' cannot name a ledger.",
                        "Write a URL without its scheme, such as example.org/consent/" + site + "."));
            }
        });
        if (delay.isNegative() || delay.isZero()) {
            problems.add(Problem.at("publishAfter", delay + " is no delay.", "Say more than zero, or nothing."));
        }
        return problems;
    }

    /**
     * How one ledger is published; empty where nobody gave it a key and there is no place for one.
     *
     * @throws ConfigurationException if it was published under another origin
     */
    Optional<Publishing> of(Site site, ConsentStore store, Keyring ring, @Nullable Path data) {
        Optional<String> before = Publishing.originOf(store);
        Origin said = origins.get(site.id());
        if (said != null
                && !said.startsNew()
                && before.isPresent()
                && !before.get().equals(said.name())) {
            throw new ConfigurationException(
                    "The origin of a ledger",
                    List.of(Problem.at(
                            "origin",
                            "'" + said.name() + "' is not '" + before.get() + "', under which the ledger of site "
                                    + site.id() + " was published.",
                            "Restore it, or call newOrigin(...) if older checkpoints no longer count.")));
        }
        String origin = said != null ? said.name() : before.orElseGet(() -> originOf(site, ring));
        boolean startsNew = said != null && said.startsNew();
        return keysOf(origin, data)
                .map(signing -> new Publishing(origin, startsNew, signing, sinksOf(site, data), delay));
    }

    private Optional<LedgerKeys> keysOf(String origin, @Nullable Path data) {
        if (keys != null) {
            return Optional.of(keys.apply(origin));
        }
        if (inMemory) {
            return Optional.of(
                    SigningKeys.inMemory(List.of(origin), new SecureRandom()).of(origin));
        }
        return data == null
                ? Optional.empty()
                : Optional.of(SigningKeys.open(data.resolve(KEY_FILE), List.of(origin))
                        .of(origin));
    }

    private List<CheckpointSink> sinksOf(Site site, @Nullable Path data) {
        if (sinks != null) {
            return sinks.apply(site.id());
        }
        return data == null || inMemory
                ? List.of()
                : List.of(FileCheckpointSink.of(data.resolve(CHECKPOINTS + site.id())));
    }

    /** Only for the first checkpoint; from then on the ledger says its origin itself, whatever hosts the site gets. */
    private static String originOf(Site site, Keyring ring) {
        Optional<String> host = site.origins().stream()
                .findFirst()
                .map(origin -> URI.create(origin).getAuthority())
                .or(() -> new TreeSet<>(site.hosts()).stream().findFirst());
        List<MacKey> known = ring.all(KeyUse.ACCOUNT);
        return host.map(name -> name + "/consent/" + site.id())
                .orElseGet(() -> "consent4j/" + known.get(known.size() - 1).text() + "/" + site.id());
    }
}
