package dev.consent4j.servlet.explain;

import dev.consent4j.servlet.page.Page;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Explains every verdict of a visitor: {@code explain} as a page, or as JSON for who accepts no HTML; {@code explain.json}
 * always as JSON. {@code cookie}, {@code purpose} and {@code vendor} in the query ask for one. For development: it tells
 * anybody about themselves, decision ids included. Thread safe.
 */
public final class ExplainHandler implements PageHandler {

    private static final String PATH = "explain";
    private static final String JSON = "explain.json";

    /** The handler; it keeps nothing. */
    public ExplainHandler() {}

    @Override
    public boolean handle(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        boolean isRead = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        if (!path.equals(PATH) && !path.equals(JSON)) {
            return isRead && ExplainPage.STYLE.serve(request, response, path);
        }
        if (!isRead) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return true;
        }
        Explained explained = Explained.of(visitor, request);
        if (path.equals(JSON) || wantsJson(request.getHeader("Accept"))) {
            send(ExplainJson.of(explained), request, response);
        } else {
            response.setHeader("Vary", "Accept");
            new Page(HttpServletResponse.SC_OK, new ExplainPage(explained).html()).send(request, response);
        }
        return true;
    }

    private static boolean wantsJson(@Nullable String accept) {
        return accept != null && accept.contains("application/json") && !accept.contains("text/html");
    }

    private static void send(String json, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
    }
}
