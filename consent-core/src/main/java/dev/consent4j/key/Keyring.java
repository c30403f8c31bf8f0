package dev.consent4j.key;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
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

    /** Keys kept for one use. */
    public static final int MAX_KEYS_PER_USE = 16;

    private static final int IDS = 1 << 16;

    private final Map<KeyUse, List<MacKey>> keys;
    private final Set<String> retired;

    /** Each use needs at least one key, and keys of one use different ids, none of them retired. */
    Keyring(Map<KeyUse, List<MacKey>> keys, Set<String> retired) {
        Map<KeyUse, List<MacKey>> copy = new EnumMap<>(KeyUse.class);
        keys.forEach((use, list) -> copy.put(use, List.copyOf(list)));
        this.keys = Collections.unmodifiableMap(copy);
        this.retired = Collections.unmodifiableSet(new TreeSet<>(retired));
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
        return new Keyring(keys, Set.of());
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
        keys.forEach((use, list) -> list.forEach(key -> ids.add(id(use, key))));
        return Collections.unmodifiableSet(ids);
    }

    /** The ids of the keys that were taken out, sorted; not secret. A node that still has one of them does not start. */
    public Set<String> retired() {
        return retired;
    }

    private static String id(KeyUse use, MacKey key) {
        return use.id() + ":" + key.text();
    }

    private static String id(KeyUse use, int id) {
        return use.id() + ":" + HexFormat.of().toHexDigits((short) id);
    }

    /**
     * This ring with a new current key for one use; the older ones go on verifying. Of {@value #MAX_KEYS_PER_USE} keys the
     * oldest is retired.
     *
     * @param use what for
     * @param random a secure source
     * @return the ring; {@link #save} it and start every node with it
     * @throws IllegalStateException if there is no room, and the ledger holds what the oldest key made: {@link #without} says
     *     which one may go
     */
    public Keyring rotated(KeyUse use, SecureRandom random) {
        List<MacKey> older = all(use);
        if (older.size() == MAX_KEYS_PER_USE) {
            MacKey oldest = older.get(older.size() - 1);
            if (use.isLasting()) {
                throw new IllegalStateException("There are " + MAX_KEYS_PER_USE + " keys for " + use.id()
                        + " already, and the ledger holds what they made. Take out the oldest by without(KeyUse."
                        + use.name() + ", 0x" + oldest.text() + ") if it is not needed any more.");
            }
            return without(use, oldest.id()).rotated(use, random);
        }
        int id = random.nextInt(IDS);
        while (isTaken(use, id)) {
            id = (id + 1) % IDS;
        }
        List<MacKey> newer = new ArrayList<>();
        newer.add(MacKey.random(id, random));
        newer.addAll(older);
        return with(use, newer, retired);
    }

    private boolean isTaken(KeyUse use, int id) {
        return find(use, id).isPresent() || retired.contains(id(use, id));
    }

    /**
     * This ring without a key that leaked, or that nothing needs any more. What it made is not believed from then on. The
     * ring remembers its id, because a node that still had the key would believe it.
     *
     * @param use what the key is for
     * @param id the key's id
     * @return the ring; {@link #save} it and start every node with it
     * @throws IllegalArgumentException if the ring has no such key, or it is the current one, which is to be {@link #rotated}
     *     first
     */
    public Keyring without(KeyUse use, int id) {
        MacKey key = find(use, id)
                .orElseThrow(() -> new IllegalArgumentException("The ring has no key " + id(use, id) + "."));
        if (key == current(use)) {
            throw new IllegalArgumentException(
                    id(use, key) + " is the current key: call rotated(KeyUse." + use.name() + ", ...) first.");
        }
        Set<String> gone = new TreeSet<>(retired);
        gone.add(id(use, key));
        return with(use, all(use).stream().filter(other -> other != key).toList(), gone);
    }

    private Keyring with(KeyUse use, List<MacKey> list, Set<String> gone) {
        Map<KeyUse, List<MacKey>> changed = new EnumMap<>(KeyUse.class);
        changed.putAll(keys);
        changed.put(use, list);
        return new Keyring(changed, gone);
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
