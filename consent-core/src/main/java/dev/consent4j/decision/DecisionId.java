package dev.consent4j.decision;

import java.util.Optional;

/**
 * The identity of one decision: 128 random bits. A refusal without a subject is filed under it, and the person sees it as the receipt number.
 *
 * @param text 22 characters of base64url
 */
public record DecisionId(String text) {

    /** Refuses anything but 22 characters of base64url. */
    public DecisionId {
        if (!RandomId.isText(text)) {
            throw new IllegalArgumentException("not a decision id");
        }
    }

    /**
     * The id made of random bits.
     *
     * @param bits 16 bytes from a secure source
     * @return the id
     */
    public static DecisionId of(byte[] bits) {
        return new DecisionId(RandomId.text(bits));
    }

    /**
     * Reads text from outside.
     *
     * @param text the text
     * @return the id, empty if the text is none
     */
    public static Optional<DecisionId> parse(String text) {
        return RandomId.isText(text) ? Optional.of(new DecisionId(text)) : Optional.empty();
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
