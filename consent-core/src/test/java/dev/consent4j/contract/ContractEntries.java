package dev.consent4j.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The entries and heads the contract appends: predictable from their index. */
final class ContractEntries {

    static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123Z");

    private ContractEntries() {}

    static void append(ConsentStore store, EntryKeys... keys) {
        store.append(plan(keys));
    }

    /** Entries that alternate between two kinds and go round three subjects. */
    static void appendMany(ConsentStore store, int count) {
        append(
                store,
                IntStream.range(0, count)
                        .mapToObj(i -> keys(i % 2 == 0 ? "decision" : "policy", "id" + i, "s" + i % 3))
                        .toArray(EntryKeys[]::new));
    }

    static AppendPlan plan(EntryKeys... keys) {
        return head -> new AppendPlan.Append(
                IntStream.range(0, keys.length)
                        .mapToObj(i -> entry(head.size() + i, keys[i]))
                        .toList(),
                headOf(head.size() + keys.length));
    }

    static EntryKeys keys(String kind, @Nullable String id, @Nullable String subject) {
        return new EntryKeys(kind, id, subject, TIME);
    }

    static StoredEntry entry(long index, EntryKeys keys) {
        return new StoredEntry(index, keys, hash(index), hash(index + 1), ("entry " + index).getBytes(UTF_8));
    }

    static Head headOf(long size) {
        byte[] frontier = new byte[Long.bitCount(size) * 32];
        for (int i = 0; i < frontier.length; i++) {
            frontier[i] = (byte) (size * 7 + i);
        }
        return new Head(size, frontier);
    }

    static byte[] hash(long seed) {
        byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (seed * 17 + i);
        }
        return hash;
    }

    static List<Long> indexes(List<StoredEntry> entries) {
        return entries.stream().map(StoredEntry::index).toList();
    }
}
