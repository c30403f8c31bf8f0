package dev.consent4j.json;

/** Ends the reading of bytes that are no entry; never leaves this package. */
final class MalformedEntryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedEntryException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
