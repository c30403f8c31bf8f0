package dev.consent4j.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IndexRangesTest {

    private static final int WIDTH = 40;

    @Test
    void whatOverlapsOrTouchesIsOne() {
        assertEquals(
                List.of(new IndexRange(1, 6), new IndexRange(8, 9)),
                new IndexRanges(List.of(
                                IndexRange.of(8), new IndexRange(2, 3), new IndexRange(1, 4), new IndexRange(4, 6)))
                        .list());
    }

    @Test
    void itBehavesAsTheSetOfItsIndexes() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            Set<Long> first = some(random);
            Set<Long> second = some(random);
            IndexRanges ranges = IndexRanges.of(first);
            IndexRanges others = IndexRanges.of(second);
            assertEquals(first, indexes(ranges));
            assertEquals(first.size(), ranges.size());
            TreeSet<Long> difference = new TreeSet<>(first);
            difference.removeAll(second);
            assertEquals(difference, indexes(ranges.without(others)));
            TreeSet<Long> union = new TreeSet<>(first);
            union.addAll(second);
            assertEquals(union, indexes(ranges.and(others)));
            assertEquals(
                    first.stream().anyMatch(index -> index >= 10 && index < 20),
                    ranges.touches(new IndexRange(10, 20)));
        }
    }

    @Test
    void noIndexIsNoRange() {
        assertTrue(IndexRanges.NONE.isEmpty());
        assertEquals(0, IndexRanges.NONE.size());
        assertFalse(IndexRanges.NONE.contains(0));
        assertFalse(IndexRanges.of(Set.of(3L)).isEmpty());
    }

    private static Set<Long> some(Random random) {
        Set<Long> indexes = new TreeSet<>();
        int count = random.nextInt(WIDTH);
        for (int i = 0; i < count; i++) {
            indexes.add((long) random.nextInt(WIDTH));
        }
        return indexes;
    }

    private static Set<Long> indexes(IndexRanges ranges) {
        Set<Long> indexes = new TreeSet<>();
        LongStream.range(0, WIDTH).filter(ranges::contains).forEach(indexes::add);
        return indexes;
    }
}
