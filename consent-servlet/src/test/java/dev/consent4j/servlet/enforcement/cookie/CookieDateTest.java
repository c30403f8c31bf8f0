package dev.consent4j.servlet.enforcement.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.conformance.Proves;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("COOKIE-3")
class CookieDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thu, 01 Jan 1970 00:00:00 GMT|1970-01-01T00:00:00Z",
                "Thu, 01-Jan-70 00:00:00 GMT|1970-01-01T00:00:00Z",
                "Thu Jan  1 00:00:00 1970|1970-01-01T00:00:00Z",
                "1 dEcember 69 23:59:59|2069-12-01T23:59:59Z",
                "31 Dec 99 1:2:3|1999-12-31T01:02:03Z",
                "10:11:12 13 Nov 2026 ignored|2026-11-13T10:11:12Z",
                "10:11:12xyz 13th Nov 2026|2026-11-13T10:11:12Z",
                "29 Feb 2028 00:00:00|2028-02-29T00:00:00Z",
                "01 Jan 1601 00:00:00|1601-01-01T00:00:00Z"
            })
    void readsWhatBrowsersRead(String text, String instant) {
        assertEquals(Optional.of(Instant.parse(instant)), CookieDate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Thu",
                "01 Jan 1970",
                "00:00:00 Jan 1970",
                "00:00:00 01 1970",
                "00:00:00 01 Jan",
                "30 Feb 2026 00:00:00",
                "32 Jan 2026 00:00:00",
                "01 Jan 1600 00:00:00",
                "01 Jan 2026 24:00:00",
                "01 Jan 2026 00:60:00",
                "01 Jan 2026 00:00:60",
                "01 Jan 20261 00:00:00",
                "01 Jan 2026 000:00:00",
                "01 Jan 2026 00:00",
                "01 Jan 2026 00:00:",
                "01 Jan 2026 00:0",
                "01 anf 2026 00:00:00",
                "001 Jan 2026 00:00:00"
            })
    void ignoresWhatBrowsersIgnore(String text) {
        assertEquals(Optional.empty(), CookieDate.parse(text));
    }

    @Test
    void looksAtNoMoreThanABrowserDoes() {
        String date = "01 Jan 2026 00:00:00";

        assertEquals(Optional.empty(), CookieDate.parse(" ".repeat(1_024) + date));
        assertEquals(
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                CookieDate.parse(" ".repeat(1_024 - date.length()) + date));
    }

    /** RFC 6265, 5.1.1. */
    @Test
    void partsAreSeparatedByWhatTheStandardNames() {
        String delimiters = "\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~";
        for (char c = 0; c < 256; c++) {
            assertEquals(
                    delimiters.indexOf(c) >= 0,
                    CookieDate.parse("01" + c + "Jan" + c + "2026" + c + "00:00:00")
                            .isPresent(),
                    "character " + (int) c);
        }
    }

    @Test
    void yearsOfTwoDigitsLieBetween1970And2069() {
        assertEquals(Optional.of(Instant.parse("2069-01-01T00:00:00Z")), CookieDate.parse("01 Jan 69 00:00:00"));
        assertEquals(Optional.of(Instant.parse("1970-01-01T00:00:00Z")), CookieDate.parse("01 Jan 70 00:00:00"));
        assertEquals(Optional.of(Instant.parse("1999-01-01T00:00:00Z")), CookieDate.parse("01 Jan 99 00:00:00"));
        assertEquals(Optional.of(Instant.parse("2000-01-01T00:00:00Z")), CookieDate.parse("01 Jan 00 00:00:00"));
        assertEquals(Optional.of(Instant.parse("1601-01-01T00:00:00Z")), CookieDate.parse("01 Jan 1601 00:00:00"));
        assertEquals(Optional.empty(), CookieDate.parse("01 Jan 1600 00:00:00"));
    }
}
