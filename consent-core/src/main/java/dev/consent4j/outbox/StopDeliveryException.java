package dev.consent4j.outbox;

import org.jspecify.annotations.Nullable;

/** A listener wants nothing more, such as one whose receiver is gone for good. */
public final class StopDeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message why
     * @param cause why, null if there is no other exception
     */
    public StopDeliveryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
