package dev.consent4j.cli;

/** The arguments or a file cannot be used; the message says what to do. */
final class UnusableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
        super(message);
    }
}
