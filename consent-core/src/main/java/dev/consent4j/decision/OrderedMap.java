package dev.consent4j.decision;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map in the order of its keys, as given consent holds them. Immutable and thread safe if keys and values are.
 *
 * <p>A tree would take a comparison of texts for each step of a lookup and a node for each key, and every cookie read
 * makes such a map and looks up every purpose in it.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class OrderedMap<K extends Comparable<K>, V> extends AbstractMap<K, V> {

    private static final OrderedMap<?, ?> EMPTY = new OrderedMap<>(new Comparable<?>[0], new Object[0]);

    private final Comparable<?>[] keys;
    private final Object[] values;

    /** Positions of keys by hash, counted from one. */
    private final int[] slots;

    private OrderedMap(Comparable<?>[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
        this.slots = new int[Integer.highestOneBit(Math.max(1, keys.length)) * 4];
        for (int i = 0; i < keys.length; i++) {
            int at = slot(keys[i]);
            while (slots[at] != 0) {
                at = at + 1 & slots.length - 1;
            }
            slots[at] = i + 1;
        }
    }

    /**
     * A copy of a map.
     *
     * @param <K> the keys
     * @param <V> the values
     * @param map the map, without nulls
     * @return the copy; the map itself if it is ordered already
     */
    public static <K extends Comparable<K>, V> Map<K, V> copyOf(Map<K, V> map) {
        if (map instanceof OrderedMap) {
            return map;
        }
        if (map.isEmpty()) {
            return empty();
        }
        Map<K, V> ordered = new TreeMap<>(map);
        return new OrderedMap<>(
                ordered.keySet().toArray(Comparable<?>[]::new), ordered.values().toArray());
    }

    /**
     * The map of keys that are in order already.
     *
     * @param <K> the keys
     * @param <V> the values
     * @param keys the keys, ascending, none twice
     * @param values the value of each
     * @return the map
     * @throws IllegalArgumentException if the keys are not ascending, or the lists are of different lengths
     */
    public static <K extends Comparable<K>, V> Map<K, V> of(List<K> keys, List<V> values) {
        if (keys.size() != values.size()) {
            throw new IllegalArgumentException("there is not a value for each key");
        }
        for (int i = 1; i < keys.size(); i++) {
            if (keys.get(i - 1).compareTo(keys.get(i)) >= 0) {
                throw new IllegalArgumentException("the keys are not ascending");
            }
        }
        return keys.isEmpty() ? empty() : new OrderedMap<>(keys.toArray(Comparable<?>[]::new), values.toArray());
    }

    @SuppressWarnings("unchecked")
    private static <K extends Comparable<K>, V> Map<K, V> empty() {
        return (Map<K, V>) EMPTY;
    }

    private int slot(Object key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    private int position(Object key) {
        for (int at = slot(key); slots[at] != 0; at = at + 1 & slots.length - 1) {
            if (keys[slots[at] - 1].equals(key)) {
                return slots[at] - 1;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked")
    private K key(int position) {
        return (K) keys[position];
    }

    @SuppressWarnings("unchecked")
    private V value(int position) {
        return (V) values[position];
    }

    @Override
    public @Nullable V get(Object key) {
        int position = position(key);
        return position < 0 ? null : value(position);
    }

    @Override
    public boolean containsKey(Object key) {
        return position(key) >= 0;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(key(i), value(i));
        }
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<K, V>> {

        @Override
        public int size() {
            return keys.length;
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Iterator<>() {

                private int next;

                @Override
                public boolean hasNext() {
                    return next < keys.length;
                }

                @Override
                public Map.Entry<K, V> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    return Map.entry(key(next), value(next++));
                }
            };
        }
    }
}
