package dev.consent4j.servlet.enforcement;

import static dev.consent4j.servlet.enforcement.PageTrial.PAGE;
import static dev.consent4j.servlet.enforcement.PageTrial.REWRITTEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The async context of a page: the container's in everything but the end. */
class MarkupAsyncTest {

    private static final long TIMEOUT = 77;

    private final PageTrial trial = new PageTrial().html();
    private final List<Object[]> calls = new ArrayList<>();
    private final List<String> called = new ArrayList<>();
    private final AsyncContext container = proxy(AsyncContext.class);
    private final AsyncContext async = trial.gate.async(container);

    @AfterEach
    void close() {
        trial.close();
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this::called));
    }

    private Object called(Object self, Method method, Object... arguments) {
        called.add(method.getName());
        calls.add(arguments == null ? new Object[0] : arguments);
        return switch (method.getName()) {
            case "getRequest" -> trial.container;
            case "getResponse" -> trial.original;
            case "hasOriginalRequestAndResponse" -> true;
            case "getTimeout" -> TIMEOUT;
            case "createListener" -> proxy(AsyncListener.class);
            default -> null;
        };
    }

    private Object last(int argument) {
        return calls.get(calls.size() - 1)[argument];
    }

    @Test
    void whatItIsAskedForIsTheContainers() throws Exception {
        Runnable work = () -> {};

        assertSame(trial.container, async.getRequest());
        assertSame(trial.original, async.getResponse());
        assertTrue(async.hasOriginalRequestAndResponse());
        assertEquals(TIMEOUT, async.getTimeout());
        assertTrue(Proxy.isProxyClass(async.createListener(AsyncListener.class).getClass()));
        assertSame(AsyncListener.class, last(0));
        async.setTimeout(TIMEOUT);
        assertEquals(TIMEOUT, last(0));
        async.start(work);
        assertSame(work, last(0));
        async.dispatch();
        async.dispatch("/a");
        assertEquals("/a", last(0));
        async.dispatch(null, "/b");
        assertEquals("/b", last(1));
        assertEquals(List.of("dispatch", "dispatch", "dispatch"), called.subList(called.size() - 3, called.size()));
    }

    @Test
    void completingEndsThePageFirst() throws IOException {
        trial.response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));

        async.complete();

        assertEquals(REWRITTEN, trial.sent.body());
        assertEquals(List.of("complete"), called);
    }

    @Test
    void aConnectionThatIsGoneIsCompletedAllTheSame() throws IOException {
        trial.response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
        trial.sent.stream().broken();

        async.complete();

        assertEquals(List.of("complete"), called);
    }

    @Test
    void listenersGetAContextThatEndsThePage() throws IOException {
        trial.response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
        AsyncListener listener = proxy(AsyncListener.class);
        async.addListener(listener);
        hears((AsyncListener) last(0));
        async.addListener(listener, trial.container, trial.original);
        assertSame(trial.container, last(1));
        assertSame(trial.original, last(2));
        hears((AsyncListener) last(0));
    }

    /** Every event reaches the application's listener as it was, but for the context. */
    private void hears(AsyncListener relayed) throws IOException {
        Throwable failure = new IOException("gone");
        AsyncEvent event = new AsyncEvent(container, trial.container, trial.original, failure);
        for (String name : Set.of("onComplete", "onTimeout", "onError", "onStartAsync")) {
            tell(relayed, name, event);
            assertEquals(name, called.get(called.size() - 1));
            AsyncEvent heard = (AsyncEvent) last(0);
            assertSame(trial.container, heard.getSuppliedRequest());
            assertSame(trial.original, heard.getSuppliedResponse());
            assertSame(failure, heard.getThrowable());
            assertSame(container, ((MarkupAsync) heard.getAsyncContext()).container());
            assertSame(((MarkupAsync) async).body(), ((MarkupAsync) heard.getAsyncContext()).body());
        }
    }

    private static void tell(AsyncListener listener, String name, AsyncEvent event) throws IOException {
        switch (name) {
            case "onComplete" -> listener.onComplete(event);
            case "onTimeout" -> listener.onTimeout(event);
            case "onError" -> listener.onError(event);
            default -> listener.onStartAsync(event);
        }
    }

    @Test
    void aPageThatIsNotRewrittenHasTheContainersOwn() {
        try (PageTrial reporting = PageTrial.reporting()) {
            assertSame(container, reporting.gate.async(container));
        }
    }

    @Test
    void aPageStartedAsynchronouslyHasOneThatEndsIt() {
        assertTrue(trial.request.startAsync() instanceof MarkupAsync);
        assertTrue(trial.request.startAsync(trial.container, trial.original) instanceof MarkupAsync);
    }
}
