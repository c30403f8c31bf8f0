package dev.consent4j.examples.fivesites;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scripts and the pixel that the sites serve themselves; a page names them only if it may. */
final class OwnFiles extends HttpServlet {

    /** Path below which they are. */
    static final String PATH = "/demo/own";

    private static final long serialVersionUID = 1L;
    private static final String PIXEL = "/clear.gif";
    private static final List<String> SCRIPTS =
            List.of("/face-map.js", "/previews.js", "/text-size.js", "/tracking-tag.js");

    private final transient Map<String, byte[]> files = new TreeMap<>();

    OwnFiles() {
        files.put(PIXEL, AdPartner.pixel());
        for (String name : SCRIPTS) {
            try (InputStream in = OwnFiles.class.getResourceAsStream("/fivesites/own" + name)) {
                if (in == null) {
                    throw new IllegalStateException("the demo was packed without " + name);
                }
                files.put(name, in.readAllBytes());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = String.valueOf(request.getPathInfo());
        byte[] bytes = files.get(name);
        if (bytes == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(name.equals(PIXEL) ? "image/gif" : "text/javascript;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
