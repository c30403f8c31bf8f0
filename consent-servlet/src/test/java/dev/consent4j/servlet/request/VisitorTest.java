package dev.consent4j.servlet.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Given;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorTest {

    private ConsentService service = TestSite.running();

    @AfterEach
    void close() {
        service.close();
    }

    private void serve(Site site) {
        service.close();
        service = TestSite.service().site(site).build();
    }

    private SiteConsent site() {
        return service.sites().get(0);
    }

    private Visitor visitor(FakeRequest request) {
        return new Visitor(
                site(), request.servlet(), Jurisdiction.parse("DE"), "/privacy", (visitor, answered) -> List.of());
    }

    @Test
    void readsWhatTheBrowserBringsAndSays() {
        Visitor visitor = visitor(FakeRequest.of(
                "Cookie", TestSite.cookieAfter(site(), Action.ACCEPT_ALL), "Sec-GPC", "0", "Sec-GPC", "1"));

        assertEquals(Set.of(Signal.GPC), visitor.signals().active());
        assertTrue(visitor.effective().allows("audience"));
        assertFalse(visitor.effective().allows("ads"));
        assertSame(visitor.effective(), visitor.effective());
        assertSame(visitor.device(), visitor.device());
        assertSame(visitor.signals(), visitor.signals());
        assertEquals(Jurisdiction.parse("DE"), visitor.jurisdiction());
    }

    @Test
    void takesTheOriginOfTheRequestWhereNoneIsConfigured() {
        assertEquals("http://www.example.org", visitor(FakeRequest.of()).origin());
        assertEquals(
                "http://www.example.org:8080",
                visitor(FakeRequest.of().port(8080)).origin());
        assertEquals(
                "https://www.example.org", visitor(FakeRequest.of().secure(443)).origin());
        assertEquals(
                "https://www.example.org:80",
                visitor(FakeRequest.of().secure(80)).origin());
        assertEquals(
                "http://www.example.org", visitor(FakeRequest.of().port(-1)).origin());
        assertTrue(visitor(FakeRequest.of().secure(443)).secure());
        assertFalse(visitor(FakeRequest.of()).secure());
        assertEquals("www.example.org", visitor(FakeRequest.of()).host());
    }

    @Test
    void takesTheConfiguredOriginOfTheHostBehindAProxy() {
        serve(Site.of("shop", TestSite.policy()).origins("https://example.org", "https://www.example.org:8443"));

        assertEquals("https://www.example.org:8443", visitor(FakeRequest.of()).origin());
        assertEquals("www.example.org", visitor(FakeRequest.of()).host());
        assertEquals(
                "https://example.org",
                visitor(FakeRequest.of().with("getServerName", "10.0.0.1")).origin());
        assertTrue(visitor(FakeRequest.of()).secure());
    }

    @ParameterizedTest
    @CsvSource({"de-AT, de", "'fr, de;q=0.5, en;q=0.4', de", "fr, en", "'', en", "en-GB, en"})
    void speaksTheLanguageTheBrowserPrefers(String accepted, String language) {
        assertEquals(
                language, visitor(FakeRequest.of("Accept-Language", accepted)).language());
    }

    @Test
    void namesTheCookiesNoResponseCanDelete() {
        assertEquals(
                List.of("IDE"),
                visitor(FakeRequest.of()).outOfReach().stream()
                        .map(Declaration::name)
                        .toList());
        assertEquals(
                List.of("_ga*", "_ads", "IDE"),
                visitor(FakeRequest.of().with("getServerName", "other.example")).outOfReach().stream()
                        .map(Declaration::name)
                        .toList());
    }

    @Test
    void namesWhatAnyHostOfTheSiteReachesAsReachable() {
        serve(Site.of("shop", TestSite.policy())
                .hosts("m.doubleclick.example", "www.example.org")
                .origins("https://www.example.org"));

        assertEquals(List.of(), visitor(FakeRequest.of()).outOfReach());
    }

    @Test
    void knowsItsOwnCookiesInAnyCase() {
        Visitor visitor = visitor(FakeRequest.of());

        assertTrue(visitor.isOwn("CONSENT"));
        assertTrue(visitor.isOwn("choices"));
        assertFalse(visitor.isOwn("basket"));
    }

    @Test
    void followsWhatItWritesToTheDevice() {
        List<Boolean> endings = new ArrayList<>();
        Visitor visitor =
                new Visitor(site(), FakeRequest.of().servlet(), Jurisdiction.UNKNOWN, "/privacy", (self, answered) -> {
                    endings.add(answered);
                    return List.of("old=; Max-Age=0; Path=/");
                });
        assertSame(Given.NONE, visitor.device());
        assertFalse(visitor.effective().allows("audience"));
        FakeResponse response = new FakeResponse();

        visitor.write(response.servlet(), TestSite.after(site(), Action.ACCEPT_ALL));

        assertTrue(visitor.effective().allows("audience"));
        assertEquals(3, response.all("Set-Cookie").size());
        visitor.refresh(response.servlet(), TestSite.after(site(), Action.REJECT_ALL));
        assertFalse(visitor.effective().allows("audience"));
        assertEquals(3, response.all("Set-Cookie").size());
        assertEquals(List.of(true, false), endings);
    }
}
