package dev.consent4j.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.conformance.Proves;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final HexFormat HEX = HexFormat.of();

    @Proves("LOG-1")
    @Test
    void hashesLeavesAndNodesAsTheSpecificationDoes() throws IOException {
        JsonNode tree = vectors();
        assertEquals(
                tree.at("/leaf/hash").asText(),
                HEX.formatHex(MerkleHash.leaf(tree.at("/leaf/text").asText().getBytes(UTF_8))));
        assertEquals(
                tree.at("/node/hash").asText(),
                HEX.formatHex(MerkleHash.node(
                        tree.at("/node/left").asText().getBytes(UTF_8),
                        tree.at("/node/right").asText().getBytes(UTF_8))));
    }

    @Proves("LOG-1")
    @Test
    void hasTheRootsOfTheSpecification() throws IOException {
        JsonNode tree = vectors();
        assertEquals(tree.at("/roots/0").asText(), HEX.formatHex(Frontier.EMPTY.root()));
        Frontier frontier = Frontier.EMPTY;
        for (int size = 1; size < tree.get("roots").size(); size++) {
            byte[] leaf = HEX.parseHex(tree.get("leaves").get(size - 1).asText());
            frontier = frontier.append(MerkleHash.leaf(leaf));
            assertEquals(tree.get("roots").get(size).asText(), HEX.formatHex(frontier.root()));
        }
    }

    @Proves("LOG-1")
    @Test
    @Tag("vectors")
    void hasTheRootsThatThirdPartyProofsSpeakOf() throws IOException {
        JsonNode proofs = new ObjectMapper()
                .readTree(Path.of(System.getProperty("consent4j.vectors"), "tlog", "rfc6962-proofs.json")
                        .toFile());
        List<byte[]> leaves = new ArrayList<>();
        List<byte[]> roots = new ArrayList<>(List.of(Frontier.EMPTY.root()));
        Frontier frontier = Frontier.EMPTY;
        for (JsonNode input : proofs.get("leafInputsHex")) {
            byte[] leaf = MerkleHash.leaf(HEX.parseHex(input.asText()));
            leaves.add(leaf);
            frontier = frontier.append(leaf);
            roots.add(frontier.root());
        }
        proofs.get("rootsHex")
                .properties()
                .forEach(root -> assertEquals(
                        root.getValue().asText(), HEX.formatHex(roots.get(Integer.parseInt(root.getKey())))));
        int compared = 0;
        for (JsonNode proof : proofs.get("inclusion")) {
            if (isOfThisTree(proof)) {
                assertArrayEquals(
                        base64(proof, "leafHash"),
                        leaves.get(proof.get("leafIdx").asInt()));
                assertArrayEquals(
                        base64(proof, "root"), roots.get(proof.get("treeSize").asInt()));
                compared++;
            }
        }
        for (JsonNode proof : proofs.get("consistency")) {
            if (isOfThisTree(proof)) {
                assertArrayEquals(
                        base64(proof, "root1"), roots.get(proof.get("size1").asInt()));
                assertArrayEquals(
                        base64(proof, "root2"), roots.get(proof.get("size2").asInt()));
                compared++;
            }
        }
        assertEquals(10, compared);
    }

    /** The other proofs are damaged, or of trees with one made up leaf. */
    private static boolean isOfThisTree(JsonNode proof) {
        return proof.get("desc").asText().equals("happy path");
    }

    @Property(tries = 100)
    void givesTheRootOfTheRecursiveDefinition(@ForAll @IntRange(max = 300) int size) {
        List<byte[]> leaves = leaves(size);
        assertArrayEquals(
                size == 0 ? MerkleHash.emptyRoot() : root(leaves),
                frontierOf(leaves).root());
    }

    @Property(tries = 100)
    void goesOnFromItsBytes(@ForAll @IntRange(max = 300) int size) {
        Frontier frontier = frontierOf(leaves(size));
        Frontier read = Frontier.of(frontier.size(), frontier.toBytes());
        byte[] next = MerkleHash.leaf(new byte[] {1});
        assertEquals(frontier, read);
        assertEquals(frontier.hashCode(), read.hashCode());
        assertEquals(frontier.append(next), read.append(next));
        assertNotEquals(frontier, read.append(next));
    }

    @Test
    void isNotTouchedByWhoChangesItsBytes() {
        Frontier frontier = frontierOf(leaves(5));
        byte[] root = frontier.root();
        frontier.toBytes()[0] ^= 1;
        assertArrayEquals(root, frontier.root());
    }

    @Test
    void refusesBytesThatDoNotFitTheSize() {
        assertThrows(IllegalArgumentException.class, () -> Frontier.of(1, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> Frontier.of(2, new byte[33]));
        assertThrows(IllegalArgumentException.class, () -> Frontier.of(-1, new byte[64 * 32]));
        assertThrows(IllegalArgumentException.class, () -> Frontier.EMPTY.append(new byte[31]));
    }

    @Test
    void differsFromOthersOfTheSameSize() {
        Frontier one = Frontier.EMPTY.append(MerkleHash.leaf(new byte[] {1}));
        assertNotEquals(one, Frontier.EMPTY.append(MerkleHash.leaf(new byte[] {2})));
        assertNotEquals(one, new Object());
    }

    private static Frontier frontierOf(List<byte[]> leaves) {
        Frontier frontier = Frontier.EMPTY;
        for (byte[] leaf : leaves) {
            frontier = frontier.append(leaf);
        }
        return frontier;
    }

    /** RFC 6962 section 2.1: split at the largest power of two below the size. */
    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return MerkleHash.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> MerkleHash.leaf(new byte[] {(byte) i, (byte) (i >> 8)}))
                .toList();
    }

    private static byte[] base64(JsonNode node, String field) {
        return Base64.getDecoder().decode(node.get(field).asText());
    }

    private static JsonNode vectors() throws IOException {
        try (InputStream file = FrontierTest.class.getResourceAsStream("/vectors/ledger/merkle-tree.json")) {
            return new ObjectMapper().readTree(file);
        }
    }
}
