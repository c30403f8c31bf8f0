package dev.consent4j.key;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The secret keys that sign the checkpoints of an application's ledgers: for each ledger, by its origin, the current key
 * and older ones. Immutable and thread safe; it never shows a secret.
 */
public final class SigningKeys {

    /** Keys kept for one ledger; one that has signed is never dropped, so there can be no more rotations. */
    public static final int MAX_KEYS_PER_LEDGER = 64;

    private final Map<String, List<SigningKey>> keys;

    SigningKeys(Map<String, List<SigningKey>> keys) {
        Map<String, List<SigningKey>> copy = new LinkedHashMap<>();
        keys.forEach((origin, list) -> copy.put(origin, List.copyOf(list)));
        this.keys = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a file of signing keys, or creates it if there is none, and adds a random key for each origin that has none.
     * Two processes that do so at once end with the same keys.
     *
     * @param file the file; its directory is created if needed; both are made readable by their owner only
     * @param origins the origins that need a key, see {@link VerifyingKey#isName}
     * @return the keys, also of other origins in the file
     * @throws KeyFileException if the file is malformed, others may read it, or it cannot be read or written
     */
    public static SigningKeys open(Path file, Collection<String> origins) {
        SecureRandom random = new SecureRandom();
        return fileOf(file).readOrCreate(() -> inMemory(origins, random), keys -> keys.with(origins, random));
    }

    /**
     * Keys that are kept nowhere: after a restart nobody can sign for the same origin again.
     *
     * @param origins the origins that need a key
     * @param random a secure source
     * @return one key for each
     */
    public static SigningKeys inMemory(Collection<String> origins, SecureRandom random) {
        return new SigningKeys(Map.of()).with(origins, random);
    }

    private static KeyFile<SigningKeys> fileOf(Path file) {
        return new KeyFile<>(
                file, new SigningKeyText(), "start a new origin for each ledger, see docs/ledger.md, keys");
    }

    private SigningKeys with(Collection<String> origins, SecureRandom random) {
        SigningKeys complete = this;
        for (String origin : origins) {
            complete = complete.keys.containsKey(origin) ? complete : complete.rotated(origin, random);
        }
        return complete;
    }

    /**
     * The keys of a ledger.
     *
     * @param origin the ledger's origin
     * @return its keys
     * @throws IllegalArgumentException if there is none
     */
    public LedgerKeys of(String origin) {
        List<SigningKey> list = keys.get(origin);
        if (list == null) {
            throw new IllegalArgumentException("there is no signing key for '" + origin + "'");
        }
        List<VerifyingKey> former =
                list.stream().skip(1).map(SigningKey::verifyingKey).toList();
        return new LedgerKeys(list.get(0), former);
    }

    /**
     * These keys with a new current one for one ledger; what the older ones signed stays valid.
     *
     * @param origin the ledger's origin
     * @param random a secure source
     * @return the keys; {@link #save} them and start every node with them
     * @throws IllegalStateException after {@value #MAX_KEYS_PER_LEDGER} keys; start a new origin instead
     */
    public SigningKeys rotated(String origin, SecureRandom random) {
        List<SigningKey> newer = new ArrayList<>();
        newer.add(SigningKey.generate(origin, random));
        newer.addAll(keys.getOrDefault(origin, List.of()));
        if (newer.size() > MAX_KEYS_PER_LEDGER) {
            throw new IllegalStateException("'" + origin + "' has too many keys; start a new origin");
        }
        Map<String, List<SigningKey>> changed = new LinkedHashMap<>(keys);
        changed.put(origin, newer);
        return new SigningKeys(changed);
    }

    /**
     * Writes these keys, in place of what the file held. A reader sees the old keys or the new ones, never a part.
     *
     * @param file the file; its directory is created if needed; both are made readable by their owner only
     * @throws KeyFileException if it cannot be written
     */
    public void save(Path file) {
        fileOf(file).replace(this);
    }

    List<SigningKey> all() {
        return keys.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public String toString() {
        return "SigningKeys" + all().stream().map(SigningKey::verifyingKey).toList();
    }
}
