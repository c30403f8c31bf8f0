package dev.consent4j.export;

import java.util.Arrays;

/**
 * Sets of indexes as runs, 16 bytes each, so that millions of neighbouring indexes cost nothing. Not thread safe.
 */
final class IndexRuns {

    private static final int START = 8;

    private long[] froms = new long[START];
    private long[] tos = new long[START];
    private int count;

    /** Adds a run; joins it to the last one where the two touch in this order. */
    void add(long from, long to) {
        if (count > 0 && tos[count - 1] == from) {
            tos[count - 1] = to;
            return;
        }
        if (count == froms.length) {
            froms = Arrays.copyOf(froms, count * 2);
            tos = Arrays.copyOf(tos, count * 2);
        }
        froms[count] = from;
        tos[count] = to;
        count++;
    }

    /** How many indexes, each run by itself. */
    long total() {
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += tos[i] - froms[i];
        }
        return total;
    }

    /** The indexes of this set that another one does not hold; this one must have been added to in order. */
    IndexRuns without(IndexRuns other) {
        IndexRuns sorted = other.sorted();
        IndexRuns rest = new IndexRuns();
        int j = 0;
        for (int i = 0; i < count; i++) {
            long from = froms[i];
            while (j < sorted.count && sorted.tos[j] <= from) {
                j++;
            }
            for (int k = j; k < sorted.count && sorted.froms[k] < tos[i] && from < tos[i]; k++) {
                if (from < sorted.froms[k]) {
                    rest.add(from, sorted.froms[k]);
                }
                from = Math.max(from, sorted.tos[k]);
            }
            if (from < tos[i]) {
                rest.add(from, tos[i]);
            }
        }
        return rest;
    }

    /** The lowest index; -1 if there is none. Only for a set that was added to in order. */
    long first() {
        return count == 0 ? -1 : froms[0];
    }

    /** In order and without overlap. */
    private IndexRuns sorted() {
        long[][] runs = new long[count][];
        for (int i = 0; i < count; i++) {
            runs[i] = new long[] {froms[i], tos[i]};
        }
        Arrays.sort(runs, (a, b) -> Long.compare(a[0], b[0]));
        IndexRuns sorted = new IndexRuns();
        for (long[] run : runs) {
            int last = sorted.count - 1;
            if (last >= 0 && run[0] <= sorted.tos[last]) {
                sorted.tos[last] = Math.max(sorted.tos[last], run[1]);
            } else {
                sorted.add(run[0], run[1]);
            }
        }
        return sorted;
    }
}
