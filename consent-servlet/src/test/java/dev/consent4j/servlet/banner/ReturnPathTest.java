package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a/b?c=d&e=%20", "/shop/#top", "/a//b", "/.//x", "/:x", "/@example.org"})
    void aPathOfThisSiteIsKept(String path) {
        assertEquals(Optional.of(path), ReturnPath.parse(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=1",
                "/\t/evil.example",
                "/\n/evil.example",
                "/a\u0000",
                "/a b",
                "/é",
                "/\"><script>"
            })
    void whatCouldLeadElsewhereIsNoPath(String path) {
        assertEquals(Optional.empty(), ReturnPath.parse(path));
    }

    @Test
    void anEndlessPathIsNone() {
        assertTrue(ReturnPath.parse("/" + "a".repeat(ReturnPath.MAX_LENGTH)).isEmpty());
    }
}
