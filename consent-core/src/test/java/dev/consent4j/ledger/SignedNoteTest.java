package dev.consent4j.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.conformance.Proves;
import dev.consent4j.key.SigningKey;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.SignedNote.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    private static final String ORIGIN = "consent.example/log1";
    private static final SigningKey KEY = SigningKey.of(ORIGIN, seed(1));
    private static final String OURS =
            "\u2014 consent.example/log1 THPC1waSSXRhyTFtU0n+tkfBUA1nDX1ZwyCcCg9n7ftxemzp6KN5K"
                    + "atCgOljkY1AvGfGj1aSYtabRCDc8JOjajyKmAA=\n";
    private static final String CHECKPOINT = ORIGIN + "\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n";

    @Proves("LOG-4")
    @Test
    @Tag("vectors")
    void thirdPartyNotesAreJudgedAsTheirAuthorsDo() throws IOException {
        JsonNode vectors = new ObjectMapper()
                .readTree(Path.of(System.getProperty("consent4j.vectors"), "tlog", "notes.json")
                        .toFile())
                .get("vectors");
        for (JsonNode vector : vectors) {
            VerifyingKey key = VerifyingKey.parse(vector.get("vkey").asText()).orElseThrow();
            boolean verified = SignedNote.parse(vector.get("note").asText().getBytes(UTF_8))
                    .found()
                    .filter(note -> note.check(List.of(key)) == Check.VERIFIED)
                    .isPresent();
            assertEquals(
                    vector.get("valid").asBoolean(), verified, vector.get("id").asText());
        }
        assertTrue(vectors.size() > 4);
    }

    @Proves("LOG-4")
    @Test
    void theNoteOfTheSpecificationVerifies() {
        VerifyingKey key = VerifyingKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
                .orElseThrow();
        SignedNote note =
                parsed("This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6Tf"
                        + "Xppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");

        assertEquals(Check.VERIFIED, note.check(List.of(key)));
        assertEquals("This is an example message.\n", note.text());
    }

    @Proves("LOG-6")
    @Test
    void aCheckpointIsSignedToTheByteAsInTheSpecification() {
        byte[] root = HexFormat.of().parseHex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        Checkpoint checkpoint = new Checkpoint(ORIGIN, 8, root);

        SignedNote note = SignedNote.sign(checkpoint.text(), KEY);

        assertEquals(CHECKPOINT + "\n" + OURS, note.toString());
        assertEquals(checkpoint, Checkpoint.parse(note.text()).found().orElseThrow());
        assertEquals(note, parsed(note.toString()));
    }

    @Proves("LOG-4")
    @Test
    void signaturesOfUnknownKeysMeanNothing() {
        VerifyingKey stranger = SigningKey.of("other.example", seed(2)).verifyingKey();
        SignedNote note = parsed(CHECKPOINT + "\n" + strange(20) + OURS);

        assertEquals(Check.VERIFIED, note.check(List.of(KEY.verifyingKey(), stranger)));
        assertEquals(Check.UNKNOWN, note.check(List.of(stranger)));
        assertEquals(Check.UNKNOWN, note.check(List.of()));
    }

    @Proves("LOG-4")
    @Test
    void oneWrongSignatureOfAKnownKeyRejectsTheNoteThoughAnotherVerifies() {
        SigningKey second = SigningKey.of("second.example", seed(2));
        NoteSignature wrong =
                SignedNote.sign("something else\n", second).signatures().get(0);
        NoteSignature right = SignedNote.sign(CHECKPOINT, KEY).signatures().get(0);

        SignedNote note = new SignedNote(CHECKPOINT, List.of(right, wrong));

        assertEquals(Check.VERIFIED, note.check(List.of(KEY.verifyingKey())));
        assertEquals(Check.FORGED, note.check(List.of(KEY.verifyingKey(), second.verifyingKey())));
    }

    @Test
    void aTextMayHoldEmptyLinesBecauseTheLastOneSplits() {
        SignedNote note = SignedNote.sign("one\n\ntwo\n\n", KEY);

        assertEquals("one\n\ntwo\n\n", parsed(note.toString()).text());
        assertEquals(Check.VERIFIED, parsed(note.toString()).check(List.of(KEY.verifyingKey())));
    }

    @Property(tries = 100)
    void noByteOfANoteCanChangeAndItStillVerifies(
            @ForAll @IntRange(max = 100_000) int draw, @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] bytes = (CHECKPOINT + "\n" + OURS).getBytes(UTF_8);
        bytes[draw % bytes.length] ^= (byte) change;

        assertFalse(SignedNote.parse(bytes)
                .found()
                .filter(note -> note.check(List.of(KEY.verifyingKey())) == Check.VERIFIED)
                .isPresent());
    }

    @Property(tries = 300)
    void anyBytesAreANoteOrMalformedAndNeverAnException(@ForAll byte[] bytes, @ForAll String text) {
        SignedNote.parse(bytes);
        assertInstanceOf(Parsed.Malformed.class, SignedNote.parse(text + "\n\n" + text));
        Checkpoint.parse(text);
        EntryProof.parse(text);
        VerifyingKey.parse(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "text\n\n",
                "text\n\n\n",
                "text\n\u2014 a AAAAAAA=\n",
                "text\n\n\u2014 a AAAAAAA=",
                "text\n\n- a AAAAAAA=\n",
                "text\n\n\u2014 a  AAAAAAA=\n",
                "text\n\n\u2014  AAAAAAA=\n",
                "text\n\n\u2014 a+b AAAAAAA=\n",
                "text\n\n\u2014 a\u00a0b AAAAAAA=\n",
                "text\n\n\u2014 a AAAAAA==\n",
                "text\n\n\u2014 a AAAAAAB=\n",
                "text\n\n\u2014 a AAAAAAA\n",
                "text\n\n\u2014 a AAAAAAA= \n",
                "te\rxt\n\n\u2014 a AAAAAAA=\n",
                "te\u0000xt\n\n\u2014 a AAAAAAA=\n",
                "te\ud800xt\n\n\u2014 a AAAAAAA=\n",
                "text\n\n\u2014 a AAAAAAA=\nmore\n",
                "text\n\n\u2014 a AAAAAAA=\n\n",
            })
    void whatIsNoNoteIsMalformed(String note) {
        assertInstanceOf(Parsed.Malformed.class, SignedNote.parse(note));
    }

    @Test
    void aNoteHasAtMostSoManySignaturesAndBytes() {
        assertInstanceOf(Parsed.Readable.class, SignedNote.parse("text\n\n" + strange(SignedNote.MAX_SIGNATURES)));
        assertInstanceOf(Parsed.Malformed.class, SignedNote.parse("text\n\n" + strange(SignedNote.MAX_SIGNATURES + 1)));
        assertInstanceOf(
                Parsed.Malformed.class, SignedNote.parse("t".repeat(SignedNote.MAX_BYTES) + "\n\n" + strange(1)));
        assertInstanceOf(Parsed.Malformed.class, SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]));
        assertInstanceOf(Parsed.Malformed.class, SignedNote.parse(new byte[] {(byte) 0xff, '\n', '\n'}));
        assertThrows(IllegalArgumentException.class, () -> SignedNote.sign("no line feed", KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n8\n",
                "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
                "\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
                "a b\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
                "a\n08\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
                "a\n-8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
                "a\n9999999999999999999\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
                "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\n",
                "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQw==\n",
                "a\n8\n\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
            })
    void whatIsNoCheckpointIsMalformed(String text) {
        assertInstanceOf(Parsed.Malformed.class, Checkpoint.parse(text));
    }

    @Proves("LOG-6")
    @Test
    void aCheckpointMayHaveFurtherLines() {
        Checkpoint checkpoint =
                Checkpoint.parse(CHECKPOINT + "extension\n").found().orElseThrow();

        assertEquals(8, checkpoint.size());
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint("a", -1, new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint("a b", 1, new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint("a", 1, new byte[31]));
    }

    @Proves("LOG-11")
    @Test
    void anEntryProofGoesThroughItsFileAndVerifiesForItsLeafOnly() {
        List<byte[]> leaves = PlainTree.leaves(7);
        Checkpoint checkpoint = new Checkpoint(ORIGIN, 7, PlainTree.root(leaves));
        EntryProof proof = new EntryProof(
                new InclusionProof(5, 7, PlainTree.path(5, leaves)), SignedNote.sign(checkpoint.text(), KEY));
        List<VerifyingKey> keys = List.of(KEY.verifyingKey());

        String file = proof.text();

        assertTrue(file.startsWith("c2sp.org/tlog-proof@v1\nindex 5\n"), file);
        assertEquals(proof, EntryProof.parse(file).found().orElseThrow());
        assertEquals(
                proof,
                EntryProof.parse(file.replace("index", "extra AA==\nindex"))
                        .found()
                        .orElseThrow());
        assertTrue(proof.verifies(leaves.get(5), keys));
        assertFalse(proof.verifies(leaves.get(4), keys));
        assertFalse(proof.verifies(leaves.get(5), List.of()));
        assertFalse(new EntryProof(new InclusionProof(5, 8, proof.inclusion().hashes()), proof.checkpoint())
                .verifies(leaves.get(5), keys));
        for (String damage : List.of("@v2", "index x", "index 05", "index")) {
            String damaged = file.replace(damage.equals("@v2") ? "@v1" : "index 5", damage);
            assertInstanceOf(Parsed.Malformed.class, EntryProof.parse(damaged), damaged);
        }
    }

    private static SignedNote parsed(String note) {
        return SignedNote.parse(note.getBytes(UTF_8)).found().orElseThrow();
    }

    private static String strange(int count) {
        return "\u2014 witness.example AAAAAAA=\n".repeat(count);
    }

    static byte[] seed(int value) {
        byte[] seed = new byte[SigningKey.SECRET_BYTES];
        Arrays.fill(seed, (byte) value);
        return seed;
    }
}
