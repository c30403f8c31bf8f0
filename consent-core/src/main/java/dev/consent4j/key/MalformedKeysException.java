package dev.consent4j.key;

/** What is wrong with the text of a key file; never holds a part of it. */
final class MalformedKeysException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedKeysException(String problem) {
        super(problem);
    }
}
