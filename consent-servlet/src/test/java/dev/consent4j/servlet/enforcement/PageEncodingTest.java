package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.consent4j.servlet.FakeResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the type of a response says of its body, as browsers understand it. */
class PageEncodingTest {

    private static BodyForm of(String type) {
        return BodyForm.of(new HttpServletResponseWrapper(new FakeResponse().servlet()) {
            @Override
            public String getContentType() {
                return type;
            }

            @Override
            public int getStatus() {
                return SC_OK;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-16",
                "utf-16le",
                "unicode",
                "csUnicode",
                "ucs-2",
                "iso-10646-ucs-2",
                "unicodefffe",
                "ISO-2022-JP",
                "csISO2022JP",
                "utf-7",
                "unicode-1-1-utf-7",
                "hz-gb-2312"
            })
    void inAnEncodingThatDoesNotWriteAsciiAsAsciiNoTagIsFoundAmongBytes(String charset) {
        assertNull(of("text/html; charset=" + charset).charset());
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF8", "iso-8859-1", "windows-1252", "shift_jis", "unheard-of"})
    void inTheOthersItIs(String charset) {
        assertNotNull(of("text/html; charset=" + charset).charset());
    }

    @ParameterizedTest
    @CsvSource({
        "*/*, true",
        "unknown/unknown, true",
        "application/unknown, true",
        "TEXT/HTML, true",
        "text/plain, false",
        "application/octet-stream, false",
        "application/json, false",
    })
    void aTypeThatSaysNothingMayBeAPage(String type, boolean page) {
        assertEquals(page, of(type).isPage());
    }
}
