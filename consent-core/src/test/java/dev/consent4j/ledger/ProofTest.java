package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.conformance.Proves;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static final int SIZES = 70;
    private static final byte[] OTHER = MerkleHash.leaf(new byte[] {9, 9, 9, 9});

    @Proves("LOG-2")
    @Test
    @Tag("vectors")
    void thirdPartyInclusionProofsAreJudgedAsTheirAuthorsDo() throws IOException {
        int judged = 0;
        for (JsonNode vector : vectors("inclusion")) {
            InclusionProof proof = new InclusionProof(
                    vector.get("leafIdx").longValue(), vector.get("treeSize").longValue(), hashes(vector));
            assertEquals(
                    !vector.get("wantErr").asBoolean(),
                    proof.verifies(base64(vector, "leafHash"), base64(vector, "root")),
                    vector.get("file").asText());
            judged++;
        }
        assertEquals(98, judged);
    }

    @Proves("LOG-3")
    @Test
    @Tag("vectors")
    void thirdPartyConsistencyProofsAreJudgedAsTheirAuthorsDo() throws IOException {
        int judged = 0;
        for (JsonNode vector : vectors("consistency")) {
            ConsistencyProof proof = new ConsistencyProof(
                    vector.get("size1").longValue(), vector.get("size2").longValue(), hashes(vector));
            assertEquals(
                    !vector.get("wantErr").asBoolean(),
                    proof.verifies(base64(vector, "root1"), base64(vector, "root2")),
                    vector.get("file").asText());
            judged++;
        }
        assertEquals(98, judged);
    }

    @Proves("LOG-2")
    @Test
    void everyInclusionProofOfSmallTreesVerifiesForItsLeafOnly() {
        for (int size = 1; size < SIZES; size++) {
            List<byte[]> leaves = PlainTree.leaves(size);
            byte[] root = PlainTree.root(leaves);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = new InclusionProof(index, size, PlainTree.path(index, leaves));
                assertTrue(proof.verifies(leaves.get(index), root), proof::toString);
                assertFalse(proof.verifies(OTHER, root), proof::toString);
                assertFalse(proof.verifies(leaves.get(index), OTHER), proof::toString);
            }
        }
    }

    @Proves("LOG-3")
    @Test
    void everyConsistencyProofOfSmallTreesVerifiesForItsRootsOnly() {
        List<byte[]> leaves = PlainTree.leaves(SIZES);
        for (int to = 1; to < SIZES; to++) {
            byte[] newer = PlainTree.root(leaves.subList(0, to));
            for (int from = 0; from <= to; from++) {
                byte[] older = PlainTree.root(leaves.subList(0, from));
                ConsistencyProof proof = new ConsistencyProof(from, to, PlainTree.proof(from, leaves.subList(0, to)));
                assertTrue(proof.verifies(older, newer), proof::toString);
                assertFalse(proof.verifies(OTHER, newer), proof::toString);
                assertTrue(from == 0 || !proof.verifies(older, OTHER), proof::toString);
            }
        }
    }

    @Property(tries = 300)
    void aProofWithAHashChangedMissingOrTooMuchIsFalse(
            @ForAll @IntRange(min = 2, max = 200) int size, @ForAll @IntRange(max = 10_000) int draw) {
        List<byte[]> leaves = PlainTree.leaves(size);
        byte[] root = PlainTree.root(leaves);
        int index = draw % size;
        List<byte[]> path = PlainTree.path(index, leaves);
        for (List<byte[]> damaged : damaged(path, draw % path.size())) {
            assertFalse(new InclusionProof(index, size, damaged).verifies(leaves.get(index), root));
        }
        int from = 1 + draw % (size - 1);
        byte[] older = PlainTree.root(leaves.subList(0, from));
        List<byte[]> proof = PlainTree.proof(from, leaves);
        for (List<byte[]> damaged : damaged(proof, draw % proof.size())) {
            assertFalse(new ConsistencyProof(from, size, damaged).verifies(older, root));
        }
    }

    @Property(tries = 500)
    void aProofMadeUpByAnybodyIsFalseAndNeverAnException(
            @ForAll long first,
            @ForAll long second,
            @ForAll @Size(max = 70) List<@Size(max = 40) byte[]> hashes,
            @ForAll @Size(max = 40) byte[] leaf,
            @ForAll @Size(max = 40) byte[] root) {
        assertFalse(new InclusionProof(first, second, hashes).verifies(leaf, root));
        assertFalse(new ConsistencyProof(first, second, hashes).verifies(leaf, root));
    }

    @Test
    void aProofBeyondTheLargestTreeIsFalse() {
        List<byte[]> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(OTHER);
        }
        assertFalse(new InclusionProof(Long.MAX_VALUE - 1, Long.MAX_VALUE, many).verifies(OTHER, OTHER));
        assertFalse(new ConsistencyProof(Long.MAX_VALUE - 1, Long.MAX_VALUE, many).verifies(OTHER, OTHER));
        assertFalse(new ConsistencyProof(2, 1, List.of()).verifies(OTHER, OTHER));
        assertFalse(new InclusionProof(-1, 1, List.of()).verifies(OTHER, OTHER));
    }

    @Test
    void proofsAreEqualByContent() {
        List<byte[]> leaves = PlainTree.leaves(7);
        InclusionProof inclusion = new InclusionProof(5, 7, PlainTree.path(5, leaves));
        ConsistencyProof consistency = new ConsistencyProof(3, 7, PlainTree.proof(3, leaves));

        assertEquals(inclusion, new InclusionProof(5, 7, PlainTree.path(5, leaves)));
        assertEquals(inclusion.hashCode(), new InclusionProof(5, 7, PlainTree.path(5, leaves)).hashCode());
        assertNotEquals(inclusion, new InclusionProof(5, 7, PlainTree.path(4, leaves)));
        assertEquals(consistency, new ConsistencyProof(3, 7, PlainTree.proof(3, leaves)));
        assertEquals(consistency.hashCode(), new ConsistencyProof(3, 7, PlainTree.proof(3, leaves)).hashCode());
        assertNotEquals(consistency, new ConsistencyProof(3, 7, PlainTree.proof(4, leaves)));
    }

    private static List<List<byte[]>> damaged(List<byte[]> hashes, int at) {
        List<byte[]> changed = new ArrayList<>(hashes);
        changed.set(at, OTHER);
        List<byte[]> missing = new ArrayList<>(hashes);
        missing.remove(at);
        List<byte[]> more = new ArrayList<>(hashes);
        more.add(OTHER);
        List<byte[]> shorter = new ArrayList<>(hashes);
        shorter.set(at, new byte[31]);
        return List.of(changed, missing, more, shorter);
    }

    private static JsonNode vectors(String kind) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of(System.getProperty("consent4j.vectors"), "tlog", "rfc6962-proofs.json")
                        .toFile())
                .get(kind);
    }

    private static List<byte[]> hashes(JsonNode vector) {
        List<byte[]> hashes = new ArrayList<>();
        vector.path("proof").forEach(hash -> hashes.add(Base64.getDecoder().decode(hash.asText())));
        return hashes;
    }

    private static byte[] base64(JsonNode vector, String name) {
        return Base64.getDecoder().decode(vector.get(name).asText());
    }
}
