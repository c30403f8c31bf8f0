package dev.consent4j.ledger;

import dev.consent4j.store.Cell;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreCorruptedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the tiles of a growing tree: takes leaf hashes in order, gives tiles out as they fill, and the last of each level. */
final class TileBuilder {

    private final List<Level> levels = new ArrayList<>();
    private final List<Cell> full = new ArrayList<>();

    /** The tile at the right edge of one level. */
    private static final class Level {

        private final byte[] hashes = new byte[Tile.WIDTH * MerkleHash.BYTES];
        private Tile tile;
        private int bytes;

        Level(Tile tile) {
            this.tile = tile;
        }

        /** The first hashes of a tile as it is kept; what may stand behind them was never published. */
        void take(byte @Nullable [] kept, int width) {
            bytes = width * MerkleHash.BYTES;
            if (bytes == 0) {
                return;
            }
            if (kept == null || kept.length < bytes) {
                throw new StoreCorruptedException("the tile " + tile.name() + " is missing or too short", null);
            }
            System.arraycopy(kept, 0, hashes, 0, bytes);
        }

        void add(byte[] hash) {
            System.arraycopy(hash, 0, hashes, bytes, MerkleHash.BYTES);
            bytes += MerkleHash.BYTES;
        }

        Cell cell() {
            return tile.cell(Arrays.copyOf(hashes, bytes));
        }

        void next() {
            tile = new Tile(tile.level(), tile.number() + 1);
            bytes = 0;
        }
    }

    private TileBuilder() {}

    /** Goes on after the first leaves of a tree whose tiles are kept; reads one tile a level. */
    static TileBuilder after(long size, ConsentStore store) {
        TileBuilder builder = new TileBuilder();
        Map<Level, Integer> widths = new LinkedHashMap<>();
        for (int level = 0; Tile.hashes(level, size) > 0; level++) {
            long hashes = Tile.hashes(level, size);
            Level edge = new Level(new Tile(level, hashes / Tile.WIDTH));
            builder.levels.add(edge);
            widths.put(edge, (int) (hashes % Tile.WIDTH));
        }
        List<String> names = widths.entrySet().stream()
                .filter(edge -> edge.getValue() > 0)
                .map(edge -> edge.getKey().tile.name())
                .toList();
        Map<String, byte[]> kept = names.isEmpty() ? Map.of() : store.cells(names);
        widths.forEach((edge, width) -> edge.take(kept.get(edge.tile.name()), width));
        return builder;
    }

    void append(byte[] leafHash) {
        byte[] hash = leafHash;
        for (int level = 0; ; level++) {
            if (level == levels.size()) {
                levels.add(new Level(new Tile(level, 0)));
            }
            Level edge = levels.get(level);
            edge.add(hash);
            if (edge.bytes < edge.hashes.length) {
                return;
            }
            full.add(edge.cell());
            hash = Tile.root(edge.hashes);
            edge.next();
        }
    }

    /** Full tiles that {@link #takeFull} has not given out yet. */
    int fullTiles() {
        return full.size();
    }

    /** The tiles that have become full, each once. */
    List<Cell> takeFull() {
        List<Cell> taken = List.copyOf(full);
        full.clear();
        return taken;
    }

    /** The tiles at the right edge, without empty ones. */
    List<Cell> edge() {
        return levels.stream().filter(level -> level.bytes > 0).map(Level::cell).toList();
    }
}
