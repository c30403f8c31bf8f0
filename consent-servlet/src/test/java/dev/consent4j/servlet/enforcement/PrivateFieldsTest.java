package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Action;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which fields the gate joins with the application's, and only where the response depended on consent. */
class PrivateFieldsTest {

    private final ConsentService service = TestSite.running();
    private final FakeResponse sent = new FakeResponse();
    private Visitor visitor;
    private Gate gate;
    private HttpServletResponse response;

    @AfterEach
    void close() {
        service.close();
    }

    private SiteConsent site() {
        return service.sites().get(0);
    }

    private void open(FakeRequest incoming) {
        HttpServletRequest request = incoming.servlet();
        SiteExpiry expiry = new SiteExpiry();
        visitor = new Visitor(site(), request, Jurisdiction.UNKNOWN, "/privacy", expiry);
        gate = Gate.of(new GateRules(false, TestSite.CLOCK), visitor, expiry, () -> "", "/privacy/choices");
        HttpServletResponse original = sent.servlet();
        gate.open(request, original);
        response = gate.wrap(original);
    }

    @Test
    void joinsWhatAPrivateResponseDependedOnWithWhatTheApplicationNames() {
        open(FakeRequest.of());
        response.addHeader("Vary", "Accept-Encoding");
        assertTrue(gate.asked());
        assertEquals(List.of("Accept-Encoding, Cookie, Sec-GPC, DNT"), sent.all("Vary"));

        response.addHeader("vary", "Origin, cookie");
        assertEquals(List.of("Accept-Encoding, Cookie, Sec-GPC, DNT, Origin"), sent.all("Vary"));
        response.setHeader("Vary", "User-Agent");
        assertEquals(List.of("User-Agent, Cookie, Sec-GPC, DNT"), sent.all("Vary"));
        response.setHeader("Vary", null);
        assertEquals(List.of("Cookie, Sec-GPC, DNT"), sent.all("Vary"));
        response.setIntHeader("Vary", 1);
        response.reset();
        assertEquals(List.of("Cookie, Sec-GPC, DNT"), sent.all("Vary"));
        response.setHeader("Vary", "*");
        assertEquals(List.of("*"), sent.all("Vary"));
    }

    @Test
    void clearsNoCookiesBesideADecision() {
        open(FakeRequest.of("Sec-GPC", "1"));
        response.addHeader("Clear-Site-Data", "\"cookies\"");
        assertEquals(List.of("\"cookies\""), sent.all("Clear-Site-Data"));

        String line = site().setCookies(TestSite.after(site(), Action.REJECT_ALL), TestSite.undecided(site()))
                .get(0);
        visitor.ownCookies().write(sent.servlet(), List.of(line));
        assertTrue(gate.asked());
        response.setHeader("clear-site-data", "\"cookies\"");
        assertEquals(List.of(), sent.all("Clear-Site-Data"));
        response.addHeader("Clear-Site-Data", "\"cache\", \"cookies\"");
        assertEquals(List.of("\"cache\""), sent.all("Clear-Site-Data"));
        response.setHeader("Clear-Site-Data", "\"storage\"");
        assertEquals(List.of("\"storage\""), sent.all("Clear-Site-Data"));
        response.setHeader("Clear-Site-Data", null);
        assertEquals(List.of(), sent.all("Clear-Site-Data"));
    }

    @Test
    void leavesEveryFieldOfAResponseThatDidNotDependAsItIs() {
        open(FakeRequest.of("Sec-GPC", "1", "DNT", "1", "Cookie", "basket=1; theme=2"));

        response.setHeader("Vary", "Accept-Encoding");
        response.addHeader("Vary", "Accept-Encoding");
        response.setHeader("Cache-Control", "public");
        response.setHeader("CDN-Cache-Control", "max-age=60");
        response.setHeader("Clear-Site-Data", "\"*\"");

        assertEquals(List.of("Accept-Encoding", "Accept-Encoding"), sent.all("Vary"));
        assertEquals(List.of("public"), sent.all("Cache-Control"));
        assertEquals(List.of("max-age=60"), sent.all("CDN-Cache-Control"));
        assertEquals(List.of("\"*\""), sent.all("Clear-Site-Data"));
    }
}
