package dev.consent4j;

import dev.consent4j.decision.Shown;
import dev.consent4j.entry.Rendering;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What a rendering that was served says of itself, whatever a client says of it. */
final class ShownRendering {

    private ShownRendering() {}

    /** A rendering this site never served is nothing that a decision may name. */
    static Shown of(Shown said, Optional<Rendering> served) {
        return served.map(rendering -> of(rendering).preset(said.preset())).orElse(Shown.NOTHING);
    }

    private static Shown of(Rendering rendering) {
        return new Shown(
                rendering.hash(),
                rendering.surface(),
                rendering.language(),
                hash(rendering.html()),
                hash(rendering.style()),
                hash(rendering.script()),
                null);
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
