package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.SiteConsent;
import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.Warnings;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the gate does when something of ours fails: doubt means denied, and the host goes on. */
@Proves("P-5")
class GateFailureTest {

    private final ConsentService service = TestSite.running();
    private final FakeResponse sent = new FakeResponse();
    private GateRules rules = new GateRules(false, TestSite.CLOCK);
    private HttpServletRequest request;
    private HttpServletResponse response;
    private Gate gate;

    @AfterEach
    void close() {
        service.close();
    }

    private SiteConsent site() {
        return service.sites().get(0);
    }

    private void open(FakeRequest incoming) {
        HttpServletRequest container = incoming.servlet();
        SiteExpiry expiry = new SiteExpiry();
        Visitor visitor = new Visitor(site(), container, Jurisdiction.UNKNOWN, "/privacy", expiry);
        gate = Gate.of(rules, visitor, expiry, () -> "<banner>", "/privacy/choices");
        enter(container);
    }

    private void enter(HttpServletRequest container) {
        HttpServletResponse original = sent.servlet();
        gate.open(container, original);
        response = gate.wrap(original);
        request = gate.wrap(container, response);
    }

    @Test
    void aFailureOfOursDeniesAndIsToldOnce() {
        HttpServletRequest broken = new HttpServletRequestWrapper(
                FakeRequest.of("Cookie", "basket=1").servlet()) {
            @Override
            public java.util.Enumeration<String> getHeaders(String name) {
                throw new IllegalStateException("broken on purpose");
            }
        };
        SiteExpiry expiry = new SiteExpiry();
        Visitor visitor = new Visitor(site(), broken, Jurisdiction.UNKNOWN, "/privacy", expiry);
        gate = Gate.of(
                rules,
                visitor,
                expiry,
                () -> {
                    throw new IllegalStateException("broken on purpose");
                },
                "/privacy/choices");
        try (Warnings warnings = Warnings.of(Gate.class.getName())) {
            enter(broken);
            response.addCookie(new Cookie("_ads", "1"));
            response.addCookie(new Cookie("JSESSIONID", "1"));

            assertEquals(List.of("JSESSIONID=1"), sent.all("Set-Cookie"));
            assertEquals("", Consent.of(request).banner());
            assertFalse(gate.denied().allows("audience"));
            assertTrue(gate.cookies().hides("theme"));
            assertTrue(warnings.messages().size() <= 1);
        }
    }

    @Test
    void withABrokenClockWhatIsNotPermittedIsNoDeletion() {
        rules = new GateRules(false, () -> {
            throw new IllegalStateException("broken on purpose");
        });
        open(FakeRequest.of());

        try (Warnings warnings = Warnings.of(Gate.class.getName())) {
            response.addHeader("Set-Cookie", "_ads=; Max-Age=0");
            response.addCookie(new Cookie("basket", "1"));

            assertTrue(warnings.messages().size() <= 1);
        }
        assertEquals(1, sent.all("Set-Cookie").size());
    }

    @Test
    void beforeItIsOpenedNothingCanBeAsked() {
        gate = Gate.closed(rules, "/privacy/choices");

        assertFalse(gate.asked());
    }
}
