package dev.consent4j.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.entry.EntryReading;
import dev.consent4j.ledger.LedgerEntry.Content;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.StoredEntry;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryReaderTest {

    private static final byte[] SALT = HexFormat.of().parseHex("0102030405060708".repeat(4));
    private static final Entry ENTRY = TestEntries.policy("a");

    private final EntryCodec codec = TestEntries.CODEC;
    private final EntryReader reader = new EntryReader(codec);

    @Test
    void readsWhatWasRecorded() {
        byte[] bytes = codec.write(ENTRY);
        LedgerEntry entry = reader.read(stored(SALT, bytes, Commitment.leafHash(SALT, bytes)));
        assertEquals(new Content.Intact(ENTRY), entry.content());
        assertEquals(Optional.of(ENTRY), entry.entry());
        assertEquals(3, entry.index());
    }

    @Test
    void tellsErasedFromHalfErased() {
        byte[] bytes = codec.write(ENTRY);
        byte[] leaf = Commitment.leafHash(SALT, bytes);
        assertEquals(new Content.Erased(), content(null, null, leaf));
        assertInstanceOf(Content.Altered.class, content(null, bytes, leaf));
        assertInstanceOf(Content.Altered.class, content(SALT, null, leaf));
        assertInstanceOf(Content.Altered.class, content(new byte[31], bytes, leaf));
    }

    @Test
    void findsAnyChangedByte() {
        byte[] bytes = codec.write(ENTRY);
        byte[] leaf = Commitment.leafHash(SALT, bytes);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertInstanceOf(Content.Altered.class, content(SALT, changed, leaf));
        }
        for (int i = 0; i < SALT.length; i++) {
            byte[] changed = SALT.clone();
            changed[i] ^= 1;
            assertInstanceOf(Content.Altered.class, content(changed, bytes, leaf));
        }
    }

    @Test
    void findsChangedLookupKeys() {
        byte[] bytes = codec.write(ENTRY);
        EntryKeys other = new EntryKeys("policy", "policy:b", null, ENTRY.time());
        StoredEntry stored = new StoredEntry(3, other, Commitment.leafHash(SALT, bytes), SALT, bytes);
        assertInstanceOf(Content.Altered.class, reader.read(stored).content());
    }

    @Test
    void doesNotFailOnATimeThatIsNeverRecorded() {
        EntryReader tolerant = new EntryReader(new EntryCodec() {
            @Override
            public byte[] write(Entry entry) {
                return codec.write(entry);
            }

            @Override
            public EntryReading read(byte[] bytes) {
                return new EntryReading.Readable(new ConsoleRead("a", "list", "", Instant.MAX));
            }
        });
        StoredEntry stored = stored(SALT, new byte[0], Commitment.leafHash(SALT, new byte[0]));
        assertInstanceOf(Content.Altered.class, tolerant.read(stored).content());
    }

    @Test
    void givesTheReasonWhyBytesAreNoEntry() {
        byte[] bytes = "written by a later version".getBytes(UTF_8);
        LedgerEntry entry = reader.read(stored(SALT, bytes, Commitment.leafHash(SALT, bytes)));
        assertInstanceOf(Content.Malformed.class, entry.content());
        assertEquals(Optional.empty(), entry.entry());
    }

    /** HMAC-SHA-256 and SHA-256 as any other program computes them. */
    @Test
    void commitsAsTheFormatSays() {
        assertEquals(
                "d7b5d14b1384948ab11d263f50043ff8a7c71214bec3060230ccd62e969cb109",
                HexFormat.of().formatHex(Commitment.leafHash(SALT, "consent".getBytes(UTF_8))));
        assertThrows(IllegalArgumentException.class, () -> Commitment.leafHash(new byte[33], new byte[0]));
    }

    @Test
    void comparesEntriesByValue() {
        LedgerEntry one = new LedgerEntry(1, new byte[] {1}, new Content.Erased());
        LedgerEntry same = new LedgerEntry(1, new byte[] {1}, new Content.Erased());
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
        assertEquals("LedgerEntry[1, 01, Erased[]]", one.toString());
        assertNotEquals(one, new LedgerEntry(2, new byte[] {1}, new Content.Erased()));
        assertNotEquals(one, new LedgerEntry(1, new byte[] {2}, new Content.Erased()));
        assertNotEquals(one, new LedgerEntry(1, new byte[] {1}, new Content.Malformed("")));
        assertNotEquals(one, new Object());
    }

    private Content content(byte @Nullable [] salt, byte @Nullable [] bytes, byte[] leaf) {
        return reader.read(stored(salt, bytes, leaf)).content();
    }

    private static StoredEntry stored(byte @Nullable [] salt, byte @Nullable [] bytes, byte[] leaf) {
        return new StoredEntry(3, PendingEntry.keysOf(ENTRY), leaf, salt, bytes);
    }
}
