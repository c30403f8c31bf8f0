package dev.consent4j.ledger;

import dev.consent4j.key.VerifyingKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a ledger commits to at one size (C2SP tlog-checkpoint). Signed, it is a {@link SignedNote} whose text is {@link
 * #text()}.
 *
 * @param origin which ledger, such as {@code example.org/consent/shop}; no spaces, no {@code +}
 * @param size number of entries
 * @param root root of the tree over them, 32 bytes; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record Checkpoint(String origin, long size, byte[] root) {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final int LINES = 3;

    /**
     * Refuses what no checkpoint can say.
     *
     * @throws IllegalArgumentException if the origin is none, the size negative or the root not of 32 bytes
     */
    public Checkpoint {
        if (!VerifyingKey.isName(origin) || size < 0 || !Hashes.wellFormed(root)) {
            throw new IllegalArgumentException(
                    "'" + origin + "', " + size + " and a root of " + root.length + " bytes are no checkpoint");
        }
    }

    /** Origin, size in decimal and root in base64, each followed by a line feed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64Text.of(root) + "\n";
    }

    /**
     * The checkpoint a text says.
     *
     * @param text any text, such as that of a signed note; lines after the third are allowed and mean nothing here
     * @return the checkpoint, or why there is none
     */
    public static Parsed<Checkpoint> parse(String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        int end = lines.size() - 1;
        if (end < LINES || !lines.get(end).isEmpty() || lines.subList(0, end).contains("")) {
            return new Parsed.Malformed<>("a checkpoint has three lines or more, none of them empty");
        }
        if (!VerifyingKey.isName(lines.get(0))) {
            return new Parsed.Malformed<>("the first line is no origin");
        }
        Optional<Long> size = size(lines.get(1));
        Optional<byte[]> root = Base64Text.hash(lines.get(2));
        if (size.isEmpty() || root.isEmpty()) {
            return new Parsed.Malformed<>(size.isEmpty() ? "the second line is no size" : "the third line is no root");
        }
        return new Parsed.Readable<>(new Checkpoint(lines.get(0), size.get(), root.get()));
    }

    /** A decimal number without leading zeros that fits 63 bits. */
    static Optional<Long> size(String text) {
        try {
            return SIZE.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint checkpoint
                && checkpoint.origin.equals(origin)
                && checkpoint.size == size
                && Arrays.equals(checkpoint.root, root);
    }

    @Override
    public int hashCode() {
        return (origin.hashCode() * 31 + Long.hashCode(size)) * 31 + Arrays.hashCode(root);
    }

    @Override
    public String toString() {
        return "Checkpoint[" + origin + ", " + size + ", " + Base64Text.of(root) + "]";
    }
}
