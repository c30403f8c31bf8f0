package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.store.AppendPlan.Append;
import dev.consent4j.store.Cell;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.memory.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TileTreeTest {

    private static final List<byte[]> LEAVES = PlainTree.leaves(70_010);
    private static final int MOST_ROWS = 8;

    @Proves({"LOG-2", "LOG-3"})
    @Test
    void everyProofOfASmallTreeIsTheOneOfTheRecursiveDefinition() {
        InMemoryStore store = InMemoryStore.create();
        Publisher publisher = PublishTrial.publisher(store);
        for (int size = 1; size < 66; size++) {
            CountingStore.grow(store, LEAVES, size);
            publisher.publish();
            TileTree tree = new TileTree(store);
            List<byte[]> leaves = LEAVES.subList(0, size);
            assertArrayEquals(PlainTree.root(leaves), tree.root(size));
            for (int at = 0; at < size; at++) {
                assertEquals(new InclusionProof(at, size, PlainTree.path(at, leaves)), tree.inclusion(at, size));
                assertEquals(new ConsistencyProof(at, size, PlainTree.proof(at, leaves)), tree.consistency(at, size));
            }
        }
    }

    @Test
    void everyProofBetweenAnyTwoSizesVerifiesThoughTheTreeWasPublishedInManySteps() {
        int most = 300;
        InMemoryStore store = InMemoryStore.create();
        Publisher publisher = PublishTrial.publisher(store);
        for (int size = 7; size <= most + 6; size += 7) {
            CountingStore.grow(store, LEAVES, Math.min(size, most));
            publisher.publish();
        }
        TileTree tree = new TileTree(store);
        List<byte[]> roots = new ArrayList<>(List.of(MerkleHash.emptyRoot()));
        Frontier frontier = Frontier.EMPTY;
        for (int size = 1; size <= most; size++) {
            frontier = frontier.append(LEAVES.get(size - 1));
            roots.add(frontier.root());
            for (int at = 0; at < size; at++) {
                assertTrue(tree.inclusion(at, size).verifies(LEAVES.get(at), roots.get(size)));
                assertTrue(tree.consistency(at, size).verifies(roots.get(at), roots.get(size)));
            }
        }
    }

    @Test
    void aProofReadsAHandfulOfRowsAtEverySizeAroundFullTiles() {
        CountingStore store = new CountingStore(InMemoryStore.create());
        ConsentLedger ledger = PublishTrial.ledger(store);
        for (int size : new int[] {1, 255, 256, 257, 511, 65_535, 65_536, 65_537, 65_792, 65_793, 70_000, 70_009}) {
            CountingStore.grow(store, LEAVES, size);
            ledger.publish();
            byte[] root = PlainTree.root(LEAVES.subList(0, size));
            for (int at : at(size)) {
                store.rows();
                EntryProof proof = ledger.prove(at).orElseThrow();
                int read = store.rows();
                assertTrue(read <= MOST_ROWS, () -> read + " rows for entry of " + size);
                assertTrue(proof.inclusion().verifies(LEAVES.get(at), root));
                ConsistencyProof consistency = ledger.consistency(at, size).orElseThrow();
                int rows = store.rows();
                assertTrue(rows <= MOST_ROWS, () -> rows + " rows from " + at + " to " + size);
                assertTrue(consistency.verifies(PlainTree.root(LEAVES.subList(0, at)), root));
            }
        }
        ledger.close();
    }

    @Property(tries = 500)
    void aProofOverTenMillionEntriesNeedsAtMostFiveTiles(
            @ForAll @LongRange(min = 9_000_000, max = 16_777_216) long size,
            @ForAll @LongRange(min = 0, max = 8_999_999) long at) {
        for (List<List<Subtree>> proof : List.of(Subtree.path(at, size), Subtree.proof(at, size))) {
            long tiles = proof.stream()
                    .flatMap(List::stream)
                    .map(Tile::of)
                    .distinct()
                    .count();
            assertTrue(tiles <= 5, () -> tiles + " tiles for " + at + " of " + size);
        }
    }

    @Proves("LOG-8")
    @Test
    void seventyThousandEntriesHaveTheTilesOfTheSpecification() {
        InMemoryStore store = CountingStore.filled(LEAVES, 70_000);
        PublishTrial.publisher(store).publish();

        Map<String, byte[]> tiles = store.cells(LongStream.range(0, 300)
                .boxed()
                .flatMap(n -> IntStream.range(0, 4).mapToObj(level -> new Tile(level, n).name()))
                .toList());

        assertEquals(273 + 1 + 1 + 1 + 1, tiles.size());
        assertEquals(256 * 32, tiles.get("tile/0/000000000272").length);
        assertEquals(112 * 32, tiles.get("tile/0/000000000273").length);
        assertEquals(256 * 32, tiles.get("tile/1/000000000000").length);
        assertEquals(17 * 32, tiles.get("tile/1/000000000001").length);
        assertEquals(32, tiles.get("tile/2/000000000000").length);
    }

    @Proves("LOG-8")
    @Property(tries = 20)
    void theTilesDoNotDependOnWhenTheLedgerWasPublished(
            @ForAll @Size(max = 8) Set<@IntRange(min = 1, max = 1_999) Integer> sizes) {
        InMemoryStore inSteps = InMemoryStore.create();
        Publisher publisher = PublishTrial.publisher(inSteps);
        sizes.stream().sorted().forEach(size -> {
            CountingStore.grow(inSteps, LEAVES, size);
            publisher.publish();
        });
        CountingStore.grow(inSteps, LEAVES, 2_000);
        publisher.publish();
        InMemoryStore atOnce = CountingStore.filled(LEAVES, 2_000);
        PublishTrial.publisher(atOnce).publish();

        for (long n = 0; n < 8; n++) {
            for (int level = 0; level < 2; level++) {
                List<String> name = List.of(new Tile(level, n).name());
                assertArrayEquals(
                        atOnce.cells(name).get(name.get(0)), inSteps.cells(name).get(name.get(0)));
            }
        }
    }

    @Test
    void saysWhichTileIsMissingOrTooShort() {
        InMemoryStore store = CountingStore.filled(LEAVES, 300);
        PublishTrial.publisher(store).publish();
        store.append(
                head -> new Append(List.of(), head, List.of(), List.of(new Cell("tile/0/000000000001", new byte[64]))));

        String message = assertThrows(StoreCorruptedException.class, () -> new TileTree(store).inclusion(299, 300))
                .getMessage();

        assertTrue(message.contains("tile/0/000000000001"), message);
    }

    private static List<Integer> at(int size) {
        return IntStream.of(
                        0, 1, 127, 128, 255, 256, 257, 511, 32_768, 65_535, 65_536, 65_600, 69_999, size / 2, size - 1)
                .filter(at -> at < size)
                .distinct()
                .boxed()
                .toList();
    }
}
