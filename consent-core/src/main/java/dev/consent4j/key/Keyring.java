package dev.consent4j.key;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The secrets of an application: for each use the current key, and older ones that still verify. Immutable and thread
 * safe; it never shows a secret.
 */
public final class Keyring {

    /** Keys kept for one use; the oldest go when more are made. */
    public static final int MAX_KEYS_PER_USE = 16;

    private static final int IDS = 1 << 16;

    private final Map<KeyUse, List<MacKey>> keys;

    /** Each use needs at least one key, and keys of one use different ids. */
    Keyring(Map<KeyUse, List<MacKey>> keys) {
        Map<KeyUse, List<MacKey>> copy = new EnumMap<>(KeyUse.class);
        keys.forEach((use, list) -> copy.put(use, List.copyOf(list)));
        this.keys = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a key file, or creates it with random keys if there is none, and adds a key for each use that is newer than
     * the file. Two processes that create or complete it at once end with the same keys.
     *
     * @param file the file; its directory is created if needed; both are made readable by their owner only
     * @return the ring
     * @throws KeyFileException if the file is malformed, others may read it, or it cannot be read or created
     */
    public static Keyring open(Path file) {
        SecureRandom random = new SecureRandom();
        return fileOf(file).readOrCreate(() -> inMemory(random), ring -> ring.completed(random));
    }

    /**
     * A ring that is kept nowhere: what it authenticates is unreadable after a restart.
     *
     * @param random a secure source
     * @return the ring, with one key for each use
     */
    public static Keyring inMemory(SecureRandom random) {
        Map<KeyUse, List<MacKey>> keys = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            keys.put(use, List.of(MacKey.random(random.nextInt(IDS), random)));
        }
        return new Keyring(keys);
    }

    private static KeyFile<Keyring> fileOf(Path file) {
        return new KeyFile<>(file, new KeyText(), "consent given so far is asked for again");
    }

    /** This ring, or one that also has a key for each use this one lacks. */
    private Keyring completed(SecureRandom random) {
        Keyring complete = this;
        for (KeyUse use : KeyUse.values()) {
            complete = complete.all(use).isEmpty() ? complete.rotated(use, random) : complete;
        }
        return complete;
    }

    /**
     * The key to make new codes with.
     *
     * @param use what for
     * @return the key
     */
    public MacKey current(KeyUse use) {
        return all(use).get(0);
    }

    /**
     * The keys whose codes are believed.
     *
     * @param use what for
     * @return the keys, the current one first; never empty
     */
    public List<MacKey> all(KeyUse use) {
        return keys.getOrDefault(use, List.of());
    }

    /**
     * The key with an id.
     *
     * @param use what for
     * @param id the key's id
     * @return the key, empty if the ring has none
     */
    public Optional<MacKey> find(KeyUse use, int id) {
        for (MacKey key : all(use)) {
            if (key.id() == id) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The ids of all keys, such as {@code cookie:1a2b}, sorted; not secret. */
    public Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        keys.forEach((use, list) -> list.forEach(key -> ids.add(use.id() + ":" + key.text())));
        return Collections.unmodifiableSet(ids);
    }

    /**
     * This ring with a new current key for one use; the older ones go on verifying.
     *
     * @param use what for
     * @param random a secure source
     * @return the ring; {@link #save} it and start every node with it
     */
    public Keyring rotated(KeyUse use, SecureRandom random) {
        List<MacKey> older = all(use);
        int id = random.nextInt(IDS);
        while (find(use, id).isPresent()) {
            id = (id + 1) % IDS;
        }
        List<MacKey> newer = new ArrayList<>();
        newer.add(MacKey.random(id, random));
        newer.addAll(older.subList(0, Math.min(older.size(), MAX_KEYS_PER_USE - 1)));
        Map<KeyUse, List<MacKey>> changed = new EnumMap<>(keys);
        changed.put(use, newer);
        return new Keyring(changed);
    }

    /**
     * Writes this ring, in place of what the file held. A reader sees the old ring or the new one, never a part.
     *
     * @param file the file; its directory is created if needed; both are made readable by their owner only
     * @throws KeyFileException if it cannot be written
     */
    public void save(Path file) {
        fileOf(file).replace(this);
    }

    @Override
    public String toString() {
        return "Keyring" + ids();
    }
}
