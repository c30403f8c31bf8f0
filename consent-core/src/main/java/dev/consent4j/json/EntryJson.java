package dev.consent4j.json;

import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.entry.EntryReading;
import dev.consent4j.policy.CanonicalJson;
import java.nio.charset.StandardCharsets;

/**
 * Entries as canonical JSON text (RFC 8785) in UTF-8: an object with a {@code format}, a {@code kind} and the members
 * of the entry. Times are ISO 8601 in UTC, delays ISO 8601 durations; what is absent is left out. Thread safe.
 */
public final class EntryJson implements EntryCodec {

    /** The format this version writes. */
    public static final int FORMAT = 1;

    /** Longest entry that is read, in bytes. */
    public static final int MAX_BYTES = 16 * 1_024 * 1_024;

    /** Creates the codec. */
    public EntryJson() {}

    @Override
    public byte[] write(Entry entry) {
        return CanonicalJson.write(EntryMembers.of(entry)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public EntryReading read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new EntryReading.Malformed("longer than " + MAX_BYTES + " bytes");
        }
        try {
            return new EntryReading.Readable(EntryReader.read(bytes));
        } catch (MalformedEntryException malformed) {
            return new EntryReading.Malformed(malformed.reason());
        }
    }
}
