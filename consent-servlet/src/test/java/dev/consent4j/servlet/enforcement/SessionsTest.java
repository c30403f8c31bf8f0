package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application gets that asks for a session while the purpose sessions need is denied. */
class SessionsTest {

    private final FakeResponse sent = new FakeResponse();
    private ConsentService service = TestSite.running();
    private Gate gate;

    @AfterEach
    void close() {
        service.close();
    }

    private HttpServletRequest open(String needed, String... headers) {
        FakeRequest fake = FakeRequest.of(headers).with("getRequestedSessionId", "17");
        HttpServletRequest container = fake.servlet();
        SiteExpiry expiry = new SiteExpiry();
        Visitor visitor = new Visitor(service.sites().get(0), container, Jurisdiction.UNKNOWN, "/privacy", expiry);
        GateRules rules = new GateRules(false, TestSite.CLOCK, List.of(), false, needed, null);
        gate = Gate.of(rules, visitor, expiry, () -> "", "/privacy/choices");
        gate.open(container, sent.servlet());
        return gate.wrap(container, gate.wrap(sent.servlet()));
    }

    private HttpServletRequest denied() {
        return open("audience");
    }

    @Test
    void aSessionLastsForTheRequestAndSetsNothing() {
        HttpServletRequest request = denied();

        assertNull(request.getSession(false));
        HttpSession session = request.getSession();
        session.setAttribute("a", 1);
        assertTrue(session.isNew());
        assertSame(session, request.getSession(false));
        assertSame(session, request.getSession());
        assertEquals(List.of(), sent.all("Set-Cookie"));
        assertEquals(List.of("private, no-cache"), sent.all("Cache-Control"));
    }

    @Test
    void everyDispatchOfARequestHasTheSameSession() {
        HttpSession session = denied().getSession();

        HttpServletRequest again = gate.wrap(FakeRequest.of().servlet(), gate.wrap(new FakeResponse().servlet()));

        assertSame(session, again.getSession(false));
    }

    @Proves("SERVLET-5")
    @Test
    void hidesTheContainersSession() {
        HttpServletRequest request = denied();

        assertNull(request.getRequestedSessionId());
        assertFalse(request.isRequestedSessionIdValid());
        assertFalse(request.isRequestedSessionIdFromCookie());
        assertFalse(request.isRequestedSessionIdFromURL());
    }

    @Test
    void givesTheContainersSessionOncePermittedAndSaysSoToCaches() {
        HttpServletRequest request =
                open("audience", "Cookie", TestSite.cookieAfter(service.sites().get(0), Action.ACCEPT_ALL));

        assertThrows(IllegalStateException.class, () -> request.getSession(false));
        assertEquals("17", request.getRequestedSessionId());
        assertTrue(request.isRequestedSessionIdValid());
        assertTrue(request.isRequestedSessionIdFromCookie());
        assertTrue(request.isRequestedSessionIdFromURL());
        assertEquals(List.of("private, no-cache"), sent.all("Cache-Control"));
    }

    @Test
    void asksNothingWhereSessionsNeedNothing() {
        HttpServletRequest request = open(null);

        assertEquals(
                "the container's session [true]",
                assertThrows(IllegalStateException.class, request::getSession).getMessage());
        assertEquals(List.of(), sent.all("Cache-Control"));
    }

    @Test
    void holdsNoSessionBackInReportMode() {
        service.close();
        service = TestSite.service()
                .reportOnly()
                .site(Site.of("shop", TestSite.policy()))
                .build();

        assertThrows(IllegalStateException.class, () -> denied().getSession(false));
    }

    @Test
    void changesTheIdOnlyOfASessionThatIsThere() {
        HttpServletRequest request = denied();

        assertThrows(IllegalStateException.class, request::changeSessionId);
        HttpSession session = request.getSession();
        String before = session.getId();
        assertEquals(32, before.length());
        assertEquals(request.changeSessionId(), session.getId());
        assertNotEquals(before, session.getId());
    }

    @Test
    void keepsAttributesAndTellsThoseWhoListen() {
        List<String> told = new ArrayList<>();
        HttpSession session = denied().getSession();

        session.setAttribute("b", listener(told));
        session.setAttribute("b", session.getAttribute("b"));
        session.setAttribute("a", "1");
        assertEquals("1", session.getAttribute("a"));
        assertEquals(List.of("b", "a"), Collections.list(session.getAttributeNames()));
        session.setAttribute("b", "2");
        session.setAttribute("c", listener(told));
        session.setAttribute("c", null);
        session.setAttribute("d", listener(told));
        session.removeAttribute("a");
        assertNull(session.getAttribute("a"));
        session.invalidate();

        assertEquals(List.of("+b", "-b", "+c", "-c", "+d", "-d"), told);
    }

    @Test
    void anInvalidatedSessionIsGoneAndAnotherTakesItsPlace() {
        HttpServletRequest request = denied();
        HttpSession session = request.getSession();

        session.invalidate();

        assertThrows(IllegalStateException.class, session::isNew);
        assertThrows(IllegalStateException.class, session::invalidate);
        assertThrows(IllegalStateException.class, () -> session.getAttribute("a"));
        assertThrows(IllegalStateException.class, session::getAttributeNames);
        assertThrows(IllegalStateException.class, () -> session.setAttribute("a", 1));
        assertThrows(IllegalStateException.class, () -> session.removeAttribute("a"));
        assertThrows(IllegalStateException.class, session::getCreationTime);
        assertThrows(IllegalStateException.class, session::getLastAccessedTime);
        assertNull(request.getSession(false));
        assertNotSame(session, request.getSession());
    }

    @Test
    void tellsTimesAndInterval() {
        HttpSession session = denied().getSession();

        session.setMaxInactiveInterval(60);

        assertEquals(60, session.getMaxInactiveInterval());
        assertEquals(TestSite.NOW.toEpochMilli(), session.getCreationTime());
        assertEquals(TestSite.NOW.toEpochMilli(), session.getLastAccessedTime());
        assertNull(session.getServletContext());
    }

    private static HttpSessionBindingListener listener(List<String> told) {
        return new HttpSessionBindingListener() {
            @Override
            public void valueBound(HttpSessionBindingEvent event) {
                told.add("+" + event.getName());
            }

            @Override
            public void valueUnbound(HttpSessionBindingEvent event) {
                told.add("-" + event.getName());
            }
        };
    }
}
