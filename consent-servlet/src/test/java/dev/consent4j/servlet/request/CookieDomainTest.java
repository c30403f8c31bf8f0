package dev.consent4j.servlet.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieDomainTest {

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, true",
        "WWW.example.org, Example.ORG, true",
        "badexample.org, example.org, false",
        "example.org, www.example.org, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 2.1, false",
        "::1, 1, false",
        "example.org, '', false"
    })
    void reachesTheSameNameAndNamesBelow(String host, String domain, boolean matches) {
        assertEquals(matches, CookieDomain.matches(host, domain));
    }
}
