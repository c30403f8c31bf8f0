package dev.consent4j.store;

import dev.consent4j.entry.IndexRange;
import java.util.List;

/**
 * What to append after a given head. The first question chooses the entries, so a store asks when it has locked the head;
 * from then on pure: the same head of the same ledger gives the same append, so that a store may ask again.
 */
@FunctionalInterface
public interface AppendPlan {

    /**
     * The append after {@code head}.
     *
     * @param head the locked head
     * @return entries with consecutive indexes from {@code head.size()}, and the head after them
     */
    Append after(Head head);

    /**
     * The append after {@code head}, by what the ledger holds then; what a store calls.
     *
     * @param head the locked head
     * @param held shows the entries before {@code head.size()}, all of them, because nobody can append meanwhile
     * @return entries with consecutive indexes from {@code head.size()}, and the head after them
     */
    default Append after(Head head, Held held) {
        return after(head);
    }

    /** Shows a plan what the ledger holds under the lock of its head; of use only until the plan returns. */
    @FunctionalInterface
    interface Held {

        /**
         * Entries by lookup key, newest first, as {@link ConsentStore#find} gives them.
         *
         * @param query what to look for
         * @return the entries, fewer at the end
         */
        List<StoredEntry> find(EntryQuery query);
    }

    /**
     * What one transaction does: new entries, entries erased, cells replaced, and the head after all of it.
     *
     * @param entries the new entries in order; may be empty
     * @param head the new head
     * @param erased entries of before that lose bytes, salt and lookup keys; index and leaf hash stay
     * @param cells cells to keep, each in place of the one of its name
     */
    record Append(List<StoredEntry> entries, Head head, List<IndexRange> erased, List<Cell> cells) {

        /** Takes immutable copies. */
        public Append {
            entries = List.copyOf(entries);
            erased = List.copyOf(erased);
            cells = List.copyOf(cells);
        }

        /**
         * New entries and nothing else.
         *
         * @param entries the new entries in order
         * @param head the new head
         */
        public Append(List<StoredEntry> entries, Head head) {
            this(entries, head, List.of(), List.of());
        }

        /**
         * Nothing at all.
         *
         * @param head the head, which stays
         * @return the append
         */
        public static Append nothing(Head head) {
            return new Append(List.of(), head);
        }

        /**
         * Checks that this append continues a ledger without a gap; a store calls it before it inserts.
         *
         * @param before the locked head
         * @throws IllegalArgumentException if an index or the new size is not the next one, a mistake of the caller
         */
        public void mustFollow(Head before) {
            long next = before.size();
            for (StoredEntry entry : entries) {
                if (entry.index() != next++) {
                    throw new IllegalArgumentException(
                            "entry " + entry.index() + " stands where " + (next - 1) + " should");
                }
            }
            if (head.size() != next) {
                throw new IllegalArgumentException(
                        "the new head counts " + head.size() + " entries instead of " + next);
            }
            if (head.published() < before.published() || head.published() > head.size()) {
                throw new IllegalArgumentException("published " + head.published() + " entries of " + head.size());
            }
            for (IndexRange range : erased) {
                if (range.to() > before.size()) {
                    throw new IllegalArgumentException("nothing is at " + range + " to be erased");
                }
            }
        }
    }
}
