package dev.consent4j.entry;

/**
 * Consecutive indexes of a ledger.
 *
 * @param from the first index
 * @param to the first index that is no longer part of it, above {@code from}
 */
public record IndexRange(long from, long to) implements Comparable<IndexRange> {

    /**
     * Refuses a range without an index.
     *
     * @throws IllegalArgumentException if the range is empty or negative, which is a mistake of the caller
     */
    public IndexRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("from " + from + " to " + to + " is no range of indexes");
        }
    }

    /**
     * The range of one index.
     *
     * @param index the index
     * @return the range
     */
    public static IndexRange of(long index) {
        return new IndexRange(index, index + 1);
    }

    /**
     * Whether an index is part of this range.
     *
     * @param index the index
     * @return true if it is
     */
    public boolean contains(long index) {
        return index >= from && index < to;
    }

    /** By first index, then by the end. */
    @Override
    public int compareTo(IndexRange other) {
        int first = Long.compare(from, other.from);
        return first != 0 ? first : Long.compare(to, other.to);
    }
}
