package dev.consent4j.examples.fivesites;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The one style sheet of all pages of the demo. */
final class Stylesheet extends HttpServlet {

    /** Path of the style sheet on every host. */
    static final String PATH = "/demo/site.css";

    private static final long serialVersionUID = 1L;
    private static final String RESOURCE = "/fivesites/site.css";

    private final transient byte[] bytes;

    Stylesheet() {
        try (InputStream in = Stylesheet.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the demo was packed without " + RESOURCE);
            }
            bytes = in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/css;charset=UTF-8");
        response.setHeader("Cache-Control", "public, max-age=60");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
