package dev.consent4j.servlet.container;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.ConsentService;
import dev.consent4j.conformance.Proves;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import org.junit.jupiter.api.Test;

/**
 * {@code sendEarlyHints} of Servlet 6.2, which sends the headers so far ahead of the response. No container has it yet, so
 * the API is given the method here: the wrapper passes it on without knowing it, and what is sent was judged as it was set.
 */
class EarlyHintsTest {

    private static final String HINTS = "sendEarlyHints";

    @Proves("SERVLET-6")
    @Test
    void sendsAheadOnlyWhatWasPermitted() throws Exception {
        IsolatedLoader loader = IsolatedLoader.withServletApi(EarlyHintsTest::newer);

        Method play = loader.loadClass(EarlyHintsTest.class.getName()).getDeclaredMethod("play");
        play.setAccessible(true);

        assertEquals(
                Map.of(
                        "Cache-Control", List.of("private, no-cache"),
                        "Vary", List.of("Cookie, Sec-GPC, DNT"),
                        "Set-Cookie", List.of("basket=1")),
                play.invoke(null));
    }

    /** Called with the newer API: what was sent ahead. */
    static Map<String, List<String>> play() throws Exception {
        FakeResponse sent = new FakeResponse();
        try (ConsentService service = TestSite.running()) {
            ConsentFilter.builder(service)
                    .build()
                    .doFilter(FakeRequest.of().servlet(), sent.servlet(), (request, response) -> {
                        ((HttpServletResponse) response).addCookie(new Cookie("_stats", "1"));
                        ((HttpServletResponse) response).addCookie(new Cookie("basket", "1"));
                        try {
                            HttpServletResponse.class.getMethod(HINTS).invoke(response);
                        } catch (ReflectiveOperationException failed) {
                            throw new IllegalStateException(failed);
                        }
                        ((HttpServletResponse) response).addHeader("Set-Cookie", "basket=2");
                    });
        }
        return sent.hinted();
    }

    private static byte[] newer(String name, byte[] code) {
        if (name.equals(HttpServletResponse.class.getName())) {
            return new ByteBuddy()
                    .redefine(HttpServletResponse.class)
                    .defineMethod(HINTS, void.class, Visibility.PUBLIC)
                    .intercept(StubMethod.INSTANCE)
                    .make()
                    .getBytes();
        }
        return name.equals(HttpServletResponseWrapper.class.getName()) ? delegating() : code;
    }

    /** As the wrapper of the API does for every method. */
    private static byte[] delegating() {
        TypeDescription response = new ByteBuddy()
                .redefine(HttpServletResponse.class)
                .defineMethod(HINTS, void.class, Visibility.PUBLIC)
                .intercept(StubMethod.INSTANCE)
                .make()
                .getTypeDescription();
        return new ByteBuddy()
                .redefine(HttpServletResponseWrapper.class)
                .defineMethod(HINTS, void.class, Visibility.PUBLIC)
                .intercept(MethodCall.invoke(response.getDeclaredMethods()
                                .filter(named(HINTS))
                                .getOnly())
                        .onMethodCall(MethodCall.invoke(named("_getHttpServletResponse"))))
                .make()
                .getBytes();
    }
}
