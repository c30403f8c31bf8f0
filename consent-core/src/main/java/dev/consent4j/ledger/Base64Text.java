package dev.consent4j.ledger;

import java.util.Base64;
import java.util.Optional;

/** Base64 in the one spelling each value has (RFC 4648 section 4 and 3.5): padded, no stray bits. */
final class Base64Text {

    private Base64Text() {}

    static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static Optional<byte[]> bytes(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return of(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The hash a text says; empty unless it is one. */
    static Optional<byte[]> hash(String text) {
        return bytes(text).filter(bytes -> bytes.length == MerkleHash.BYTES);
    }
}
