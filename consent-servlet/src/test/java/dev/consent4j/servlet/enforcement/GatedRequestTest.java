package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everybody who asks for cookies, by whatever way, sees the same: those of permitted purposes, as they were sent. */
class GatedRequestTest {

    private static final Set<String> DENIED = Set.of("_stats", "_ga_1", "_ads", "deep");
    private static final GateRules RULES = new GateRules(false, TestSite.CLOCK);
    private static ConsentService service;

    private final FakeResponse sent = new FakeResponse();
    private FakeRequest fake;

    @BeforeAll
    @BeforeContainer
    static void start() {
        if (service == null) {
            service = TestSite.running();
        }
    }

    @AfterAll
    @AfterContainer
    static void stop() {
        service.close();
    }

    private HttpServletRequest gated(List<String> fields) {
        fake = FakeRequest.of(
                fields.stream().flatMap(field -> Stream.of("Cookie", field)).toArray(String[]::new));
        HttpServletRequest container = fake.servlet();
        SiteExpiry expiry = new SiteExpiry();
        Visitor visitor = new Visitor(service.sites().get(0), container, Jurisdiction.UNKNOWN, "/privacy", expiry);
        Gate gate = Gate.of(RULES, visitor, expiry, () -> "", "/privacy/choices");
        HttpServletResponse original = sent.servlet();
        gate.open(container, original);
        return gate.wrap(container, gate.wrap(original));
    }

    @Property(tries = 300)
    void headerAndHeadersAndNamesAndCookiesAgree(@ForAll("requests") List<String> fields) {
        HttpServletRequest request = gated(fields);
        List<String> visible = fields.stream()
                .map(field -> VisibleCookies.of(field, DENIED::contains))
                .filter(field -> !field.isEmpty())
                .toList();

        assertEquals(visible, Collections.list(request.getHeaders("cookie")));
        assertEquals(visible.isEmpty() ? null : visible.get(0), request.getHeader("COOKIE"));
        assertEquals(
                !visible.isEmpty(), Collections.list(request.getHeaderNames()).contains("Cookie"));
        assertEquals(names(gated(visible)), names(request));
        assertTrue(Collections.disjoint(names(request), DENIED));
    }

    private static List<String> names(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Stream.of(cookies).map(Cookie::getName).toList();
    }

    @Provide
    static Arbitrary<List<String>> requests() {
        Arbitrary<String> pairs = Arbitraries.of(
                        "basket", "theme", "consent", "_stats", "_ga_1", "_ads", "deep", "DEEP")
                .flatMap(name -> Arbitraries.of("1", "a=b", "\"q\"", "").map(value -> name + "=" + value));
        return pairs.list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .flatMap(list -> Arbitraries.of("; ", ";").map(separator -> String.join(separator, list)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Test
    void otherHeadersAreNotTouched() {
        HttpServletRequest request = gated(List.of("_stats=1"));

        assertNull(request.getHeader("X-Cookie"));
        assertEquals(List.of(), Collections.list(request.getHeaders("Accept")));
        assertEquals(List.of(), Collections.list(request.getHeaderNames()));
    }

    @Test
    void wrappersAboveAndOtherThreadsSeeNoMore() {
        HttpServletRequest wrapper = new HttpServletRequestWrapper(gated(List.of("_stats=1; theme=2", "_ads=3")));

        assertEquals(
                List.of("theme"),
                CompletableFuture.supplyAsync(() -> names(wrapper)).join());
        assertEquals(
                List.of("theme=2"),
                CompletableFuture.supplyAsync(() -> Collections.list(wrapper.getHeaders("Cookie")))
                        .join());
    }

    @Test
    void asyncCodeSeesNoMoreHoweverItIsStarted() {
        HttpServletRequest request = gated(List.of("_stats=1; theme=2"));
        ServletRequest asTheContainerGaveIt = ((HttpServletRequestWrapper) request).getRequest();

        request.startAsync();
        assertEquals(List.of("theme"), names((HttpServletRequest) fake.asyncRequest()));
        request.startAsync(new HttpServletRequestWrapper(request), sent.servlet());
        assertEquals(List.of("theme"), names((HttpServletRequest) fake.asyncRequest()));
        request.startAsync(asTheContainerGaveIt, sent.servlet());
        assertEquals(List.of("theme"), names((HttpServletRequest) fake.asyncRequest()));
    }
}
