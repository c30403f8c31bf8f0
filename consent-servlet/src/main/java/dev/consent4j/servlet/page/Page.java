package dev.consent4j.servlet.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One page on its way to a browser: never cached, framed by this site alone or by nobody, without scripts.
 *
 * @param status the HTTP status
 * @param html the whole document
 */
public record Page(int status, String html) {

    private static final String CONTENT =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

    /** Allows our style sheet and our forms, and nothing else. */
    public static final String SECURITY_POLICY = CONTENT + "'none'";

    private static final String FRAMED_POLICY = CONTENT + "'self'";

    /**
     * Sends the page.
     *
     * @param request the request it answers
     * @param response where to
     * @throws IOException if the response cannot be written
     */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(request, response, SECURITY_POLICY, "DENY");
    }

    /**
     * Sends the page so that pages of this site may frame it.
     *
     * @param request the request it answers
     * @param response where to
     * @throws IOException if the response cannot be written
     */
    public void sendFramed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(request, response, FRAMED_POLICY, "SAMEORIGIN");
    }

    private void send(HttpServletRequest request, HttpServletResponse response, String policy, String framing)
            throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // Holds back caches that are told to ignore the field above.
        response.setHeader("Vary", "*");
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", framing);
        // Not "no-referrer": with it browsers send "Origin: null" with our own forms.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
    }
}
