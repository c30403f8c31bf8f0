package dev.consent4j.ledger;

import dev.consent4j.key.Signer;
import dev.consent4j.key.VerifyingKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A text with signatures that anybody can check (C2SP signed-note): the text, an empty line, one line for each
 * signature. What is signed is the text with its last line feed. Immutable.
 *
 * @param text what is signed; ends with a line feed, has no other control characters
 * @param signatures one or more
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** Signatures a note may have; the specification asks for at least 16. */
    public static final int MAX_SIGNATURES = 64;

    /** Bytes a note may have. */
    public static final int MAX_BYTES = 65_536;

    private static final String END_OF_TEXT = "\n\n";

    /**
     * Takes an immutable copy and refuses what no note can hold.
     *
     * @throws IllegalArgumentException if the text does not end with a line feed, or there are no or too many signatures
     */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || hasControls(text) || signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("no note has such a text or " + signatures.size() + " signatures");
        }
    }

    /** What checking the signatures found. */
    public enum Check {
        /** One known key or more signed the text, and no signature of a known key is wrong. */
        VERIFIED,
        /** No signature is of a known key. */
        UNKNOWN,
        /** A signature says a known key and is not that key's. */
        FORGED
    }

    /**
     * Signs a text.
     *
     * @param text what to sign; ends with a line feed
     * @param signer signs it
     * @return the note
     */
    public static SignedNote sign(String text, Signer signer) {
        VerifyingKey key = signer.verifyingKey();
        byte[] signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(text, List.of(new NoteSignature(key.name(), key.id(), signature)));
    }

    /**
     * The note some bytes are.
     *
     * @param bytes any bytes
     * @return the note, or why it is none
     */
    public static Parsed<SignedNote> parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Parsed.Malformed<>("a note has at most " + MAX_BYTES + " bytes");
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return new Parsed.Malformed<>("a note is UTF-8");
        }
    }

    /**
     * The note a text is.
     *
     * @param note any text
     * @return the note, or why it is none
     */
    public static Parsed<SignedNote> parse(String note) {
        int split = note.lastIndexOf(END_OF_TEXT);
        if (note.length() > MAX_BYTES || split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
            return new Parsed.Malformed<>(
                    "a note is a text, an empty line and signatures, each ending with a line feed");
        }
        if (hasControls(note) || !StandardCharsets.UTF_8.newEncoder().canEncode(note)) {
            return new Parsed.Malformed<>("a note has no control characters and is Unicode");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
            Optional<NoteSignature> signature = signature(line);
            if (signature.isEmpty() || signatures.size() == MAX_SIGNATURES) {
                return new Parsed.Malformed<>(
                        signature.isEmpty()
                                ? "line " + (signatures.size() + 1) + " after the text is no signature"
                                : "a note has at most " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(signature.get());
        }
        return new Parsed.Readable<>(new SignedNote(note.substring(0, split + 1), signatures));
    }

    private static Optional<NoteSignature> signature(String line) {
        List<String> parts = Arrays.asList(line.split(" ", -1));
        boolean possible =
                line.startsWith(NoteSignature.DASH) && parts.size() == 3 && VerifyingKey.isName(parts.get(1));
        return possible
                ? Base64Text.bytes(parts.get(2))
                        .filter(bytes -> bytes.length > Integer.BYTES)
                        .map(bytes -> new NoteSignature(
                                parts.get(1),
                                ByteBuffer.wrap(bytes).getInt(),
                                Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length)))
                : Optional.empty();
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(character -> character < ' ' && character != '\n');
    }

    /**
     * Checks the signatures of known keys; those of other keys mean nothing.
     *
     * @param known the keys the reader trusts
     * @return what was found; trust only {@link Check#VERIFIED}
     */
    public Check check(Collection<VerifyingKey> known) {
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        boolean verified = false;
        for (NoteSignature signature : signatures) {
            for (VerifyingKey key : known) {
                if (key.id() == signature.keyId() && key.name().equals(signature.name())) {
                    if (!key.verifies(signed, signature.bytes())) {
                        return Check.FORGED;
                    }
                    verified = true;
                }
            }
        }
        return verified ? Check.VERIFIED : Check.UNKNOWN;
    }

    /** The whole note as it is stored and sent, in UTF-8. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The whole note. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString();
    }
}
