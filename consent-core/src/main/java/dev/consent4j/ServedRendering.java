package dev.consent4j;

import dev.consent4j.decision.Shown;
import dev.consent4j.entry.Rendering;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rendering that was served.
 *
 * @param rendering the rendering
 * @param shown what it says of itself, whatever a client says of it
 */
record ServedRendering(Rendering rendering, Shown shown) {

    static ServedRendering of(Rendering rendering) {
        return new ServedRendering(
                rendering,
                new Shown(
                        rendering.hash(),
                        rendering.surface(),
                        rendering.language(),
                        hash(rendering.html()),
                        hash(rendering.style()),
                        hash(rendering.script()),
                        null));
    }

    /** What a decision may name; nothing, if this site never served what a client says it saw. */
    static Shown shown(Optional<ServedRendering> served, @Nullable Set<String> preset) {
        return served.map(known -> known.shown().preset(preset)).orElse(Shown.NOTHING);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
