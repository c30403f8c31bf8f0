package dev.consent4j.export;

import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.Checkpoint;
import dev.consent4j.ledger.EntryProof;
import dev.consent4j.ledger.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies receipts: with the file and a key alone, without database and server. Thread safe. */
public final class ReceiptVerifier {

    /** Longest receipt or opening that is read, in bytes. */
    public static final int MAX_BYTES = 6 * 1_024 * 1_024;

    private static final byte[] START = utf8("{\n\"format\":\"consent4j-receipt\",\n\"keys\":");
    private static final byte[] KEYS_START = utf8("[");
    private static final byte[] COMMA = utf8(",");
    private static final byte[] PROOF = utf8("],\n\"proof\":");
    private static final byte[] SIGNATURE = utf8(",\n\"signature\":");
    private static final byte[] STATEMENT = utf8(",\n\"statement\":");
    private static final byte[] END = utf8(",\n\"version\":1\n}\n");

    private static final byte[] INDEX = utf8("\"index\":");
    private static final byte[] LEAF = utf8(",\"leaf\":\"");
    private static final byte[] LEDGER = utf8("\",\"ledger\":");

    private final List<VerifyingKey> keys;

    private ReceiptVerifier(List<VerifyingKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * A verifier that believes some keys only; with none it believes those of the receipt, and knows not who signed.
     *
     * @param keys keys of the ledger
     * @return the verifier
     */
    public static ReceiptVerifier trusting(List<VerifyingKey> keys) {
        return new ReceiptVerifier(keys);
    }

    /**
     * What was found.
     *
     * @param problems what is wrong, in words; empty if nothing is
     * @param statement the signed statement, canonical JSON; empty if it could not be read
     * @param index the entry's index in the ledger; -1 if it could not be read
     * @param trusted whether the keys came from outside
     * @param opened whether the opening was given and is the entry's
     */
    public record Result(List<String> problems, String statement, long index, boolean trusted, boolean opened) {

        /** Takes an immutable copy. */
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /** A receipt as it stands in its file. */
    private record Read(
            List<VerifyingKey> keys,
            String proof,
            String signature,
            String statement,
            String ledger,
            long index,
            String leaf) {}

    /**
     * Verifies a receipt.
     *
     * @param receipt any bytes
     * @param opening its private part, or null
     * @return what was found
     */
    public Result verify(byte[] receipt, byte @Nullable [] opening) {
        Optional<Read> read = receipt.length > MAX_BYTES ? Optional.empty() : read(receipt);
        if (read.isEmpty()) {
            return new Result(List.of("this is no receipt in version 1 of the format"), "", -1, false, false);
        }
        Read found = read.get();
        List<VerifyingKey> believed = keys.isEmpty() ? found.keys() : keys;
        List<String> problems = new ArrayList<>();
        SignedNote.Check signed = SignedNote.parse(Receipt.signedText(found.statement()) + "\n" + found.signature())
                .found()
                .filter(note -> note.text().equals(Receipt.signedText(found.statement())))
                .map(note -> note.check(believed))
                .orElse(SignedNote.Check.FORGED);
        if (signed != SignedNote.Check.VERIFIED) {
            problems.add("the statement is not signed by a key that is believed, or was changed");
        }
        byte[] leaf = HexFormat.of().parseHex(found.leaf());
        boolean proven = EntryProof.parse(found.proof())
                .found()
                .filter(proof -> proof.text().equals(found.proof()))
                .filter(proof -> proof.inclusion().index() == found.index())
                .filter(proof -> proof.verifies(leaf, believed))
                .flatMap(proof -> Checkpoint.parse(proof.checkpoint().text()).found())
                .filter(checkpoint -> checkpoint.origin().equals(found.ledger()))
                .isPresent();
        if (!proven) {
            problems.add("the proof does not show that the ledger holds the entry");
        }
        boolean opened = opening != null && opens(opening, found.index(), leaf);
        if (opening != null && !opened) {
            problems.add("the private part does not fit the entry");
        }
        return new Result(problems, found.statement(), found.index(), !keys.isEmpty(), opened);
    }

    private static Optional<Read> read(byte[] receipt) {
        LineScanner scanner = new LineScanner();
        scanner.start(receipt, 0, receipt.length);
        List<VerifyingKey> keys = new ArrayList<>();
        if (!scanner.skip(START) || !scanner.skip(KEYS_START)) {
            return Optional.empty();
        }
        do {
            String text = scanner.string();
            Optional<VerifyingKey> key = text == null ? Optional.empty() : VerifyingKey.parse(text);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key.get());
        } while (scanner.skip(COMMA));
        String proof = scanner.skip(PROOF) ? scanner.string() : null;
        String signature = scanner.skip(SIGNATURE) ? scanner.string() : null;
        if (proof == null || signature == null || !scanner.skip(STATEMENT)) {
            return Optional.empty();
        }
        int from = scanner.at();
        int to = receipt.length - END.length;
        if (to <= from || !Arrays.equals(receipt, to, receipt.length, END, 0, END.length)) {
            return Optional.empty();
        }
        String statement = new String(receipt, from, to - from, StandardCharsets.UTF_8);
        if (!Arrays.equals(utf8(statement), Arrays.copyOfRange(receipt, from, to))) {
            return Optional.empty();
        }
        return statement(statement, keys, proof, signature);
    }

    /** The members that bind the statement to an entry follow the first one, whose value is a time. */
    private static Optional<Read> statement(String statement, List<VerifyingKey> keys, String proof, String signature) {
        byte[] bytes = utf8(statement);
        LineScanner scanner = new LineScanner();
        int at = statement.indexOf(",\"index\":");
        if (!statement.startsWith("{\"created\":\"") || at < 0) {
            return Optional.empty();
        }
        scanner.start(bytes, utf8(statement.substring(0, at + 1)).length, bytes.length);
        byte[] leaf = new byte[TreeHasher.BYTES];
        long index = scanner.skip(INDEX) ? scanner.number() : -1;
        if (index < 0 || !scanner.skip(LEAF) || !scanner.hash(leaf) || !scanner.skip(LEDGER)) {
            return Optional.empty();
        }
        String ledger = scanner.string();
        return ledger == null
                ? Optional.empty()
                : Optional.of(new Read(
                        keys,
                        proof,
                        signature,
                        statement,
                        ledger,
                        index,
                        HexFormat.of().formatHex(leaf)));
    }

    private static boolean opens(byte[] opening, long index, byte[] leaf) {
        LineScanner scanner = new LineScanner();
        boolean ended = opening.length > 0 && opening.length <= MAX_BYTES && opening[opening.length - 1] == '\n';
        if (!ended) {
            return false;
        }
        scanner.start(opening, 0, opening.length - 1);
        byte[] given = new byte[TreeHasher.BYTES];
        byte[] salt = new byte[TreeHasher.BYTES];
        byte[] computed = new byte[TreeHasher.BYTES];
        if (!scanner.skip(ExportItems.INDEX)
                || scanner.number() != index
                || !scanner.skip(ExportItems.LEAF)
                || !scanner.hash(given)
                || !scanner.skip(ExportItems.SALT)
                || !scanner.hash(salt)
                || !scanner.skip(ExportItems.ENTRY)
                || !scanner.endsWithBrace()) {
            return false;
        }
        new TreeHasher().leaf(salt, opening, scanner.at(), scanner.remaining() - 1, computed);
        return Arrays.equals(given, leaf) && Arrays.equals(computed, leaf);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
