package dev.consent4j.store;

import org.jspecify.annotations.Nullable;

/** A store could not do what was asked. */
public abstract sealed class StoreException extends RuntimeException
        permits StoreUnavailableException, StoreCorruptedException, EntryRefusedException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
