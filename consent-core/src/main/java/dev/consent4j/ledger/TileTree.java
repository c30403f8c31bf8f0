package dev.consent4j.ledger;

import dev.consent4j.store.Cell;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreCorruptedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tree as its tiles have it; each question asks the store once, for a handful of tiles. */
final class TileTree {

    private final ConsentStore store;
    private final Map<String, byte[]> notKeptYet = new HashMap<>();

    TileTree(ConsentStore store) {
        this.store = store;
    }

    /** The same tree once some cells are kept. */
    TileTree(ConsentStore store, List<Cell> cells) {
        this(store);
        cells.forEach(cell -> notKeptYet.put(cell.name(), cell.value()));
    }

    byte[] root(long size) {
        return size == 0
                ? MerkleHash.emptyRoot()
                : roots(List.of(Subtree.over(0, size))).get(0);
    }

    /** The root of a full subtree within what is kept. */
    byte[] root(Subtree subtree) {
        return roots(List.of(List.of(subtree))).get(0);
    }

    /** The proof that an index is in a tree of a size; both within what is kept. */
    InclusionProof inclusion(long index, long size) {
        return new InclusionProof(index, size, roots(Subtree.path(index, size)));
    }

    /** The proof that a tree continues an older one; both within what is kept. */
    ConsistencyProof consistency(long from, long to) {
        return new ConsistencyProof(from, to, roots(Subtree.proof(from, to)));
    }

    private List<byte[]> roots(List<List<Subtree>> ranges) {
        Set<String> names = new LinkedHashSet<>();
        ranges.forEach(
                range -> range.forEach(subtree -> names.add(Tile.of(subtree).name())));
        Map<String, byte[]> tiles = tiles(names);
        List<byte[]> roots = new ArrayList<>(ranges.size());
        for (List<Subtree> range : ranges) {
            int last = range.size() - 1;
            byte[] root = root(range.get(last), tiles);
            for (int i = last - 1; i >= 0; i--) {
                root = MerkleHash.node(root(range.get(i), tiles), root);
            }
            roots.add(root);
        }
        return roots;
    }

    private static byte[] root(Subtree subtree, Map<String, byte[]> tiles) {
        String name = Tile.of(subtree).name();
        byte[] root = Tile.root(subtree, tiles.getOrDefault(name, new byte[0]));
        if (root == null) {
            throw new StoreCorruptedException("the tile " + name + " is missing or too short", null);
        }
        return root;
    }

    private Map<String, byte[]> tiles(Collection<String> names) {
        Map<String, byte[]> tiles = new HashMap<>();
        List<String> kept = new ArrayList<>();
        for (String name : names) {
            byte[] tile = notKeptYet.get(name);
            if (tile == null) {
                kept.add(name);
            } else {
                tiles.put(name, tile);
            }
        }
        if (!kept.isEmpty()) {
            tiles.putAll(store.cells(kept));
        }
        return tiles;
    }
}
