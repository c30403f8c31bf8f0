package dev.consent4j.servlet.enforcement.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What we read in a Set-Cookie value is what browsers keep (web-platform-tests, cookies). */
@Tag("vectors")
class WebPlatformCookieTest {

    @Test
    void thereAre69Cases() {
        assertEquals(69, WebPlatformCookies.all().size());
        assertEquals(
                1,
                WebPlatformCookies.all().stream()
                        .filter(WebPlatformCookies::isNoHttp)
                        .count());
    }

    @Proves("COOKIE-2")
    @TestFactory
    Stream<DynamicTest> keepsWhatABrowserKeeps() {
        return WebPlatformCookies.all().stream()
                .map(vector -> DynamicTest.dynamicTest(vector.title(), () -> check(vector)));
    }

    private static void check(WebPlatformCookies vector) {
        if (vector.isNoHttp()) {
            SetCookieLine line = SetCookieLine.read(vector.lines().get(0));
            assertEquals("test", line.name());
            assertTrue(line.isDropped(), "a bare LF makes it unstorable");
        } else {
            assertEquals(vector.kept(), WebPlatformCookies.header(WebPlatformCookies.jar(vector.lines())));
        }
    }
}
