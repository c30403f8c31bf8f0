package dev.consent4j.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static final String VKEY = "consent.example/log1+4c73c2d7+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";
    private static final String PUBLIC = "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c";

    private final SigningKey key = SigningKey.of("consent.example/log1", ones());

    @Proves("LOG-5")
    @Test
    void hasThePublicKeyAndTheTextOfTheSpecification() {
        VerifyingKey verifying = key.verifyingKey();

        assertEquals(PUBLIC, HexFormat.of().formatHex(verifying.publicKey()));
        assertEquals(VKEY, verifying.text());
        assertEquals(0x4c73c2d7, verifying.id());
        assertEquals(Optional.of(verifying), VerifyingKey.parse(VKEY));
        assertEquals(
                verifying,
                VerifyingKey.of("consent.example/log1", HexFormat.of().parseHex(PUBLIC)));
        assertNotEquals(
                verifying,
                VerifyingKey.of("consent.example/log2", HexFormat.of().parseHex(PUBLIC)));
    }

    @Proves("LOG-5")
    @Test
    void readsAndWritesTheTextThatOtherNoteToolsUse() {
        String peter = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
        SigningKey read = SigningKey.parse(peter).orElseThrow();

        assertEquals(peter, read.text());
        assertEquals(
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                read.verifyingKey().text());
        assertTrue(SigningKey.parse(peter.replace("c74f20a3", "c74f20a4")).isEmpty());
        assertTrue(SigningKey.parse(peter.replace("+AY", "+BY")).isEmpty());
        assertTrue(SigningKey.parse(peter.replace("Peter", "Peter ")).isEmpty());
    }

    @Test
    void signsWhatItsPublicKeyVerifiesAndNothingElse() {
        byte[] signature = key.sign("a".getBytes(UTF_8));

        assertTrue(key.verifyingKey().verifies("a".getBytes(UTF_8), signature));
        assertFalse(key.verifyingKey().verifies("b".getBytes(UTF_8), signature));
        assertFalse(key.verifyingKey().verifies("a".getBytes(UTF_8), new byte[64]));
        assertFalse(key.verifyingKey().verifies("a".getBytes(UTF_8), new byte[63]));
        assertFalse(SigningKey.generate("other", new SecureRandom())
                .verifyingKey()
                .verifies("a".getBytes(UTF_8), signature));
    }

    @Test
    void bytesThatAreNoPointVerifyNothing() {
        for (int value : new int[] {2, 127, 255}) {
            byte[] none = new byte[VerifyingKey.KEY_BYTES];
            Arrays.fill(none, (byte) value);
            assertFalse(VerifyingKey.of("none", none).verifies(new byte[1], key.sign(new byte[1])));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "consent.example/log1",
                "consent.example/log1+4c73c2d8+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c",
                "consent.example/log1+4C73C2D7+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c",
                "consent.example/log1+4c73c2d7+BIqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c",
                "consent example/log1+4c73c2d7+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c",
                "consent.example/log1+4c73c2d7+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0",
            })
    void aTextThatIsNoKeyIsEmpty(String text) {
        assertTrue(VerifyingKey.parse(text).isEmpty());
    }

    @Test
    void refusesWhatNamesNoKeyAndIsNone() {
        for (String name : new String[] {"", "a b", "a+b", "a\nb", "a\u00a0b", "a\u0085b", "\ud800", "x".repeat(301)}) {
            assertThrows(IllegalArgumentException.class, () -> SigningKey.of(name, ones()), name);
        }
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of("a", new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> VerifyingKey.of("a", new byte[31]));
    }

    @Test
    void neverShowsItsSecret() {
        byte[] secret = ones();
        SigningKey shown = SigningKey.of("a", secret);
        Arrays.fill(secret, (byte) 9);

        assertEquals("SigningKey[" + shown.verifyingKey().text() + "]", shown.toString());
        assertFalse(shown.toString()
                .contains(Base64.getEncoder().encodeToString(ones()).substring(0, 20)));
        assertArrayEquals(
                SigningKey.of("a", ones()).sign(new byte[1]), shown.sign(new byte[1]), "the secret was taken by value");
    }

    private static byte[] ones() {
        byte[] secret = new byte[SigningKey.SECRET_BYTES];
        Arrays.fill(secret, (byte) 1);
        return secret;
    }
}
