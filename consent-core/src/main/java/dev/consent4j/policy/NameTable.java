package dev.consent4j.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exact names with what they stand for. A name is looked up where it stands in a longer text: a map of strings would need
 * a copy of it for every cookie of every request. Immutable and thread safe.
 *
 * @param <V> what a name stands for
 */
final class NameTable<V> {

    /** Slots for each name at least, so that runs of taken slots stay short. */
    private static final int SLOTS_PER_NAME = 4;

    private final int mask;
    private final int[] hashes;
    private final @Nullable String[] names;
    private final @Nullable V[] values;

    @SuppressWarnings("unchecked")
    NameTable(Map<String, V> byName) {
        int slots = Integer.highestOneBit(Math.max(1, SLOTS_PER_NAME * byName.size() - 1)) * 2;
        mask = slots - 1;
        hashes = new int[slots];
        names = new String[slots];
        values = (V[]) new Object[slots];
        byName.forEach(this::put);
    }

    private void put(String name, V value) {
        int hash = hash(name, 0, name.length());
        int at = hash & mask;
        while (names[at] != null) {
            at = at + 1 & mask;
        }
        hashes[at] = hash;
        names[at] = name;
        values[at] = value;
    }

    /** What the name between two positions of a text stands for, null if it is none of these. */
    @Nullable
    V find(String text, int from, int to) {
        int hash = hash(text, from, to);
        for (int at = hash & mask; ; at = at + 1 & mask) {
            String name = names[at];
            if (name == null) {
                return null;
            }
            if (hashes[at] == hash && name.length() == to - from && text.startsWith(name, from)) {
                return values[at];
            }
        }
    }

    private static int hash(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ hash >>> 15;
    }
}
