package dev.consent4j.ledger;

import dev.consent4j.entry.Entry;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One entry as the ledger reads it back, compared with its leaf hash.
 *
 * @param index place in the ledger, from 0
 * @param leafHash RFC 6962 leaf hash, 32 bytes; not to be modified
 * @param content what is there
 */
@SuppressWarnings("ArrayRecordComponent")
public record LedgerEntry(long index, byte[] leafHash, Content content) {

    /** What stands at an index. */
    public sealed interface Content {

        /**
         * The entry, as it was recorded.
         *
         * @param entry the entry
         */
        record Intact(Entry entry) implements Content {}

        /** Nothing any more: the entry was erased. */
        record Erased() implements Content {}

        /**
         * Something, but it is not shown: its erasure was asked for, and it is only kept because it is still owed.
         */
        record Restricted() implements Content {}

        /**
         * The bytes are those recorded, but this version cannot read them.
         *
         * @param reason why
         */
        record Malformed(String reason) implements Content {}

        /**
         * What is stored is not what was recorded.
         *
         * @param reason what differs
         */
        record Altered(String reason) implements Content {}
    }

    /** The entry, empty unless it is intact. */
    public Optional<Entry> entry() {
        return content instanceof Content.Intact intact ? Optional.of(intact.entry()) : Optional.empty();
    }

    /** The entry for who may not see it: nothing but its place and hash; itself if it was erased. */
    public LedgerEntry restricted() {
        return content instanceof Content.Erased ? this : new LedgerEntry(index, leafHash, new Content.Restricted());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerEntry entry
                && entry.index == index
                && Arrays.equals(entry.leafHash, leafHash)
                && entry.content.equals(content);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(index) * 31 + Arrays.hashCode(leafHash);
    }

    @Override
    public String toString() {
        return "LedgerEntry[" + index + ", " + HexFormat.of().formatHex(leafHash) + ", " + content + "]";
    }
}
