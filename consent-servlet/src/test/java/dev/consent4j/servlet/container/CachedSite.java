package dev.consent4j.servlet.container;

import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;

/** A site that calls every page public, whatever it does there. */
final class CachedSite implements LambdaServlet.Answer {

    private static final String PUBLIC = "public, max-age=600, s-maxage=600";

    private final AtomicInteger made = new AtomicInteger();
    private volatile String turning = "plain";

    /** What the page that changes does from now on. */
    void turn(String mode) {
        turning = mode;
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            asks(request, response);
            return;
        }
        response.setHeader("Cache-Control", PUBLIC);
        response.setHeader("Surrogate-Control", "max-age=600");
        response.setContentType("text/plain");
        switch (path) {
            case "/plain" -> plain(response);
            case "/asks", "/says-public-then-asks" -> asks(request, response);
            case "/asks-then-says-public" -> {
                asks(request, response);
                publicly(response);
            }
            case "/accelerates" -> {
                asks(request, response);
                response.setIntHeader("X-Accel-Expires", 600);
                response.addHeader("CDN-Cache-Control", "max-age=600");
            }
            case "/banner" -> write(response, Consent.of(request).banner());
            case "/sets" -> {
                sets(request, response);
                publicly(response);
            }
            case "/sets-and-errs" -> {
                sets(request, response);
                response.setStatus(500);
            }
            case "/sets-and-redirects" -> {
                sets(request, response);
                publicly(response);
                response.sendRedirect("/elsewhere");
            }
            case "/asks-in-an-error-page" -> response.sendError(404);
            case "/asks-in-an-include" -> request.getRequestDispatcher("/part").include(request, response);
            case "/asks-in-a-forward" -> request.getRequestDispatcher("/part").forward(request, response);
            case "/asks-later" -> later(request);
            case "/asks-after-reset" -> {
                Consent.of(request).allows("audience");
                response.reset();
                publicly(response);
                asks(request, response);
            }
            case "/reads" -> write(response, Arrays.toString(values(request.getCookies())));
            case "/reads-raw" ->
                write(response, Collections.list(request.getHeaders("Cookie")).toString());
            case "/conditional" -> conditional(request, response);
            case "/turning" -> turning(request, response);
            default -> response.setStatus(404);
        }
    }

    private static void publicly(HttpServletResponse response) {
        response.setHeader("Cache-Control", PUBLIC);
        response.setDateHeader("Expires", 4_102_444_800_000L);
        response.addHeader("ETag", "\"v1\"");
    }

    private void plain(HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "public, max-age=600");
        response.setHeader("Surrogate-Control", null);
        write(response, "made " + made.incrementAndGet());
    }

    private static void asks(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(response, "audience " + Consent.of(request).allows("audience"));
    }

    private static void sets(HttpServletRequest request, HttpServletResponse response) {
        boolean granted = request.getHeader("Cookie") != null;
        response.addCookie(new Cookie("_stats", granted ? "granted" : "other"));
    }

    private static void later(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        async.start(() -> {
            try {
                asks((HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse());
            } catch (IOException gone) {
                throw new IllegalStateException(gone);
            } finally {
                async.complete();
            }
        });
    }

    private static void conditional(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean audience = Consent.of(request).allows("audience");
        response.setHeader("ETag", "\"v1\"");
        if ("\"v1\"".equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
        } else {
            write(response, "audience " + audience);
        }
    }

    private void turning(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (turning.equals("plain")) {
            response.setHeader("Cache-Control", "public, max-age=1");
            response.setHeader("ETag", "\"v1\"");
            write(response, "same for all");
            return;
        }
        boolean audience = Consent.of(request).allows("audience");
        sets(request, response);
        if (turning.equals("not-modified") && "\"v1\"".equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
        } else {
            response.setStatus(turning.equals("fails") ? 500 : 200);
            write(response, "audience " + audience);
        }
    }

    private static String[] values(Cookie[] cookies) {
        return cookies == null
                ? new String[0]
                : Arrays.stream(cookies).map(Cookie::getValue).toArray(String[]::new);
    }

    private static void write(HttpServletResponse response, String body) throws IOException {
        response.getWriter().write(body);
    }
}
