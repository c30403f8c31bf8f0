package dev.consent4j.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A set of indexes of a ledger, kept as ranges that neither overlap nor touch. Immutable; asking costs the logarithm of
 * the number of ranges.
 *
 * @param list the ranges in order
 */
public record IndexRanges(List<IndexRange> list) {

    /** No index. */
    public static final IndexRanges NONE = new IndexRanges(List.of());

    /** Takes an immutable copy, in order, with what overlaps or touches made one. */
    public IndexRanges {
        List<IndexRange> merged = new ArrayList<>();
        for (IndexRange range : new TreeSet<>(list)) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).to() >= range.from()) {
                IndexRange before = merged.get(last);
                merged.set(last, new IndexRange(before.from(), Math.max(before.to(), range.to())));
            } else {
                merged.add(range);
            }
        }
        list = List.copyOf(merged);
    }

    /**
     * The set of some indexes.
     *
     * @param indexes the indexes, in any order
     * @return the set
     */
    public static IndexRanges of(Collection<Long> indexes) {
        return new IndexRanges(indexes.stream().map(IndexRange::of).toList());
    }

    /**
     * Whether an index is in the set.
     *
     * @param index the index
     * @return true if it is
     */
    public boolean contains(long index) {
        int low = 0;
        int high = list.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            IndexRange range = list.get(middle);
            if (range.contains(index)) {
                return true;
            }
            if (index < range.from()) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return false;
    }

    /**
     * Whether a range has an index in common with the set.
     *
     * @param range the range
     * @return true if it has
     */
    public boolean touches(IndexRange range) {
        return list.stream().anyMatch(each -> each.from() < range.to() && range.from() < each.to());
    }

    /**
     * The indexes of this set and of another.
     *
     * @param other the other set
     * @return the union
     */
    public IndexRanges and(IndexRanges other) {
        List<IndexRange> both = new ArrayList<>(list);
        both.addAll(other.list);
        return new IndexRanges(both);
    }

    /**
     * The indexes of this set that are not in another.
     *
     * @param other what to take away
     * @return the difference
     */
    public IndexRanges without(IndexRanges other) {
        List<IndexRange> left = new ArrayList<>();
        int next = 0;
        for (IndexRange range : list) {
            long from = range.from();
            while (next < other.list.size() && other.list.get(next).to() <= from) {
                next++;
            }
            for (int i = next; i < other.list.size() && other.list.get(i).from() < range.to(); i++) {
                IndexRange taken = other.list.get(i);
                if (taken.from() > from) {
                    left.add(new IndexRange(from, taken.from()));
                }
                from = taken.to();
            }
            if (from < range.to()) {
                left.add(new IndexRange(from, range.to()));
            }
        }
        return new IndexRanges(left);
    }

    /** Number of indexes. */
    public long size() {
        return list.stream().mapToLong(range -> range.to() - range.from()).sum();
    }

    /** Whether there is no index. */
    public boolean isEmpty() {
        return list.isEmpty();
    }
}
