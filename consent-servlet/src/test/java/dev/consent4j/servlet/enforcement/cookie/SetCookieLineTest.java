package dev.consent4j.servlet.enforcement.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Proves({"COOKIE-2", "COOKIE-3"})
class SetCookieLineTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a=b|a|b",
                " a = b ; Path=/|a|b",
                "a=\"b c\"|a|\"b c\"",
                "a=b=c|a|b=c",
                "=b|''|b",
                "b|''|b",
                "; a=b|''|''",
                "a=;|a|''",
                "a b=c|a b|c"
            })
    void readsNameAndValueAsABrowserDoes(String line, String name, String value) {
        assertEquals(name, SetCookieLine.read(line).name());
        assertEquals(value, SetCookieLine.read(line).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n a", "\u0001a", "\u007fa\r", "\ta \u0000"})
    void trimsWhatAContainerTurnsIntoABlank(String name) {
        assertEquals("a", SetCookieLine.read(name + "=b").name());
    }

    @Test
    void lastAttributeWins() {
        SetCookieLine line =
                SetCookieLine.read("a=b; Domain=one.example; path=/x; DOMAIN=.Two.Example; PATH=/y; Secure");

        assertEquals("two.example", line.domain());
        assertEquals("/y", line.path());
        assertTrue(line.isSecure());
    }

    @Test
    void aPathThatIsNoneLeavesTheDefaultPath() {
        assertEquals("", SetCookieLine.read("a=b; path=/x; PATH=y").path());
        assertEquals("", SetCookieLine.read("a=b").path());
        assertEquals("", SetCookieLine.read("a=b").domain());
        assertFalse(SetCookieLine.read("a=b; \"Secure\"; Secure qux").isSecure());
    }

    @Test
    void ignoresAnAttributeThatIsTooLong() {
        assertEquals(
                "/" + "x".repeat(1_023),
                SetCookieLine.read("a=b; Path=/" + "x".repeat(1_023)).path());
        assertEquals("", SetCookieLine.read("a=b; Path=/" + "x".repeat(1_024)).path());
    }

    @ParameterizedTest
    @CsvSource({
        "a=b; Max-Age=0, true",
        "a=b; Max-Age=-1, true",
        "a=b; max-age=-99999999999999999999, true",
        "a=b; Max-Age=99999999999999999999, false",
        "a=b; Max-Age=1, false",
        "a=b; Max-Age=+0, false",
        "a=b; Max-Age=0s, false",
        "a=b; Max-Age=-, false",
        "a=b; Max-Age=, false",
        "a=b; Max-Age=5; Max-Age=0, true",
        "a=b; Max-Age=0; Max-Age=x, true",
        "a=b, false",
        "a=b; Path=/, false"
    })
    void deletesByMaxAge(String line, boolean deletes) {
        assertEquals(deletes, SetCookieLine.read(line).deletes(NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "a=b; Expires=Thu, 01-Jan-1970 00:00:00 GMT",
                "a=b; Expires=Sun, 22 Nov 2026 10:00:00 GMT",
                "a=b; Expires=Fri, 01 Jan 2100 00:00:00 GMT; expires=Thu, 01 Jan 1970 00:00:00 GMT"
            })
    void deletesByAnExpiryInThePast(String line) {
        assertTrue(SetCookieLine.read(line).deletes(NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b; Expires=Sun, 22 Nov 2026 10:00:01 GMT",
                "a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60",
                "a=b; Expires=never",
                "a=b; Expires=Fri, 01 Jan 2100 00:00:00 GMT; Expires=garbage"
            })
    void setsByAnExpiryInTheFutureAndByMaxAgeBeforeIt(String line) {
        assertFalse(SetCookieLine.read(line).deletes(NOW));
    }

    @Test
    void tellsHowLongItLives() {
        assertEquals(OptionalLong.of(60), SetCookieLine.read("a=b; Max-Age=60").maxAge());
        assertEquals(OptionalLong.empty(), SetCookieLine.read("a=b").maxAge());
        assertEquals(
                Optional.of(Instant.parse("2100-01-01T00:00:00Z")),
                SetCookieLine.read("a=b; Expires=Fri, 01 Jan 2100 00:00:00 GMT").expires());
    }

    @Test
    void browsersDropEmptyOverlongAndControlCharacters() {
        assertTrue(SetCookieLine.read("=").isDropped());
        assertTrue(SetCookieLine.read("").isDropped());
        assertTrue(SetCookieLine.read("a=b\u0001c").isDropped());
        assertTrue(SetCookieLine.read("a\u0001c=b").isDropped());
        assertTrue(SetCookieLine.read("a=b; Path=/\u0000").isDropped());
        assertTrue(SetCookieLine.read("a=" + "b".repeat(4_096)).isDropped());
        assertFalse(SetCookieLine.read("a=" + "b".repeat(4_095)).isDropped());
        assertFalse(SetCookieLine.read("a=b\tc").isDropped());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb=c", "a\u0100=c", "\u4e00=c", "=x\u0143=1", "x\u007fy=1", "a\u0100"})
    void aNameThatContainersChangeIsIllegible(String line) {
        assertFalse(SetCookieLine.read(line).isLegible());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=c", "a b=c", "a=\u0100", "=x=\u0100", "a\tb=c", "\u00e9=1", "=x"})
    void aNameThatArrivesAsItIsIsLegible(String line) {
        assertTrue(SetCookieLine.read(line).isLegible());
    }

    @Property
    void everyTextHasAReading(@ForAll @StringLength(max = 80) String text) {
        SetCookieLine line = SetCookieLine.read(text);

        assertEquals(line, SetCookieLine.read(text));
        assertFalse(line.deletes(Instant.MIN) && line.maxAge().isEmpty());
        assertEquals(line.name(), line.name().strip());
        assertTrue(
                line.name().length() + line.value().length() + line.attributes().length() <= text.length());
    }
}
