package dev.consent4j.key;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown before serving, when a key file cannot be used; the message says what to do. Nothing was changed. */
public final class KeyFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param file the key file
     * @param problem what is wrong and what to do about it; never a secret
     * @param cause why, null if there is no other exception
     */
    public KeyFileException(Path file, String problem, @Nullable Throwable cause) {
        super("The key file " + file + " " + problem, cause);
    }
}
