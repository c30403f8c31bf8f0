package dev.consent4j.entry;

import java.time.Instant;
import java.util.Optional;

/**
 * A rendering was served for the first time.
 *
 * @param rendering what was served
 * @param time when
 */
public record RenderingShown(Rendering rendering, Instant time) implements Entry {

    @Override
    public EntryKind kind() {
        return EntryKind.RENDERING;
    }

    @Override
    public Optional<String> id() {
        return Optional.of(idOf(rendering.hash()));
    }

    /**
     * The identity of the entry for a rendering.
     *
     * @param hash the rendering's hash
     * @return the entry's id
     */
    public static String idOf(String hash) {
        return "rendering:" + hash;
    }
}
