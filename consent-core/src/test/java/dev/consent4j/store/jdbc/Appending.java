package dev.consent4j.store.jdbc;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.time.Instant;
import java.util.List;

/** Appends entries of which only the id matters. */
final class Appending {

    private Appending() {}

    static Head append(ConsentStore store, String id) {
        return append(store, id, 100);
    }

    static Head append(ConsentStore store, String id, int bytes) {
        return store.append(plan(id, bytes));
    }

    static AppendPlan plan(String id, int bytes) {
        return head -> new AppendPlan.Append(
                List.of(new StoredEntry(
                        head.size(),
                        new EntryKeys("policy", id, null, Instant.EPOCH),
                        new byte[32],
                        new byte[32],
                        new byte[bytes])),
                new Head(head.size() + 1, new byte[Long.bitCount(head.size() + 1) * 32]));
    }
}
