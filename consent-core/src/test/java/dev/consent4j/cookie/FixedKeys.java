package dev.consent4j.cookie;

import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;

/** A ring with a known cookie key, as a vector needs it. */
final class FixedKeys {

    private FixedKeys() {}

    static Keyring with(String id, String secret) {
        try {
            Path file = Files.createTempFile(
                    "keys", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(file, text(id, secret));
                return Keyring.open(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(String id, String secret) {
        String base64 = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(secret));
        StringBuilder text = new StringBuilder("consent4j-keys 1\n");
        for (KeyUse use : KeyUse.values()) {
            text.append(use.id())
                    .append(' ')
                    .append(id)
                    .append(' ')
                    .append(base64)
                    .append('\n');
        }
        return text.toString();
    }
}
