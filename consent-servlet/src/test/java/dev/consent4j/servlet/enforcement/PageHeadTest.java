package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.ConsentService;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.enforcement.markup.MarkupGate;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The head of a page that may be rewritten. */
class PageHeadTest {

    private final ConsentService service = TestSite.running();
    private Gate gate;

    @AfterEach
    void close() {
        service.close();
    }

    private HttpServletResponse open(FakeResponse sent) {
        MarkupGate markup = new MarkupGate((visitor, vendor, purposes) -> null);
        GateRules rules = new GateRules(false, TestSite.CLOCK, List.of(), false, null, markup);
        HttpServletRequest request = FakeRequest.of().servlet();
        SiteExpiry expiry = new SiteExpiry();
        Visitor visitor = new Visitor(service.sites().get(0), request, Jurisdiction.UNKNOWN, "/privacy", expiry);
        gate = Gate.of(rules, visitor, expiry, () -> "", "/privacy/choices");
        HttpServletResponse original = sent.servlet();
        gate.open(request, original);
        return gate.wrap(original);
    }

    @Test
    void aLengthThatWasTakenBackIsNotStated() throws IOException {
        FakeResponse sent = new FakeResponse();
        HttpServletResponse response = open(sent);
        response.setContentType("text/plain");

        response.setContentLength(5);
        response.setHeader("Content-Length", null);
        response.flushBuffer();

        assertEquals(List.of(), sent.all("Content-Length"));
    }

    @Test
    void aLengthOfWhatIsNoPageIsStated() throws IOException {
        FakeResponse sent = new FakeResponse();
        HttpServletResponse response = open(sent);
        response.setContentType("text/plain");

        response.setContentLength(5);
        response.flushBuffer();

        assertEquals(List.of("5"), sent.all("Content-Length"));
    }

    @Test
    void aDigestOfThePageAsItWasGoesWhereHeadersSetToNullStay() throws IOException {
        FakeResponse sent = new FakeResponse().keepingHeadersSetToNull();
        HttpServletResponse response = open(sent);
        response.setContentType("text/html");

        response.setHeader("Content-Digest", "sha-256=:x:");
        response.flushBuffer();

        assertEquals(List.of(""), sent.all("Content-Digest"));
    }

    @Test
    void aFailureOfTheJudgeDoesNotReachTheApplication() throws IOException {
        FakeResponse sent = new FakeResponse().failingOnType();
        HttpServletResponse response = open(sent);

        response.flushBuffer();

        assertEquals(List.of("private, no-cache"), sent.all("Cache-Control"));
    }
}
