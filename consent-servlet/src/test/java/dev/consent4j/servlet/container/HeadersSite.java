package dev.consent4j.servlet.container;

import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A site that sets header fields in every way a response can come about. */
final class HeadersSite implements LambdaServlet.Answer {

    /** A way for a response to come about. */
    enum Way {
        DIRECT(200),
        HEAD(200),
        NOT_MODIFIED(304),
        REDIRECT(302),
        RESET(200),
        FORWARD(200),
        ERROR(404),
        EXCEPTION(500),
        ASYNC(200),
        ASYNC_DISPATCH(200);

        private final int status;

        Way(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }

        String path(String act) {
            return "/site?way=" + this + "&act=" + act;
        }
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (request.getParameter("way") == null) {
            response.setContentType("text/plain");
            response.getWriter().write("application");
            return;
        }
        Way way = Way.valueOf(request.getParameter("way"));
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            act(request, response);
            return;
        }
        String target = "/target?" + request.getQueryString();
        switch (way) {
            case DIRECT, HEAD -> act(request, response);
            case NOT_MODIFIED -> {
                act(request, response);
                response.setStatus(304);
            }
            case REDIRECT -> {
                act(request, response);
                response.sendRedirect("/elsewhere");
            }
            case RESET -> {
                act(request, response);
                response.reset();
                request.setAttribute("again", true);
                act(request, response);
            }
            case FORWARD -> request.getRequestDispatcher(target).forward(request, response);
            case ERROR -> response.sendError(404);
            case EXCEPTION -> throw new ServletException("thrown on purpose");
            case ASYNC -> later(request.startAsync());
            case ASYNC_DISPATCH -> request.startAsync().dispatch(target);
        }
    }

    private static void later(AsyncContext async) {
        async.start(() -> {
            act((HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse());
            async.complete();
        });
    }

    private static void act(HttpServletRequest request, HttpServletResponse response) {
        switch (request.getParameter("act")) {
            case "public" -> publicly(response);
            case "public-asks" -> {
                publicly(response);
                Consent.of(request).allows("audience");
            }
            case "asks-public" -> {
                Consent.of(request).allows("audience");
                publicly(response);
            }
            case "asks-public-later" -> {
                Consent.of(request).allows("audience");
                response.addHeader("Vary", "accept-encoding");
                response.setHeader("VARY", "Accept-Encoding");
                response.addDateHeader("Expires", 4_102_444_800_000L);
                response.setIntHeader("X-Accel-Expires", 60);
                response.setDateHeader("last-modified", 0);
                response.addIntHeader("Surrogate-Control", 60);
                response.addHeader("CACHE-CONTROL", "public, immutable");
                response.addHeader("cache-control", "s-maxage=60, max-age=60");
            }
            case "asks-no-store" -> {
                response.setHeader("Cache-Control", "no-store");
                Consent.of(request).allows("audience");
                response.addHeader("Cache-Control", "public");
            }
            case "asks-vary-any" -> {
                Consent.of(request).allows("audience");
                response.addHeader("Vary", "*");
            }
            case "tk-N" -> response.setHeader("Tk", "N");
            case "tk-T" -> {
                if (request.getAttribute("again") == null) {
                    response.addHeader("tk", "T;own");
                }
            }
            case "permissions" -> {
                response.setHeader("Permissions-Policy", "camera=(), browsing-topics=*");
                response.addHeader("permissions-policy", "usb=(self)");
            }
            case "clear" -> response.setHeader("Clear-Site-Data", "\"cookies\", \"cache\"");
            default -> throw new IllegalArgumentException();
        }
    }

    private static void publicly(HttpServletResponse response) {
        response.setHeader("Cache-Control", "public, max-age=60");
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("Surrogate-Control", "max-age=60");
        response.setHeader("ETag", "\"v1\"");
    }
}
