package dev.consent4j.entry;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration with which the application serves; written when it differs from the last one.
 *
 * @param settings settings by name, such as {@code mode}, {@code keys}, {@code policies}; never a secret
 * @param time from when
 */
public record ConfigurationInForce(Map<String, String> settings, Instant time) implements Entry {

    /** Takes a sorted, immutable copy. */
    public ConfigurationInForce {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.CONFIGURATION;
    }
}
