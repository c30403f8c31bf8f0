package dev.consent4j.store;

import org.jspecify.annotations.Nullable;

/** What the store keeps contradicts itself. Stop writing and investigate. */
public final class StoreCorruptedException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what contradicts what
     * @param cause why, null if there is no other exception
     */
    public StoreCorruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
