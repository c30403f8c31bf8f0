package dev.consent4j.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One signature line of a note.
 *
 * @param name name of the key
 * @param keyId id of the key
 * @param bytes the signature, of at least one byte; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoteSignature(String name, int keyId, byte[] bytes) {

    /** An em dash and a space. */
    static final String DASH = "\u2014 ";

    /** The line without its line feed. */
    String line() {
        byte[] value = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(keyId)
                .put(bytes)
                .array();
        return DASH + name + " " + Base64Text.of(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature signature
                && signature.name.equals(name)
                && signature.keyId == keyId
                && Arrays.equals(signature.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + keyId;
    }

    @Override
    public String toString() {
        return "NoteSignature[" + name + "+" + HexFormat.of().toHexDigits(keyId) + "]";
    }
}
