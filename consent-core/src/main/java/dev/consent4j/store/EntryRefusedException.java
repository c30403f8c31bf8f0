package dev.consent4j.store;

import org.jspecify.annotations.Nullable;

/** One entry of an append cannot be kept; without it the others can. */
public final class EntryRefusedException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * Creates the exception.
     *
     * @param position the entry's position in the append, from 0
     * @param message why it was refused
     * @param cause why, null if there is no other exception
     */
    public EntryRefusedException(int position, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.position = position;
    }

    /** The refused entry's position in the append, from 0. */
    public int position() {
        return position;
    }
}
