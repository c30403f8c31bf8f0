package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.Warnings;
import dev.consent4j.servlet.enforcement.cookie.SetCookieLine;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndeclaredCookiesTest {

    private final UndeclaredCookies cookies = new UndeclaredCookies();

    private static Warnings warnings() {
        return Warnings.of(UndeclaredCookies.class.getName());
    }

    private void outgoing(String line) {
        cookies.outgoing("shop", "1", SetCookieLine.read(line), TestSite.NOW, UndeclaredCookiesTest::why);
    }

    @ParameterizedTest
    @CsvSource({
        "theme, theme",
        "user42, user*",
        "p3p, p3p",
        "cart-0123456789abcdef, cart-*",
        "cafe, cafe",
        "deadbeefdead, deadbeefdead",
        "a11b22, a*b*",
        "x_2026_11, x_*_*"
    })
    void takesNamesThatDifferOnlyInNumbersForOne(String name, String pattern) {
        assertEquals(pattern, UndeclaredCookies.pattern(name));
    }

    @Test
    void boundsTheNamesItRemembers() {
        assertEquals("z".repeat(64) + "*", UndeclaredCookies.pattern("z".repeat(5_000)));
        try (Warnings warnings = warnings()) {
            for (int i = 0; i < 3_000; i++) {
                cookies.incoming(
                        "shop",
                        "1",
                        "n" + Integer.toString(i, 36).replaceAll("\\d", "_"),
                        false,
                        UndeclaredCookiesTest::why);
            }
            assertTrue(warnings.messages().size() <= UndeclaredCookies.MAX_NAMES);
        }
    }

    @Test
    void tellsOfTheApplicationsCookiesHoweverManyNamesClientsMakeUp() {
        for (int i = 0; i < 20_000; i++) {
            String letters = Integer.toString(i, 26)
                    .chars()
                    .mapToObj(c -> String.valueOf((char) (Character.digit(c, 26) + 'g')))
                    .collect(Collectors.joining());
            cookies.incoming("shop", "1", letters, false, UndeclaredCookiesTest::why);
        }
        try (Warnings warnings = warnings()) {
            outgoing("theme=dark");

            assertEquals(1, warnings.messages().size());
        }
    }

    @Test
    void tellsOfEachNameOnceInEachDirection() {
        try (Warnings warnings = warnings()) {
            outgoing("user1=a");
            outgoing("user22=a");
            outgoing("user333=a");
            cookies.incoming("shop", "1", "user444", false, UndeclaredCookiesTest::why);
            cookies.incoming("shop", "1", "user555", true, UndeclaredCookiesTest::why);
            cookies.letThrough("shop", "user666", "user666: denied");
            cookies.letThrough("shop", "user777", "user777: denied");

            assertEquals(4, warnings.messages().size(), warnings.messages().toString());
            assertTrue(warnings.messages().get(2).contains("'user*'"));
            assertTrue(warnings.messages().get(2).contains("left visible to"));
        }
    }

    @Test
    void saysWhetherAnIncomingCookieIsHidden() {
        try (Warnings warnings = warnings()) {
            cookies.incoming("shop", "1", "theme", true, UndeclaredCookiesTest::why);

            assertTrue(warnings.messages().get(0).contains("hidden from the application"));
        }
    }

    @Test
    void keepsLogLinesClean() {
        try (Warnings warnings = warnings()) {
            outgoing("evil\u001b[m\u00e9\nWARN faked=1");
            cookies.nameless("shop");
            cookies.nameless("shop");

            assertTrue(
                    warnings.messages().get(0).contains("'evil*[m*WARN*faked'"),
                    warnings.messages().get(0));
            assertFalse(warnings.messages().get(0).contains("\n"));
            assertTrue(warnings.messages().get(0).contains("{ \"pattern\": \"evil*[m*WARN*faked\""));
            assertEquals(2, warnings.messages().size());
            assertTrue(warnings.messages().get(1).contains("Give it a name"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "theme=1|{ \"name\": \"theme\", \"category\": \"functional\" }",
                "theme=1; Path=/|{ \"name\": \"theme\", \"category\": \"functional\" }",
                "theme=1; Path=/a; Domain=.X.org|"
                        + "{ \"name\": \"theme\", \"category\": \"functional\", \"domain\": \"x.org\", \"path\": \"/a\" }",
                "theme=1; Max-Age=172800|{ \"name\": \"theme\", \"category\": \"functional\", \"maxAge\": \"P2D\" }",
                "theme=1; Max-Age=90|{ \"name\": \"theme\", \"category\": \"functional\", \"maxAge\": \"PT90S\" }",
                "theme=1; Max-Age=99999999999|{ \"name\": \"theme\", \"category\": \"functional\", \"maxAge\": \"P400D\" }",
                "theme=1; Expires=Mon, 23 Nov 2026 10:00:00 GMT|"
                        + "{ \"name\": \"theme\", \"category\": \"functional\", \"maxAge\": \"P1D\" }",
                "user42=1|{ \"pattern\": \"user*\", \"category\": \"functional\" }",
                "42=1|{ \"name\": \"42\", \"category\": \"functional\" }",
                "a\"b\\c=1|{ \"name\": \"a\\\"b\\\\c\", \"category\": \"functional\" }"
            })
    void writesTheDeclarationToPaste(String line, String json) {
        assertEquals(json, UndeclaredCookies.declaration(SetCookieLine.read(line), TestSite.NOW));
    }

    private static String why(String name) {
        return name + ": denied, undeclared";
    }
}
