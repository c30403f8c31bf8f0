package dev.consent4j.ledger;

import dev.consent4j.store.Cell;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where 256 neighbouring hashes of one level are kept together (C2SP tlog-tiles): hash {@code i} of tile {@code n} at
 * level {@code l} is the root over the leaves from {@code (n * 256 + i) * 256^l} on, {@code 256^l} of them. The last tile
 * of a level holds fewer.
 */
record Tile(int level, long number) {

    /** Hashes of a full tile. */
    static final int WIDTH = 256;

    /** Levels of the tree between two levels of tiles. */
    static final int HEIGHT = 8;

    /** The tile that holds the root of a subtree, or the nodes it is made of. */
    static Tile of(Subtree subtree) {
        int level = subtree.height() / HEIGHT;
        return new Tile(level, first(subtree) / WIDTH);
    }

    /** The name of its cell. */
    String name() {
        return String.format(Locale.ROOT, "tile/%d/%012d", level, number);
    }

    Cell cell(byte[] hashes) {
        return new Cell(name(), hashes);
    }

    /** Hashes a level has in a tree of some size, in all its tiles. */
    static long hashes(int level, long size) {
        return size >> (HEIGHT * level);
    }

    /** The root of a subtree, made of a tile's hashes; null if they are too few. */
    static byte @Nullable [] root(Subtree subtree, byte[] hashes) {
        int count = 1 << (subtree.height() % HEIGHT);
        int offset = (int) (first(subtree) % WIDTH);
        return hashes.length < (offset + count) * MerkleHash.BYTES ? null : root(hashes, offset, count);
    }

    /** The root over all hashes of a full tile. */
    static byte[] root(byte[] hashes) {
        return root(hashes, 0, WIDTH);
    }

    private static byte[] root(byte[] hashes, int offset, int count) {
        if (count == 1) {
            return Arrays.copyOfRange(hashes, offset * MerkleHash.BYTES, (offset + 1) * MerkleHash.BYTES);
        }
        int half = count / 2;
        return MerkleHash.node(root(hashes, offset, half), root(hashes, offset + half, half));
    }

    private static long first(Subtree subtree) {
        return subtree.index() << (subtree.height() % HEIGHT);
    }
}
