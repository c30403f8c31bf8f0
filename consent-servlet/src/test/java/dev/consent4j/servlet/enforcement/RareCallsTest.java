package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that few applications make and the Servlet API allows. */
class RareCallsTest {

    private static final GateRules RULES = new GateRules(false, TestSite.CLOCK);
    private static final GateRules EXPLAINING = new GateRules(false, TestSite.CLOCK, List.of(), true, null, null);

    private final ConsentService service = TestSite.running();
    private final FakeResponse sent = new FakeResponse();
    private final FakeRequest fake = FakeRequest.of("Cookie", "_stats=1");
    private final HttpServletRequest container = fake.servlet();
    private HttpServletResponse response;
    private HttpServletRequest request;

    @AfterEach
    void close() {
        service.close();
    }

    private void open(HttpServletRequest incoming) {
        SiteExpiry expiry = new SiteExpiry();
        Visitor visitor = new Visitor(service.sites().get(0), incoming, Jurisdiction.UNKNOWN, "/privacy", expiry);
        enter(Gate.of(RULES, visitor, expiry, () -> "", "/privacy/choices"), incoming);
    }

    private void enter(Gate gate, HttpServletRequest incoming) {
        HttpServletResponse original = sent.servlet();
        gate.open(incoming, original);
        response = gate.wrap(original);
        request = gate.wrap(incoming, response);
    }

    @Test
    void asyncIsStartedWithWhatIsNoHttpAsItIs() {
        open(container);
        ServletRequest plain = new ServletRequestWrapper(container);
        ServletResponse answer = new ServletResponseWrapper(sent.servlet());

        request.startAsync(plain, answer);

        assertSame(plain, fake.asyncRequest());
        assertSame(answer, fake.asyncResponse());
    }

    @Test
    void asyncIsStartedWithAPairThatIsGatedAsItIs() {
        open(container);

        request.startAsync(request, response);

        assertSame(request, fake.asyncRequest());
        assertSame(response, fake.asyncResponse());
    }

    @Test
    void asyncIsNotStartedBeforeTheGateIsOpen() {
        HttpServletRequest early = Gate.closed(RULES, "/privacy/choices").wrap(container, sent.servlet());

        assertThrows(IllegalStateException.class, early::startAsync);
    }

    @Test
    void aContainerThatKeepsTheNamesOfHeadersToItselfMay() {
        open(new HttpServletRequestWrapper(container) {
            @Override
            public Enumeration<String> getHeaderNames() {
                return null;
            }
        });

        assertNull(request.getHeaderNames());
    }

    @Test
    void ourOwnLinesAreSeenByNobodyAndTheApplicationsAre() {
        open(container);
        assertEquals(1, sent.all("Set-Cookie").size());

        assertFalse(response.containsHeader("Set-Cookie"));
        assertEquals(List.of(), List.copyOf(response.getHeaders("set-cookie")));
        assertNull(response.getHeader("Set-Cookie"));
        assertFalse(response.getHeaderNames().contains("Set-Cookie"));
        assertFalse(response.containsHeader("X-A"));
        response.setHeader("X-A", "1");
        assertTrue(response.containsHeader("X-A"));
        assertEquals(List.of("1"), List.copyOf(response.getHeaders("X-A")));
        response.addCookie(new Cookie("basket", "1"));
        assertTrue(response.containsHeader("Set-Cookie"));
        assertEquals("basket=1", response.getHeader("Set-Cookie"));
        assertEquals(List.of("basket=1"), List.copyOf(response.getHeaders("Set-Cookie")));
        assertTrue(response.getHeaderNames().contains("Set-Cookie"));
        assertEquals(2, sent.all("Set-Cookie").size());
    }

    @Test
    void aFieldWithoutAValueIsNotJudged() {
        open(container);
        int before = sent.all("Set-Cookie").size();

        response.addHeader("Set-Cookie", null);
        response.addHeader("", "x");

        assertEquals(before, sent.all("Set-Cookie").size());
        assertEquals(List.of("x"), sent.all(""));
    }

    @Test
    void storageIsClearedBesideAnAnswerThatStoresNoDecision() {
        open(container);

        response.addHeader("Clear-Site-Data", "\"cookies\"");
        assertEquals(List.of("\"cookies\""), sent.all("Clear-Site-Data"));
        response.setHeader("Clear-Site-Data", "\"*\"");
        assertEquals(List.of("\"*\""), sent.all("Clear-Site-Data"));
    }

    @Test
    void whereNoSiteIsKnownAnOutcomeIsExplainedAllTheSame() {
        enter(Gate.closed(EXPLAINING, "/privacy/choices"), FakeRequest.of().servlet());

        response.addCookie(new Cookie("basket", "1"));

        assertEquals(List.of(), sent.all("Set-Cookie"));
        assertTrue(
                sent.all("Consent-Explain").stream().anyMatch(line -> line.startsWith("withheld; basket")),
                sent.headers()::toString);
    }
}
