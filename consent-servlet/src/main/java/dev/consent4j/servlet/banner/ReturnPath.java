package dev.consent4j.servlet.banner;

import java.util.Optional;

/** Where a person comes back to: a path of this site, never another address. */
final class ReturnPath {

    /** Characters of a path and query, at most. */
    static final int MAX_LENGTH = 2_000;

    private ReturnPath() {}

    /**
     * Reads a path from outside. What a browser could take for another site is none: two slashes, a backslash, which
     * browsers read as a slash, or a control character, which they drop.
     */
    static Optional<String> parse(String text) {
        boolean isPath = text.startsWith("/")
                && !text.startsWith("//")
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(ReturnPath::isVisible);
        return isPath ? Optional.of(text) : Optional.empty();
    }

    private static boolean isVisible(int c) {
        return c > ' ' && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>';
    }
}
