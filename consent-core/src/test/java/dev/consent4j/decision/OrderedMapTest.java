package dev.consent4j.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OrderedMapTest {

    @Property(tries = 300)
    void isWhatATreeOfTheSameEntriesIs(
            @ForAll Map<@AlphaChars @StringLength(max = 2) String, Integer> entries, @ForAll @AlphaChars String other) {
        TreeMap<String, Integer> tree = new TreeMap<>(entries);

        Map<String, Integer> ordered = OrderedMap.copyOf(new HashMap<>(entries));

        assertEquals(tree, ordered);
        assertEquals(tree.hashCode(), ordered.hashCode());
        assertEquals(List.copyOf(tree.keySet()), List.copyOf(ordered.keySet()));
        assertEquals(tree.get(other), ordered.get(other));
        assertEquals(tree.containsKey(other), ordered.containsKey(other));
        tree.forEach((key, value) -> assertEquals(value, ordered.get(key)));
        List<String> told = new ArrayList<>();
        ordered.forEach((key, value) -> told.add(key + value));
        assertEquals(
                tree.entrySet().stream()
                        .map(entry -> entry.getKey() + entry.getValue())
                        .toList(),
                told);
        assertEquals(ordered, OrderedMap.of(List.copyOf(tree.keySet()), List.copyOf(tree.values())));
    }

    @Test
    void aCopyOfAnOrderedMapIsItself() {
        Map<String, Integer> ordered = OrderedMap.copyOf(Map.of("a", 1));
        assertSame(ordered, OrderedMap.copyOf(ordered));
    }

    @Test
    void keysOutOfOrderAndMissingValuesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> OrderedMap.of(List.of("b", "a"), List.of(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> OrderedMap.of(List.of("a", "a"), List.of(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> OrderedMap.of(List.of("a"), List.of()));
    }

    @Test
    void nothingCanBeChanged() {
        Map<String, Integer> ordered = OrderedMap.copyOf(Map.of("a", 1));
        assertThrows(UnsupportedOperationException.class, () -> ordered.put("b", 2));
        assertThrows(UnsupportedOperationException.class, () -> ordered.remove("a"));
        assertThrows(UnsupportedOperationException.class, ordered::clear);
    }

    @Test
    void theEndIsTheEnd() {
        Iterator<String> keys = OrderedMap.copyOf(Map.of("a", 1)).keySet().iterator();
        assertEquals("a", keys.next());
        assertFalse(keys.hasNext());
        assertThrows(NoSuchElementException.class, keys::next);
        assertNull(OrderedMap.copyOf(Map.<String, Integer>of()).get("a"));
    }
}
