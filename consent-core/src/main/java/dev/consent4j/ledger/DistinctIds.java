package dev.consent4j.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Entries of which no two have the same id, and those that repeat an id of these, which can be judged only when these
 * are settled.
 *
 * @param firsts each first entry with its id, and all without one
 * @param repeated the others
 */
record DistinctIds(List<PendingEntry> firsts, List<PendingEntry> repeated) {

    static final DistinctIds NONE = of(List.of());

    static DistinctIds of(List<PendingEntry> entries) {
        Set<String> ids = new HashSet<>();
        List<PendingEntry> firsts = new ArrayList<>(entries.size());
        List<PendingEntry> repeated = new ArrayList<>();
        for (PendingEntry pending : entries) {
            String id = pending.id();
            (id == null || ids.add(id) ? firsts : repeated).add(pending);
        }
        return new DistinctIds(firsts, repeated);
    }
}
