package dev.consent4j.servlet.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.guard.OriginCheck.CrossOrigin;
import dev.consent4j.servlet.guard.OriginCheck.SameOrigin;
import dev.consent4j.servlet.guard.OriginCheck.Unproven;
import dev.consent4j.servlet.request.Visitor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginCheckTest {

    private ConsentService service = TestSite.running();

    @AfterEach
    void close() {
        service.close();
    }

    private OriginCheck.Origin check(String... headers) {
        var request = FakeRequest.of(headers).servlet();
        return OriginCheck.check(
                request,
                new Visitor(
                        service.sites().get(0),
                        request,
                        Jurisdiction.UNKNOWN,
                        "/privacy",
                        (visitor, all) -> List.of()));
    }

    @Test
    void believesTheBrowserThatNamesTheSameOrigin() {
        assertEquals(new SameOrigin(), check("Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example"));
        assertEquals(new SameOrigin(), check("Origin", "http://www.example.org"));
        assertEquals(new SameOrigin(), check("Origin", "HTTP://WWW.EXAMPLE.ORG"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "same-site", "cross-site", "", "garbage", "same-origin, cross-site"})
    void refusesWhatTheBrowserSaysComesFromElsewhere(String site) {
        assertEquals(new CrossOrigin(), check("Sec-Fetch-Site", site, "Origin", "http://www.example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.example.org",
                "http://example.org",
                "http://www.example.org:8080",
                "http://www.example.org.evil.example",
                "http://evil.example",
                ""
            })
    void refusesAnotherOrigin(String origin) {
        assertEquals(new CrossOrigin(), check("Origin", origin));
    }

    @Test
    void refusesWhenSeveralFieldsDisagree() {
        assertEquals(new CrossOrigin(), check("Sec-Fetch-Site", "same-origin", "Sec-Fetch-Site", "cross-site"));
        assertEquals(new CrossOrigin(), check("Origin", "http://www.example.org", "Origin", "http://evil.example"));
    }

    @Test
    void findsNothingProvenWithoutAWord() {
        assertEquals(new Unproven(), check());
        assertEquals(new Unproven(), check("Origin", "null"));
    }

    @Test
    void takesTheConfiguredOriginsBehindAProxy() {
        service.close();
        service = TestSite.service()
                .site(Site.of("shop", TestSite.policy()).origins("https://www.example.org", "https://example.org"))
                .build();

        assertEquals(new SameOrigin(), check("Origin", "https://www.example.org"));
        assertEquals(new SameOrigin(), check("Origin", "https://example.org"));
        assertEquals(new CrossOrigin(), check("Origin", "http://www.example.org"));
    }
}
