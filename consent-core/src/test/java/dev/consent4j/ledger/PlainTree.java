package dev.consent4j.ledger;

import java.util.ArrayList;
import java.util.List;

/** The recursive definitions of RFC 6962 section 2.1, word for word and slow: what the library is compared with. */
final class PlainTree {

    private PlainTree() {}

    /** MTH. */
    static byte[] root(List<byte[]> leaves) {
        return switch (leaves.size()) {
            case 0 -> MerkleHash.emptyRoot();
            case 1 -> leaves.get(0);
            default -> {
                int left = left(leaves.size());
                yield MerkleHash.node(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
            }
        };
    }

    /** PATH. */
    static List<byte[]> path(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int left = left(leaves.size());
        List<byte[]> first = leaves.subList(0, left);
        List<byte[]> second = leaves.subList(left, leaves.size());
        return index < left ? with(path(index, first), root(second)) : with(path(index - left, second), root(first));
    }

    /** PROOF. */
    static List<byte[]> proof(int from, List<byte[]> leaves) {
        return from == 0 || from == leaves.size() ? List.of() : subproof(from, leaves, true);
    }

    private static List<byte[]> subproof(int from, List<byte[]> leaves, boolean complete) {
        if (from == leaves.size()) {
            return complete ? List.of() : List.of(root(leaves));
        }
        int left = left(leaves.size());
        List<byte[]> first = leaves.subList(0, left);
        List<byte[]> second = leaves.subList(left, leaves.size());
        return from <= left
                ? with(subproof(from, first, complete), root(second))
                : with(subproof(from - left, second, false), root(first));
    }

    private static List<byte[]> with(List<byte[]> hashes, byte[] last) {
        List<byte[]> more = new ArrayList<>(hashes);
        more.add(last);
        return more;
    }

    private static int left(int size) {
        return Integer.highestOneBit(size - 1);
    }

    /** Leaves that differ. */
    static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            leaves.add(MerkleHash.leaf(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i}));
        }
        return leaves;
    }
}
