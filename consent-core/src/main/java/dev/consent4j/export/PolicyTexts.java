package dev.consent4j.export;

import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.json.PolicyJson;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Policy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Policies by content hash, read back from the ledger; the last few are kept. Used by one thread. */
final class PolicyTexts {

    private static final int KEPT = 8;

    private final ConsentLedger ledger;
    private final Map<String, Optional<Policy>> known = new LinkedHashMap<>();

    PolicyTexts(ConsentLedger ledger) {
        this.ledger = ledger;
    }

    /** The policy with a hash; empty if the ledger holds none, or none this version can read. */
    Optional<Policy> find(String hash) {
        Optional<Policy> policy = known.remove(hash);
        if (policy == null) {
            policy = read(hash);
            if (known.size() == KEPT) {
                known.remove(known.keySet().iterator().next());
            }
        }
        known.put(hash, policy);
        return policy;
    }

    private Optional<Policy> read(String hash) {
        return ledger.find("policy:" + hash)
                .flatMap(found -> found.entry())
                .filter(PolicyPublished.class::isInstance)
                .flatMap(entry -> parsed(hash, ((PolicyPublished) entry).text()));
    }

    private static Optional<Policy> parsed(String hash, String text) {
        try {
            return Optional.of(PolicyJson.read("policy " + hash, text));
        } catch (ConfigurationException ofAnotherVersion) {
            return Optional.empty();
        }
    }
}
