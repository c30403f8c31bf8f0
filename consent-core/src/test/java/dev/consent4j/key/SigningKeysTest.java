package dev.consent4j.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    private static final String SHOP = "example.org/consent/shop";
    private static final String BLOG = "example.org/consent/blog";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("signing-keys");
    }

    @Test
    void areCreatedOnceReadableByTheirOwnerOnlyAndReadThereafter() throws IOException {
        SigningKeys created = SigningKeys.open(file, List.of(SHOP));

        assertEquals(created.toString(), SigningKeys.open(file, List.of(SHOP)).toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThrows(KeyFileException.class, () -> SigningKeys.open(file, List.of(SHOP)));
    }

    @Test
    void getAKeyForALedgerThatIsNewAndKeepThoseOfOthers() {
        SigningKeys before = SigningKeys.open(file, List.of(SHOP));

        SigningKeys both = SigningKeys.open(file, List.of(BLOG));

        assertEquals(before.of(SHOP).verifying(), both.of(SHOP).verifying());
        assertEquals(
                both.toString(), SigningKeys.open(file, List.of(SHOP, BLOG)).toString());
        assertThrows(IllegalArgumentException.class, () -> before.of(BLOG));
    }

    @Test
    void whatAnOlderKeySignedStaysValidAfterRotation() {
        SigningKeys before = SigningKeys.open(file, List.of(SHOP));
        byte[] signature = before.of(SHOP).current().sign("a".getBytes(UTF_8));

        before.rotated(SHOP, new SecureRandom()).save(file);
        LedgerKeys after = SigningKeys.open(file, List.of(SHOP)).of(SHOP);

        assertEquals(2, after.verifying().size());
        assertEquals(before.of(SHOP).current().verifyingKey(), after.former().get(0));
        assertNotEquals(
                before.of(SHOP).current().verifyingKey(), after.current().verifyingKey());
        assertTrue(after.former().get(0).verifies("a".getBytes(UTF_8), signature));
    }

    @Test
    void refuseADamagedFileAndNeverShowASecret() throws IOException {
        SigningKeys keys = SigningKeys.open(file, List.of(SHOP));
        String text = Files.readString(file);
        String line = text.lines()
                .filter(each -> each.startsWith("PRIVATE"))
                .findFirst()
                .orElseThrow();
        for (String damaged : List.of(
                "",
                text.replace("signing-keys 1", "signing-keys 2"),
                text.replace("PRIVATE", "PUBLIC"),
                text + line + "\n",
                "#".repeat(KeyFile.MAX_BYTES + 1))) {
            Files.writeString(file, damaged);
            String message = assertThrows(KeyFileException.class, () -> SigningKeys.open(file, List.of(SHOP)))
                    .getMessage();
            assertTrue(message.contains("new origin"), message);
            assertFalse(message.contains(line.substring(line.lastIndexOf('+'))), message);
        }
        assertFalse(keys.toString().contains("PRIVATE"), keys.toString());
    }

    @Test
    void cannotBeRotatedForEver() {
        SigningKeys keys = SigningKeys.inMemory(List.of("a"), new SecureRandom());
        for (int i = 1; i < SigningKeys.MAX_KEYS_PER_LEDGER; i++) {
            keys = keys.rotated("a", new SecureRandom());
        }
        SigningKeys full = keys;
        assertThrows(IllegalStateException.class, () -> full.rotated("a", new SecureRandom()));
    }
}
