package dev.consent4j.servlet.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One page on its way to a browser: never cached, never framed, without scripts.
 *
 * @param status the HTTP status
 * @param html the whole document
 */
public record Page(int status, String html) {

    /** Allows our style sheet and our forms, and nothing else. */
    public static final String SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /**
     * Sends the page.
     *
     * @param request the request it answers
     * @param response where to
     * @throws IOException if the response cannot be written
     */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // Not "no-referrer": with it browsers send "Origin: null" with our own forms.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
    }
}
