package dev.consent4j.examples.fivesites;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The origin that stands for all third parties: a script, a pixel and a frame, each setting a cookie of its own, and a
 * page that shows what reached it. It is not behind the filter, as third parties are not.
 */
final class AdPartner extends HttpServlet {

    /** Its host name. */
    static final String HOST = "adpartner.localhost";

    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 50;
    private static final int LONGEST_SHOWN = 300;
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final transient Deque<Received> received = new ArrayDeque<>();

    /** One request as the third party saw it. */
    private record Received(String what, String site, String referer, String cookie) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        switch (request.getServletPath()) {
            case "/tag.js" -> {
                note("script", request);
                cookie(response, "adp_id", "p-70413", Duration.ofDays(365));
                response.setContentType("text/javascript;charset=UTF-8");
                response.getWriter().print("""
                        for (const slot of document.querySelectorAll('[data-partner]')) {
                          slot.textContent = 'The third party\\u2019s script ran in this page.';
                        }
                        """);
            }
            case "/pixel.gif" -> {
                note("pixel", request);
                cookie(response, "adp_id", "p-70413", Duration.ofDays(365));
                response.setContentType("image/gif");
                response.getOutputStream().write(PIXEL);
            }
            case "/frame" -> {
                Received now = note("frame", request);
                cookie(response, "adp_frame", "f-11", Duration.ofDays(30));
                page(response, "Content of another site", "What it learned from being loaded here:", List.of(now));
            }
            case "/" ->
                page(
                        response,
                        "What the third party received",
                        remembered().isEmpty()
                                ? "Nothing yet: no site was allowed to load it."
                                : "Newest first. Without a permission no request arrives here at all. Browsers that block"
                                        + " third-party cookies send none.",
                        remembered());
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Third-party cookies must say that they are, or browsers drop them; on localhost Secure works without TLS. */
    private static void cookie(HttpServletResponse response, String name, String value, Duration life) {
        response.addHeader(
                "Set-Cookie",
                name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; Secure; HttpOnly; SameSite=None");
    }

    /** An image of one transparent pixel. */
    static byte[] pixel() {
        return PIXEL.clone();
    }

    private Received note(String what, HttpServletRequest request) {
        Received now = new Received(
                what,
                shown(request.getParameter("site")),
                shown(request.getHeader("Referer")),
                shown(request.getHeader("Cookie")));
        synchronized (received) {
            received.addFirst(now);
            if (received.size() > REMEMBERED) {
                received.removeLast();
            }
        }
        return now;
    }

    private List<Received> remembered() {
        synchronized (received) {
            return new ArrayList<>(received);
        }
    }

    private static String shown(@Nullable String text) {
        String known = Objects.requireNonNullElse(text, "");
        return known.length() > LONGEST_SHOWN ? known.substring(0, LONGEST_SHOWN) : known;
    }

    private static void page(HttpServletResponse response, String title, String lead, List<Received> requests)
            throws IOException {
        StringBuilder rows = new StringBuilder();
        for (Received each : requests) {
            rows.append("<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td></tr>"
                    .formatted(
                            each.what(),
                            Markup.escape(each.site()),
                            Markup.escape(each.referer()),
                            each.cookie().isEmpty() ? "none" : Markup.escape(each.cookie())));
        }
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/demo/site.css"></head>
                <body class="partner"><main><h1>%1$s</h1>
                <p>%2$s</p>
                <div class="scroll" tabindex="0" role="region" aria-label="Requests"><table><thead><tr>
                <th scope="col">Loaded as</th><th scope="col">Site</th><th scope="col">Referring page</th><th scope="col">Cookies sent</th>
                </tr></thead><tbody>%3$s</tbody></table></div></main></body></html>
                """.formatted(title, lead, rows));
    }
}
