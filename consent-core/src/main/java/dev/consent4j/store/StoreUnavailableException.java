package dev.consent4j.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached or written now; the same call may succeed later. Answer 503 with Retry-After. */
public final class StoreUnavailableException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeKnown;

    /**
     * Creates the exception.
     *
     * @param message what failed
     * @param outcomeKnown true if nothing was appended; false if a commit was under way and may have succeeded
     * @param cause why, null if there is no other exception
     */
    public StoreUnavailableException(String message, boolean outcomeKnown, @Nullable Throwable cause) {
        super(message, cause);
        this.outcomeKnown = outcomeKnown;
    }

    /** Whether it is certain that nothing was appended. */
    public boolean outcomeKnown() {
        return outcomeKnown;
    }
}
