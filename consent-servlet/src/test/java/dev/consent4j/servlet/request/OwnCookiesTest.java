package dev.consent4j.servlet.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.servlet.FakeResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnCookiesTest {

    private final OwnCookies own = new OwnCookies();
    private final FakeResponse response = new FakeResponse();

    @Test
    void replacesAnEarlierLineForTheSameCookieAndKeepsTheApplications() {
        response.servlet().addHeader("Set-Cookie", "app=1");
        own.write(response.servlet(), List.of("consent=1; Path=/", "choices=1; Path=/"));
        own.write(response.servlet(), List.of("consent=2; Path=/", "choices=1; Path=/", "old=; Path=/"));

        assertEquals(
                List.of("app=1", "choices=1; Path=/", "consent=2; Path=/", "old=; Path=/"), response.all("Set-Cookie"));
        assertEquals(List.of("consent=2; Path=/", "choices=1; Path=/", "old=; Path=/"), own.lines());
        assertTrue(own.contains("old=; Path=/"));
        assertFalse(own.contains("app=1"));
    }

    @Test
    void tellsCookiesApartByDomainPathAndPartition() {
        own.write(
                response.servlet(),
                List.of("a=; Path=/", "a=; Path=/x", "a=; Path=/; Domain=example.org", "a=; Path=/; Partitioned"));

        assertEquals(4, response.all("Set-Cookie").size());
    }

    @Test
    void writesOnlyWhatIsMissingAgain() {
        own.writeMissing(response.servlet());
        assertTrue(own.isEmpty());
        own.write(response.servlet(), List.of("a=1", "b=1"));
        own.writeMissing(response.servlet());
        assertEquals(List.of("a=1", "b=1"), response.all("Set-Cookie"));

        response.servlet().setHeader("Set-Cookie", "b=1");
        own.writeMissing(response.servlet());
        assertEquals(List.of("b=1", "a=1"), response.all("Set-Cookie"));
    }
}
