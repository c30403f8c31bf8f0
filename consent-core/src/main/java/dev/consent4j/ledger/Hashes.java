package dev.consent4j.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of hashes compared by content, as values are. */
final class Hashes {

    private Hashes() {}

    static boolean equal(List<byte[]> first, List<byte[]> second) {
        return Arrays.deepEquals(first.toArray(), second.toArray());
    }

    static int code(List<byte[]> hashes) {
        return Arrays.deepHashCode(hashes.toArray());
    }

    static String text(List<byte[]> hashes) {
        return hashes.stream().map(Base64Text::of).collect(Collectors.joining(", ", "[", "]"));
    }

    static boolean wellFormed(List<byte[]> hashes) {
        return hashes.stream().allMatch(Hashes::wellFormed);
    }

    static boolean wellFormed(byte[] hash) {
        return hash.length == MerkleHash.BYTES;
    }
}
