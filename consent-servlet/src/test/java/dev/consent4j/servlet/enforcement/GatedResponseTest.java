package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.ConsentService;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gate takes from an application, and what a container then makes of it, where the two differ. */
class GatedResponseTest {

    private final ConsentService service = TestSite.running();
    private final FakeResponse sent = new FakeResponse();
    private HttpServletResponse response;

    @BeforeEach
    void open() {
        HttpServletRequest request = FakeRequest.of().servlet();
        SiteExpiry expiry = new SiteExpiry();
        Visitor visitor = new Visitor(service.sites().get(0), request, Jurisdiction.UNKNOWN, "/privacy", expiry);
        Gate gate =
                Gate.of(new GateRules(false, TestSite.CLOCK), visitor, expiry, () -> "<banner>", "/privacy/choices");
        HttpServletResponse original = sent.servlet();
        gate.open(request, original);
        response = gate.wrap(original);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void takesNoExpiresAttributeForADeletionBecauseJettyDropsIt() {
        response.addCookie(withAttribute("Expires", "Thu, 01 Jan 1970 00:00:00 GMT"));

        assertEquals(List.of(), sent.all("Set-Cookie"));
    }

    @Test
    void takesTheSessionCookieOfTomcatsOwnClassForNoDeletion() {
        response.addCookie(new TomcatSessionCookie("_stats"));

        assertEquals(List.of(), sent.all("Set-Cookie"));
    }

    @Test
    void readsNoAttributeOutOfAnother() {
        response.addCookie(withAttribute("Comment", "x; Max-Age=0"));
        Cookie path = new Cookie("_stats", "1");
        path.setPath("/; Max-Age=0");
        response.addCookie(path);
        Cookie revived = withAttribute("Comment", "x; Max-Age=999");
        revived.setMaxAge(0);
        response.addCookie(revived);

        assertEquals(List.of(), sent.all("Set-Cookie"));
    }

    @Test
    void letsTheDeletionOfACookieObjectPass() {
        Cookie deletion = new Cookie("_stats", "");
        deletion.setPath("/");
        deletion.setMaxAge(0);

        response.addCookie(deletion);

        assertEquals(List.of("_stats="), sent.all("Set-Cookie"));
    }

    @Test
    void seesACookieFieldWhoseNameEndsInAControlCharacter() {
        for (String name : List.of("Set-Cookie\u0000", "\u0001set-cookie", "Set-Cookie\u007f")) {
            response.addHeader(name, "_stats=1");
            response.setHeader(name, "_stats=1");
        }

        assertEquals(List.of("Cache-Control"), List.copyOf(sent.headers().keySet()));
    }

    private static Cookie withAttribute(String name, String value) {
        Cookie cookie = new Cookie("_stats", "1");
        cookie.setAttribute(name, value);
        return cookie;
    }

    /** Tomcat's own class keeps {@code setMaxAge(-1)} among the attributes. */
    private static final class TomcatSessionCookie extends Cookie {

        private static final long serialVersionUID = 1;

        TomcatSessionCookie(String name) {
            super(name, "1");
        }

        @Override
        public Map<String, String> getAttributes() {
            return Map.of("Max-Age", "-1");
        }
    }
}
