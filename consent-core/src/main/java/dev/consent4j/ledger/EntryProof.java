package dev.consent4j.ledger;

import dev.consent4j.key.VerifyingKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All that is needed, beside the leaf hash and the ledger's key, to check that an entry is in the ledger (C2SP
 * tlog-proof): its inclusion proof and the signed checkpoint that the proof leads to.
 *
 * @param inclusion the proof, of the checkpoint's size
 * @param checkpoint the signed checkpoint
 */
public record EntryProof(InclusionProof inclusion, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** Hashes that lead from a leaf to a root, at most: one for each bit of an index. */
    private static final int MAX_HASHES = 63;

    /**
     * Whether this proves that a leaf is in the ledger one of some keys signs for. Never throws.
     *
     * @param leafHash the leaf's hash
     * @param known keys of the ledger
     * @return true if it does
     */
    public boolean verifies(byte[] leafHash, Collection<VerifyingKey> known) {
        return checkpoint.check(known) == SignedNote.Check.VERIFIED
                && Checkpoint.parse(checkpoint.text())
                        .found()
                        .filter(signed -> signed.size() == inclusion.size())
                        .filter(signed -> inclusion.verifies(leafHash, signed.root()))
                        .isPresent();
    }

    /** The text of a {@code .tlog-proof} file. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append(INDEX).append(inclusion.index()).append('\n');
        inclusion.hashes().forEach(hash -> text.append(Base64Text.of(hash)).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /**
     * The proof a text says.
     *
     * @param text any text; an {@code extra} line is allowed and means nothing here
     * @return the proof, which may still be false, or why there is none
     */
    public static Parsed<EntryProof> parse(String text) {
        int split = text.indexOf("\n\n");
        if (text.length() > SignedNote.MAX_BYTES || split < 0) {
            return new Parsed.Malformed<>("a proof is some lines, an empty line and a checkpoint");
        }
        List<String> lines =
                new ArrayList<>(Arrays.asList(text.substring(0, split).split("\n", -1)));
        if (!lines.remove(0).equals(HEADER)) {
            return new Parsed.Malformed<>("a proof begins with " + HEADER);
        }
        if (!lines.isEmpty() && lines.get(0).startsWith(EXTRA)) {
            lines.remove(0);
        }
        if (lines.isEmpty() || lines.size() > 1 + MAX_HASHES || !lines.get(0).startsWith(INDEX)) {
            return new Parsed.Malformed<>("a proof has an index and at most " + MAX_HASHES + " hashes");
        }
        Optional<Long> index = Checkpoint.size(lines.get(0).substring(INDEX.length()));
        List<byte[]> hashes = lines.subList(1, lines.size()).stream()
                .flatMap(line -> Base64Text.hash(line).stream())
                .toList();
        if (index.isEmpty() || hashes.size() != lines.size() - 1) {
            return new Parsed.Malformed<>("the index or a hash of the proof is none");
        }
        return SignedNote.parse(text.substring(split + 2))
                .then(note -> Checkpoint.parse(note.text())
                        .then(signed -> new Parsed.Readable<>(
                                new EntryProof(new InclusionProof(index.get(), signed.size(), hashes), note))));
    }
}
