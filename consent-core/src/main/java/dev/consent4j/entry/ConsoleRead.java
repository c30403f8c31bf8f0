package dev.consent4j.entry;

import java.time.Instant;

/**
 * Somebody read in the console.
 *
 * @param reader who, as the access rule names them
 * @param page which page: {@code list}, {@code subject}, {@code decision}
 * @param range which entries, by index or id; never a subject
 * @param time when
 */
public record ConsoleRead(String reader, String page, String range, Instant time) implements Entry {

    @Override
    public EntryKind kind() {
        return EntryKind.CONSOLE_READ;
    }
}
