package dev.consent4j.ledger;

import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.entry.EntryReading;
import dev.consent4j.ledger.LedgerEntry.Content;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoredEntry;
import java.util.Arrays;

/** Reads entries back from a store and compares them with their leaf hashes. */
final class EntryReader {

    private final EntryCodec codec;

    EntryReader(EntryCodec codec) {
        this.codec = codec;
    }

    LedgerEntry read(StoredEntry stored) {
        return new LedgerEntry(stored.index(), stored.leafHash(), content(stored));
    }

    private Content content(StoredEntry stored) {
        byte[] salt = stored.salt();
        byte[] bytes = stored.bytes();
        if (salt == null && bytes == null) {
            return new Content.Erased();
        }
        if (salt == null || bytes == null || salt.length != Commitment.SALT_BYTES) {
            return new Content.Altered("salt or bytes are missing");
        }
        if (!Arrays.equals(Commitment.leafHash(salt, bytes), stored.leafHash())) {
            return new Content.Altered("the bytes do not fit the leaf hash");
        }
        EntryReading reading = codec.read(bytes);
        if (reading instanceof EntryReading.Readable readable) {
            return fits(readable.entry(), stored.keys())
                    ? new Content.Intact(readable.entry())
                    : new Content.Altered("the lookup keys do not fit the bytes");
        }
        return new Content.Malformed(((EntryReading.Malformed) reading).reason());
    }

    private static boolean fits(Entry entry, EntryKeys keys) {
        try {
            return PendingEntry.keysOf(entry).equals(keys);
        } catch (EntryRefusedException neverRecorded) {
            return false;
        }
    }
}
