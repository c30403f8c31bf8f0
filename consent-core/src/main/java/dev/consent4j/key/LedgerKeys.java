package dev.consent4j.key;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one ledger: the one that signs its checkpoints now, and all whose signatures are believed.
 *
 * @param current signs new checkpoints
 * @param former keys that signed before; what they signed stays valid
 */
public record LedgerKeys(Signer current, List<VerifyingKey> former) {

    /** Takes an immutable copy. */
    public LedgerKeys {
        former = List.copyOf(former);
    }

    /** The keys that verify, the current one first; what to give to a verifier. */
    public List<VerifyingKey> verifying() {
        List<VerifyingKey> all = new ArrayList<>();
        all.add(current.verifyingKey());
        all.addAll(former);
        return List.copyOf(all);
    }
}
