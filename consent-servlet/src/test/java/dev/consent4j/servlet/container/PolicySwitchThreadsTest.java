package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that run while a version comes into force see one version each, on all their dispatches. */
class PolicySwitchThreadsTest {

    private static final int INSIDE = 9;
    private static final String TOLD = "told";

    private final CountDownLatch inside = new CountDownLatch(INSIDE);
    private final CountDownLatch stepped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(INSIDE);
    private SwitchingSite site;

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        site.close();
    }

    @Test
    void aRequestThatMidnightMeetsKeepsItsVersionOnEveryDispatch() throws Exception {
        site = new SwitchingSite(this::answer);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < INSIDE; i++) {
            // Every third has not asked for consent before midnight.
            String path = List.of("/ask", "/ask-late", "/ask").get(i % 3);
            String then = List.of("?then=forward", "?then=error", "?then=async").get(i / 3);
            answers.add(threads.submit(request(path + then)));
        }
        assertTrue(inside.await(20, TimeUnit.SECONDS));
        site.step();
        stepped.countDown();

        for (Future<String> answer : answers) {
            assertTrue(answer.get(20, TimeUnit.SECONDS).endsWith("11"), answer.get());
        }
        assertTrue(request("/ask?then=forward").call().endsWith("22"));
        assertTrue(request("/ask?then=async").call().endsWith("22"));
        assertTrue(request("/ask?then=error").call().endsWith("22"));
    }

    @Test
    void requestsAroundMidnightSeeOneVersionEach() throws Exception {
        site = new SwitchingSite(this::answer);
        stepped.countDown();
        CountDownLatch some = new CountDownLatch(3 * INSIDE);
        List<Future<Set<String>>> answers = new ArrayList<>();
        for (int i = 0; i < INSIDE; i++) {
            answers.add(threads.submit(() -> {
                Set<String> seen = new TreeSet<>();
                for (int j = 0; j < 20; j++) {
                    seen.add(request("/ask?then=forward").call());
                    some.countDown();
                }
                return seen;
            }));
        }
        assertTrue(some.await(20, TimeUnit.SECONDS));
        site.step();

        Set<String> seen = new TreeSet<>();
        for (Future<Set<String>> answer : answers) {
            seen.addAll(answer.get(30, TimeUnit.SECONDS));
        }
        seen.add(request("/ask?then=forward").call());
        assertEquals(Set.of("11", "22"), seen);
    }

    private Callable<String> request(String path) {
        return () -> new String(RawExchange.get(site.port(), path).content(), StandardCharsets.UTF_8).strip();
    }

    /** Tells the version, waits for midnight, and tells it again on another dispatch. */
    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            response.setContentType("text/plain");
            response.getWriter().write(request.getAttribute(TOLD) + version(request));
            return;
        }
        String before = request.getRequestURI().equals("/ask") ? version(request) : "1";
        inside.countDown();
        await();
        request.setAttribute(TOLD, before);
        switch (String.valueOf(request.getParameter("then"))) {
            case "forward" -> request.getRequestDispatcher("/then").forward(request, response);
            case "async" -> request.startAsync().dispatch("/then");
            default -> response.sendError(418);
        }
    }

    private static String version(HttpServletRequest request) {
        return Consent.of(request).effective().policy().version();
    }

    private void await() {
        try {
            assertTrue(stepped.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
