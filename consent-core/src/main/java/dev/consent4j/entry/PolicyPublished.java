package dev.consent4j.entry;

import java.time.Instant;
import java.util.Optional;

/**
 * A policy text came into force on a site.
 *
 * @param version the human version
 * @param contentHash SHA-256 of the canonical text, 64 hexadecimal digits
 * @param text the canonical text
 * @param time when it was first loaded
 */
public record PolicyPublished(String version, String contentHash, String text, Instant time) implements Entry {

    @Override
    public EntryKind kind() {
        return EntryKind.POLICY;
    }

    @Override
    public Optional<String> id() {
        return Optional.of("policy:" + contentHash);
    }
}
