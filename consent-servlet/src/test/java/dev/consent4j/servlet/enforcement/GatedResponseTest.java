package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.consent4j.ConsentService;
import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.enforcement.header.ConsentField;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

        assertEquals(
                List.of("Cache-Control", "Vary"), List.copyOf(sent.headers().keySet()));
    }

    @Proves("SERVLET-6")
    @Test
    void trailersCarryNoCookies() {
        response.setTrailerFields(() -> Map.of("Set-COOKIE", "basket=1", "set-cookie2 ", "consent=1", "X-Sum", "1"));
        assertEquals(Map.of("X-Sum", "1"), sent.trailers().get());

        response.setTrailerFields(() -> null);
        assertEquals(Map.of(), sent.trailers().get());

        response.setTrailerFields(null);
        assertNull(sent.trailers());
    }

    @Test
    void judgesTheFieldOfRfc2965() {
        response.addHeader("set-cookie2", "_stats=1");
        response.setHeader("Set-Cookie2", "_stats=1");
        response.addIntHeader("Set-Cookie2", 7);
        response.setDateHeader("Set-Cookie2", 0);
        assertEquals(List.of(), sent.all("Set-Cookie2"));

        response.addHeader("Set-Cookie2", "basket=1");
        assertEquals(List.of("basket=1"), sent.all("Set-Cookie2"));
        response.setHeader("Set-Cookie2", "basket=2");
        assertEquals(List.of("basket=2"), sent.all("Set-Cookie2"));
        response.setHeader("Set-Cookie2", null);
        assertEquals(List.of(), sent.all("Set-Cookie2"));
    }

    @Test
    void keepsOurFieldBesideTheApplicationsAndShowsItOnlyItsOwn() {
        FakeResponse wire = new FakeResponse();
        HttpServletResponse original = wire.servlet();
        original.addHeader("X-Ours", "of an earlier filter");
        HttpServletResponse gated = gatedWith(original, new OursBeside(false));

        assertEquals(List.of("of an earlier filter", "ours"), wire.all("X-Ours"));
        assertEquals(List.of("of an earlier filter"), gated.getHeaders("x-ours"));
        gated.setHeader("x-ours", null);
        assertEquals(List.of("ours"), wire.all("X-Ours"));
        assertEquals(false, gated.containsHeader("X-Ours"));
        assertEquals(null, gated.getHeader("X-Ours"));
        assertEquals(List.of("Cache-Control", "Vary"), List.copyOf(gated.getHeaderNames()));
        gated.addHeader("X-OURS", "a");
        gated.addIntHeader("X-Ours", 7);
        assertEquals(List.of("a", "7", "ours"), wire.all("X-Ours"));
        assertEquals("a", gated.getHeader("X-Ours"));
        gated.setHeader("X-Ours", "b");
        assertEquals(List.of("b", "ours"), wire.all("X-Ours"));
        assertEquals(true, gated.getHeaderNames().contains("X-Ours"));
        gated.reset();
        assertEquals(List.of("ours"), wire.all("X-Ours"));
        assertEquals(List.of(), gated.getHeaders("X-Ours"));
    }

    @Test
    void leavesTheApplicationsValueWhereOurFieldFails() {
        FakeResponse wire = new FakeResponse();
        HttpServletResponse gated = gatedWith(wire.servlet(), new OursBeside(true));

        gated.setHeader("X-Ours", "theirs");

        assertEquals(List.of("theirs"), wire.all("X-Ours"));
    }

    @Test
    void putsOurFieldBackWhereTheContainerHasClearedTheResponseForItsErrorPage() {
        FakeResponse wire = new FakeResponse();
        HttpServletResponse original = wire.servlet();
        Gate gate = openWith(original, new OursBeside(false));
        gate.wrap(original).setHeader("X-Ours", "theirs");
        original.reset();

        HttpServletResponse again = gate.wrap(original);

        assertEquals(List.of("ours"), wire.all("X-Ours"));
        assertEquals(List.of(), again.getHeaders("X-Ours"));
    }

    private HttpServletResponse gatedWith(HttpServletResponse original, ConsentField field) {
        return openWith(original, field).wrap(original);
    }

    private Gate openWith(HttpServletResponse original, ConsentField field) {
        SiteExpiry expiry = new SiteExpiry();
        HttpServletRequest request = FakeRequest.of().servlet();
        Visitor visitor = new Visitor(service.sites().get(0), request, Jurisdiction.UNKNOWN, "/privacy", expiry);
        Gate gate = Gate.of(
                new GateRules(false, TestSite.CLOCK, List.of(field)), visitor, expiry, () -> "", "/privacy/choices");
        gate.open(request, original);
        return gate;
    }

    /** A field of ours, or a bug of ours. */
    private record OursBeside(boolean fails) implements ConsentField {

        @Override
        public String name() {
            return "X-Ours";
        }

        @Override
        public List<String> values(List<String> application, Visitor visitor) {
            if (fails) {
                throw new IllegalStateException("a bug");
            }
            return Stream.concat(application.stream(), Stream.of("ours")).toList();
        }
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
