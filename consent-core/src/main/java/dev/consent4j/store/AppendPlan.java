package dev.consent4j.store;

import java.util.List;

/** What to append after a given head. Pure: the same head gives the same append, so that a store may ask again. */
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
     * Entries and the head after them.
     *
     * @param entries the entries in order
     * @param head the new head
     */
    record Append(List<StoredEntry> entries, Head head) {

        /** Takes an immutable copy. */
        public Append {
            entries = List.copyOf(entries);
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
        }
    }
}
