package dev.consent4j;

import static java.util.stream.Collectors.toCollection;

import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Publishing;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Problem;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoreUnavailableException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the configuration with the one the ledger last saw, and records a change. */
final class Configuration {

    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);
    private static final String KEYS = "keys";
    private static final String RETIRED = "retired";
    private static final String SIGNING = "signing";

    /** The setting that names the versions loaded. */
    static final String POLICIES = "policies";

    private Configuration() {}

    /** The versions, as the ledger names them: from the first to come into force, with a space between. */
    static String policies(PolicyHistory history) {
        return history.versions().stream().map(Policy::version).collect(Collectors.joining(" "));
    }

    /**
     * Refuses a node that lacks keys other nodes use, because it would call their cookies forged, and one that has keys they
     * have retired, because it would believe what is forged.
     *
     * @throws ConfigurationException if a key id the ledger names is missing, or retired and still there
     */
    static void check(
            Site site, String mode, Keyring keys, Optional<Publishing> publishing, ConsentLedger ledger, Clock clock) {
        Map<String, String> now = new TreeMap<>();
        now.put("mode", mode);
        now.put(KEYS, String.join(" ", new TreeSet<>(keys.ids())));
        now.put(POLICIES, policies(site.policies()));
        now.put("library", Library.VERSION);
        publishing.ifPresent(how -> now.put(SIGNING, String.join(" ", verifying(how))));
        now.put("origins", String.join(" ", site.origins()));
        try {
            Optional<Map<String, String>> before = last(ledger);
            before.ifPresent(settings -> refuseOtherKeys(site, settings, keys));
            Set<String> retired = new TreeSet<>(keys.retired());
            before.ifPresent(settings -> retired.addAll(ids(settings, RETIRED)));
            if (!retired.isEmpty()) {
                now.put(RETIRED, String.join(" ", retired));
            }
            before.ifPresent(settings ->
                    publishing.ifPresent(how -> refuseMissing(site, settings.getOrDefault(SIGNING, ""), how)));
            tellRewritten(site, ledger);
            if (before.isEmpty() || !before.get().equals(now)) {
                ledger.record(new ConfigurationInForce(now, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            }
        } catch (StoreUnavailableException unavailable) {
            LOG.warn(
                    "The ledger of site {} cannot be written: refusals take effect and are recorded later, grants are"
                            + " answered with 503 until it can.",
                    site.id(),
                    unavailable);
        }
    }

    private static void tellRewritten(Site site, ConsentLedger ledger) {
        new PastPolicies(site, ledger)
                .rewritten()
                .forEach((version, purposes) -> LOG.warn(
                        "Version {} of the policy of site {} was published before with another text, so grants of {} count"
                                + " although people saw less: give the new text a version of its own.",
                        version,
                        site.id(),
                        purposes));
    }

    private static Optional<Map<String, String>> last(ConsentLedger ledger) {
        return ledger.find(EntryQuery.newest(EntryKind.CONFIGURATION.id(), 1)).stream()
                .flatMap(entry -> entry.entry().stream())
                .filter(ConfigurationInForce.class::isInstance)
                .map(entry -> ((ConfigurationInForce) entry).settings())
                .findFirst();
    }

    private static void refuseOtherKeys(Site site, Map<String, String> settings, Keyring keys) {
        Set<String> missing = ids(settings, KEYS);
        missing.removeAll(keys.ids());
        missing.removeAll(keys.retired());
        Set<String> held = ids(settings, RETIRED);
        held.retainAll(keys.ids());
        List<Problem> problems = new ArrayList<>();
        if (!missing.isEmpty()) {
            problems.add(Problem.at(
                    KEYS,
                    "lacks " + missing + ", with which the ledger of site " + site.id() + " was last used.",
                    "Copy the key file of the other nodes, or restore it from the backup."));
        }
        if (!held.isEmpty()) {
            problems.add(Problem.at(
                    KEYS,
                    "has " + held + ", which another node of site " + site.id() + " has taken out.",
                    "Copy the key file of that node."));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The key ring", problems);
        }
    }

    private static Set<String> ids(Map<String, String> settings, String name) {
        Set<String> ids = new TreeSet<>(List.of(settings.getOrDefault(name, "").split(" ", -1)));
        ids.remove("");
        return ids;
    }

    /** All keys of the ledger, so that whoever reads the ledger knows since when each one counts. */
    private static Set<String> verifying(Publishing publishing) {
        return publishing.keys().verifying().stream().map(VerifyingKey::text).collect(toCollection(TreeSet::new));
    }

    private static void refuseMissing(Site site, String signing, Publishing publishing) {
        Set<String> missing = Stream.of(signing.split(" ", -1))
                .filter(key -> key.startsWith(publishing.origin() + "+"))
                .collect(toCollection(TreeSet::new));
        missing.removeAll(verifying(publishing));
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    "The signing keys",
                    List.of(Problem.at(
                            SIGNING,
                            "lack " + missing + ", of which checkpoints of site " + site.id() + " may be signed.",
                            "Restore the file of signing keys from its backup, or copy it from another node; if it is"
                                    + " lost, call newOrigin(...).")));
        }
    }
}
