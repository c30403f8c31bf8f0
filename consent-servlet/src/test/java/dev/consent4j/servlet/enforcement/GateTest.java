package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.Warnings;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.servlet.request.GateOutcome;
import dev.consent4j.servlet.request.GateOutcome.Kind;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {

    private ConsentService service = TestSite.running();
    private GateRules rules = new GateRules(false, TestSite.CLOCK);
    private FakeRequest fake = FakeRequest.of();
    private FakeResponse sent = new FakeResponse();
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

    private void reportOnly() {
        service.close();
        service = TestSite.service()
                .reportOnly()
                .site(Site.of("shop", TestSite.policy()))
                .build();
    }

    private void open(FakeRequest incoming) {
        fake = incoming;
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

    private void openAccepted(String... cookies) {
        String all = TestSite.cookieAfter(site(), Action.ACCEPT_ALL) + "; " + String.join("; ", cookies);
        open(FakeRequest.of("Cookie", all));
    }

    private List<String> outcomes() {
        return gate.outcomes().stream()
                .map(outcome -> outcome.kind() + " " + outcome.cookie())
                .toList();
    }

    @Test
    void tellsWhatItDidAndWhy() {
        open(FakeRequest.of("Cookie", "_stats=1; basket=2; theme=3"));
        response.addCookie(new Cookie("_ads", "1"));
        response.addHeader("Set-Cookie", "basket=1");
        response.addHeader("Set-Cookie", "_ads=; Max-Age=0");

        assertEquals(
                List.of(
                        "HIDDEN _stats",
                        "REPORTED theme",
                        "EXPIRED _stats",
                        "WITHHELD _ads",
                        "PASSED basket",
                        "PASSED _ads"),
                outcomes());
        GateOutcome withheld = gate.outcomes().get(3);
        assertEquals(Kind.WITHHELD, withheld.kind());
        assertTrue(withheld.explanation().contains("_ads [ads]: denied, undecided"), withheld.explanation());
        assertTrue(gate.outcomes().get(2).explanation().contains("denied"));
        assertSame(gate.outcomes().getClass(), Consent.of(request).outcomes().getClass());
    }

    @Test
    void boundsWhatItTells() {
        open(FakeRequest.of());
        for (int i = 0; i < 1_000; i++) {
            response.addHeader("Set-Cookie", "basket=" + i);
        }

        assertEquals(GateLog.MAX_OUTCOMES, gate.outcomes().size());
        assertEquals(1_000, sent.all("Set-Cookie").size());
    }

    @Test
    void letsAndReportsInReportMode() {
        reportOnly();
        open(FakeRequest.of("Cookie", "_stats=1"));
        try (Warnings warnings = Warnings.of(UndeclaredCookies.class.getName())) {
            response.addCookie(new Cookie("_ads", "1"));
            response.addCookie(new Cookie("_ads", "2"));
            response.addCookie(new Cookie("basket", "1"));
            response.addCookie(new Cookie("consent", "forged"));

            assertEquals(2, warnings.messages().size());
            assertTrue(warnings.messages().get(0).contains("_ads [ads]: denied"));
            assertTrue(warnings.messages().get(1).contains("consent: denied, only the library"));
        }
        assertEquals(List.of("_ads=1", "_ads=2", "basket=1"), sent.all("Set-Cookie"));
        assertEquals(
                List.of("REPORTED _stats", "REPORTED _ads", "REPORTED _ads", "PASSED basket", "WITHHELD consent"),
                outcomes());
        assertEquals(1, request.getCookies().length);
        assertEquals(List.of(), sent.all("Cache-Control"));
    }

    @Test
    void becomesPrivateForOptionalAndUnknownCookiesOnly() {
        open(FakeRequest.of());
        response.addCookie(new Cookie("basket", "1"));
        response.addHeader("Set-Cookie", "_ads=; Max-Age=0");
        assertEquals(List.of(), sent.all("Cache-Control"));

        response.addCookie(new Cookie("_ads", "1"));
        assertEquals(List.of("private, no-cache"), sent.all("Cache-Control"));
    }

    @Test
    void becomesPrivateForAGrantedCookieToo() {
        openAccepted();
        response.setHeader("ETag", "\"1\"");

        response.addCookie(new Cookie("_ads", "1"));

        assertEquals(List.of("private, no-cache"), sent.all("Cache-Control"));
        assertEquals(List.of(), sent.all("ETag"));
    }

    @Proves("SERVLET-1")
    @Test
    void judgesEveryHeaderMethodInAnyCase() {
        open(FakeRequest.of());

        response.addHeader("SET-COOKIE", "_ads=1");
        response.addHeader("Set-Cookie ", "_ads=1");
        response.addHeader("Set-Cookie: _ads=1;a", "b");
        response.setHeader("set-cookie : _ads=1;a", "b");
        response.setHeader("set-cookie", "_ads=1");
        response.addIntHeader("Set-Cookie", 7);
        response.setIntHeader("Set-Cookie", 7);
        response.addDateHeader("set-Cookie", 0);
        response.setDateHeader("set-Cookie", 0);

        assertEquals(List.of(), sent.all("Set-Cookie"));
        assertEquals(9, gate.outcomes().size());
        assertTrue(gate.outcomes().stream().allMatch(outcome -> outcome.kind() == Kind.WITHHELD));
    }

    @Test
    void leavesOtherHeadersToTheApplication() {
        open(FakeRequest.of());

        response.setHeader("X-A", "1");
        response.addHeader("X-A", "2");
        response.setIntHeader("X-B", 1);
        response.addIntHeader("X-B", 2);
        response.setDateHeader("X-C", 1);
        response.addDateHeader("X-C", 2);
        response.addHeader("X-D", null);
        response.setHeader("Expires", "0");
        response.addHeader("Cache-Control", "public");

        assertEquals(List.of("1", "2"), sent.all("X-A"));
        assertEquals(List.of("1", "2"), sent.all("X-B"));
        assertEquals(List.of("1", "2"), sent.all("X-C"));
        assertEquals(List.of(), sent.all("X-D"));
        assertEquals(List.of("0"), sent.all("Expires"));
        assertEquals(List.of("public"), sent.all("Cache-Control"));
        assertEquals("1", response.getHeader("X-A"));
        assertTrue(response.containsHeader("X-A"));
        assertEquals(List.of("1", "2"), response.getHeaders("X-A"));
    }

    @Test
    void keepsAPrivateResponsePrivateWhateverIsSetLater() {
        open(FakeRequest.of());
        assertTrue(gate.asked());

        response.setHeader("Cache-Control", "public, max-age=9");
        assertEquals(List.of("private, no-cache, max-age=9"), sent.all("Cache-Control"));
        response.addHeader("cache-control", "no-store");
        assertEquals(List.of("private, no-cache, max-age=9, no-store"), sent.all("Cache-Control"));
        response.setHeader("Cache-Control", null);
        assertEquals(List.of("private, no-cache"), sent.all("Cache-Control"));
        response.setDateHeader("Expires", 4_102_444_800_000L);
        response.addDateHeader("Last-Modified", 0);
        response.setHeader("ETag", "\"1\"");
        response.addHeader("etag", "\"1\"");
        response.setIntHeader("Surrogate-Control", 1);
        response.setHeader("X-A", "1");
        response.addHeader("X-A", "2");

        assertEquals(Set.of("Cache-Control", "Vary", "X-A"), sent.headers().keySet());
        assertEquals(List.of("1", "2"), sent.all("X-A"));
        assertTrue(gate.asked());
    }

    @Test
    void survivesNullNames() {
        open(FakeRequest.of());
        response.addCookie(null);

        assertEquals(List.of(), gate.outcomes());
    }

    @Proves("SERVLET-2")
    @Test
    void restoresItsOwnCookiesAndPrivacyAfterResetAndReplacement() {
        open(FakeRequest.of("Cookie", "_stats=1"));
        List<String> own = sent.all("Set-Cookie");
        assertEquals(1, own.size());

        response.reset();
        assertEquals(own, sent.all("Set-Cookie"));
        assertEquals(List.of("private, no-cache"), sent.all("Cache-Control"));

        response.setHeader("Set-Cookie", "basket=1");
        assertEquals(List.of("basket=1", own.get(0)), sent.all("Set-Cookie"));
        response.setHeader("Set-Cookie", "_ads=1");
        assertEquals(own, sent.all("Set-Cookie"));
        response.setHeader("Set-Cookie", null);
        assertEquals(own, sent.all("Set-Cookie"));
    }

    @Test
    void showsTheApplicationOnlyItsOwnCookiesOnTheResponse() {
        open(FakeRequest.of("Cookie", "_stats=1"));

        assertFalse(response.containsHeader("Set-Cookie"));
        assertNull(response.getHeader("set-cookie"));
        assertEquals(List.of("Cache-Control", "Vary"), List.copyOf(response.getHeaderNames()));
        assertEquals(List.of(), response.getHeaders("Set-Cookie"));
        response.addHeader("Set-Cookie", "basket=1");
        assertTrue(response.containsHeader("Set-Cookie"));
        assertEquals("basket=1", response.getHeader("set-cookie"));
        assertEquals(List.of("Cache-Control", "Set-Cookie", "Vary"), List.copyOf(response.getHeaderNames()));
        assertEquals(List.of("basket=1"), List.copyOf(response.getHeaders("Set-Cookie")));
        assertFalse(response.containsHeader("X-A"));
        assertNull(response.getHeader("X-A"));
    }

    @Test
    void hidesDeniedCookiesInOrderAndSpelling() {
        open(FakeRequest.of("Cookie", "b=1;  _stats=\"x y\"; basket = 2 ;c", "Cookie", "_ads=1", "X-A", "1"));

        assertEquals(List.of("b=1; basket = 2 ;c"), Collections.list(request.getHeaders("cookie")));
        assertEquals("b=1; basket = 2 ;c", request.getHeader("COOKIE"));
        assertEquals("1", request.getHeader("X-A"));
        assertEquals(List.of("1"), Collections.list(request.getHeaders("X-A")));
        assertEquals(
                List.of("b", "basket"),
                Arrays.stream(request.getCookies()).map(Cookie::getName).toList());
        assertEquals(List.of("Cookie", "X-A"), Collections.list(request.getHeaderNames()));
        assertEquals(List.of("private, no-cache"), sent.all("Cache-Control"));
    }

    @Test
    @SuppressWarnings("deprecation")
    void pushesNothingWhileACookieIsHidden() {
        open(FakeRequest.of("Cookie", "_stats=1; basket=2"));
        assertNull(request.newPushBuilder());

        open(FakeRequest.of("Cookie", "basket=2"));
        assertThrows(IllegalStateException.class, () -> request.newPushBuilder());
    }

    @Test
    void hidesADeniedNameWithoutAValueButNotAValueWithoutAName() {
        open(FakeRequest.of("Cookie", "_stats; =_stats;basket=2;  _ads=1"));

        assertEquals("=_stats;basket=2", request.getHeader("Cookie"));
    }

    @Test
    void showsNoCookieHeaderWhenEverythingIsHidden() {
        open(FakeRequest.of("Cookie", "_stats=1", "X-A", "1"));

        assertNull(request.getCookies());
        assertNull(request.getHeader("Cookie"));
        assertFalse(request.getHeaders("Cookie").hasMoreElements());
        assertEquals(List.of("X-A"), Collections.list(request.getHeaderNames()));
    }

    @Test
    void leavesARequestWithoutCookiesAlone() {
        open(FakeRequest.of("X-A", "1"));

        assertNull(request.getCookies());
        assertNull(request.getHeader("Cookie"));
        assertEquals(List.of("X-A"), Collections.list(request.getHeaderNames()));
        assertEquals(List.of(), sent.all("Cache-Control"));
    }

    @Test
    void readingCookiesIsPrivateWhenAnOptionalOneIsShownToo() {
        openAccepted("_stats=1", "theme=2");

        assertEquals(List.of(), sent.all("Cache-Control"));
        assertEquals(3, request.getCookies().length);
        assertTrue(request.getHeader("Cookie").endsWith("; _stats=1; theme=2"));
        assertEquals(List.of("private, no-cache"), sent.all("Cache-Control"));
    }

    @Test
    void readingCookiesThatConsentDoesNotGovernLeavesTheResponseAsItIs() {
        openAccepted("basket=1", "theme=2");

        assertEquals(3, request.getCookies().length);
        assertTrue(request.getHeader("Cookie").endsWith("; basket=1; theme=2"));
        assertEquals(Set.of(), sent.headers().keySet());
    }

    @Test
    void hidesUndeclaredCookiesOnlyWhenTold() {
        rules = new GateRules(true, TestSite.CLOCK);
        open(FakeRequest.of("Cookie", "theme=1; basket=2; consent=x"));

        assertEquals("basket=2; consent=x", request.getHeader("Cookie"));
        assertEquals(List.of("HIDDEN theme"), outcomes());
    }

    @Test
    void hidesWhatIsDeniedEvenIfOnlyTheContainerSeesACookieInIt() {
        open(FakeRequest.of());
        HttpServletRequest odd = new HttpServletRequestWrapper(fake.servlet()) {
            @Override
            public Cookie[] getCookies() {
                return new Cookie[] {new Cookie("_ads", "1"), new Cookie("basket", "1")};
            }
        };

        assertEquals(1, gate.wrap(odd, response).getCookies().length);
    }

    @Proves("SERVLET-4")
    @Test
    void wrapsEachDispatchOnce() {
        open(FakeRequest.of());

        assertSame(request, gate.wrap(request, response));
        assertSame(response, gate.wrap(response));
        HttpServletResponse wrapped = new HttpServletResponseWrapper(response);
        assertSame(wrapped, gate.wrap(wrapped));
        HttpServletRequest wrappedRequest = new HttpServletRequestWrapper(request);
        assertSame(wrappedRequest, gate.wrap(wrappedRequest, wrapped));
        assertSame(gate, Gate.find(request));
        assertNull(Gate.find(FakeRequest.of().servlet()));
    }

    @Test
    void wrapsTheBareResponseOfALaterDispatchAndRestoresWhatItLost() {
        open(FakeRequest.of("Cookie", "_stats=1"));
        FakeResponse bare = new FakeResponse();
        HttpServletResponse again =
                gate.wrap(new HttpServletResponseWrapper(new HttpServletResponseWrapper(bare.servlet())));

        again.addCookie(new Cookie("_ads", "1"));

        assertTrue(bare.all("Set-Cookie").get(0).startsWith("_stats=; Max-Age=0"));
        assertEquals(1, bare.all("Set-Cookie").size());
        assertEquals(List.of("private, no-cache"), bare.all("Cache-Control"));
    }

    @Proves("SERVLET-4")
    @Test
    void keepsAsyncCodeGated() {
        open(FakeRequest.of());

        request.startAsync();
        ((HttpServletResponse) fake.asyncResponse()).addCookie(new Cookie("_ads", "1"));
        assertTrue(GatedRequest.isGated(fake.asyncRequest()));

        request.startAsync(request, sent.servlet());
        ((HttpServletResponse) fake.asyncResponse()).addCookie(new Cookie("_ads", "1"));

        request.startAsync(request, response);
        assertSame(response, fake.asyncResponse());
        ((HttpServletResponse) fake.asyncResponse()).addCookie(new Cookie("basket", "1"));

        assertEquals(List.of("basket=1"), sent.all("Set-Cookie"));
    }

    @Proves("SERVLET-3")
    @Test
    void deniesWhenAskedTooLate() {
        sent = new FakeResponse().committed();
        openAccepted();

        assertFalse(Consent.of(request).allows("audience"));
        assertTrue(Consent.of(request).allows("necessary"));
        assertEquals("", Consent.of(request).banner());
    }

    @Test
    void aCookieSetTooLateDoesNotMakeAskingTimely() {
        sent = new FakeResponse().committed();
        openAccepted();
        response.addCookie(new Cookie("_ads", "1"));

        assertFalse(Consent.of(request).allows("audience"));
    }

    @Test
    void answersTheApplication() {
        openAccepted();
        Consent consent = Consent.of(request);

        assertTrue(consent.allows("audience"));
        assertTrue(consent.purpose("ads").permitted());
        assertFalse(consent.vendor("nobody").permitted());
        assertFalse(consent.isUndecided());
        assertEquals("<banner>", consent.banner());
        assertEquals("/privacy/choices", consent.choicesPath());
    }

    @Test
    void closedGatePermitsFrameworkCookiesOnly() {
        gate = Gate.closed(rules, "/privacy/choices");
        enter(FakeRequest.of("Cookie", "JSESSIONID=1; theme=2").servlet());

        response.addCookie(new Cookie("JSESSIONID", "1"));
        response.addCookie(new Cookie("basket", "1"));

        assertEquals(List.of("JSESSIONID=1"), sent.all("Set-Cookie"));
        assertEquals("JSESSIONID=1; theme=2", request.getHeader("Cookie"));
        assertFalse(Consent.of(request).allows("audience"));
        assertEquals("", Consent.of(request).banner());
        sent.committed();
        assertFalse(gate.denied().allows("audience"));
        assertEquals(List.of("JSESSIONID=1"), List.copyOf(response.getHeaders("Set-Cookie")));
    }
}
