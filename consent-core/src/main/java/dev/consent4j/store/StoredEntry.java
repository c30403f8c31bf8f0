package dev.consent4j.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One entry as a store keeps it.
 *
 * @param index place in the ledger, from 0, without gaps
 * @param keys what it can be found by
 * @param leafHash RFC 6962 leaf hash, 32 bytes; survives erasure
 * @param salt the random salt of the commitment, 32 bytes; null once erased
 * @param bytes the entry's bytes, verbatim; null once erased
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredEntry(
        long index, EntryKeys keys, byte[] leafHash, byte @Nullable [] salt, byte @Nullable [] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredEntry entry
                && entry.index == index
                && entry.keys.equals(keys)
                && Arrays.equals(entry.leafHash, leafHash)
                && Arrays.equals(entry.salt, salt)
                && Arrays.equals(entry.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(index) * 31 + Arrays.hashCode(leafHash);
    }

    @Override
    public String toString() {
        return "StoredEntry[" + index + ", " + keys + "]";
    }
}
