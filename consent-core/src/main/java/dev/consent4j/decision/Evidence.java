package dev.consent4j.decision;

import java.util.Optional;

/**
 * Where the proof is kept of a decision that was not made on a page of ours: a reference into the application's own
 * records, such as {@code crm:case-4711} or {@code scan/2026/11/form-8.pdf}. Name no person in it: it is kept as long as
 * the decision.
 *
 * @param reference 1 to {@value #MAX_LENGTH} characters, none of them a control character, not only spaces
 */
public record Evidence(String reference) {

    /** Characters of a reference at most. */
    public static final int MAX_LENGTH = 400;

    /**
     * Refuses what is no reference.
     *
     * @throws IllegalArgumentException if the reference is blank, too long, or has control characters
     */
    public Evidence {
        if (!isReference(reference)) {
            throw new IllegalArgumentException("not a reference");
        }
    }

    /**
     * Reads text from outside.
     *
     * @param text the text
     * @return the evidence, empty if the text is no reference
     */
    public static Optional<Evidence> parse(String text) {
        return isReference(text) ? Optional.of(new Evidence(text)) : Optional.empty();
    }

    private static boolean isReference(String text) {
        return !text.isBlank() && text.length() <= MAX_LENGTH && text.chars().noneMatch(Character::isISOControl);
    }
}
