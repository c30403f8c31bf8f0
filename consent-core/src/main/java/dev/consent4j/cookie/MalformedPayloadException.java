package dev.consent4j.cookie;

/** Bytes are not a payload; caught where the reading begins. */
final class MalformedPayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPayloadException(String reason) {
        super(reason, null, false, false);
    }
}
