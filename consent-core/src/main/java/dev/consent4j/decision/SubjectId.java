package dev.consent4j.decision;

import java.util.Optional;

/**
 * A pseudonymous visitor: 128 random bits, made at the first grant, dropped on full withdrawal.
 *
 * @param text 22 characters of base64url
 */
public record SubjectId(String text) {

    /** Refuses anything but 22 characters of base64url. */
    public SubjectId {
        if (!RandomId.isText(text)) {
            throw new IllegalArgumentException("not a subject id");
        }
    }

    /**
     * The id made of random bits.
     *
     * @param bits 16 bytes from a secure source
     * @return the id
     */
    public static SubjectId of(byte[] bits) {
        return new SubjectId(RandomId.text(bits));
    }

    /**
     * Reads text from outside.
     *
     * @param text the text
     * @return the id, empty if the text is none
     */
    public static Optional<SubjectId> parse(String text) {
        return RandomId.isText(text) ? Optional.of(new SubjectId(text)) : Optional.empty();
    }

    /** The 16 bytes. */
    public byte[] bits() {
        return RandomId.bytes(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
