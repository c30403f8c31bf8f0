package dev.consent4j.servlet.enforcement.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.conformance.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Proves("COOKIE-10")
class ClearSiteDataTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"cookies\"|``",
                "\"cookies\",\"cookies\"|``",
                "\"cache\", \"cookies\" , \"storage\"|\"cache\", \"storage\"",
                "\"*\"|\"cache\", \"storage\", \"executionContexts\", \"clientHints\"",
                "\"*\", \"storage\", \"new\"|\"cache\", \"storage\", \"executionContexts\", \"clientHints\", \"new\"",
                "\"storage\"|\"storage\"",
                "cookies|cookies",
                "\"Cookies\" ,x|\"Cookies\" ,x"
            })
    void leavesEverythingButCookies(String given, String sent) {
        assertEquals(sent, ClearSiteData.besideDecision(given));
    }
}
