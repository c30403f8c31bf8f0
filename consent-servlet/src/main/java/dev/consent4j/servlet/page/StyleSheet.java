package dev.consent4j.servlet.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A style sheet of ours, served under a name that holds the hash of its content, so that browsers may keep it for ever.
 * Immutable, thread safe.
 */
public final class StyleSheet {

    private static final int HASH_DIGITS = 16;

    private final String name;
    private final String text;
    private final String fileName;

    private StyleSheet(String name, String text) {
        this.name = name;
        this.text = text;
        this.fileName = name + "." + ContentHash.of(text).substring(0, HASH_DIGITS) + ".css";
    }

    /**
     * Reads a style sheet from the class path.
     *
     * @param owner the class beside which it lies
     * @param name its name without {@code .css}
     * @return the style sheet
     */
    public static StyleSheet of(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name + ".css")) {
            if (in == null) {
                throw new IllegalStateException(name + ".css is missing beside " + owner.getName());
            }
            return new StyleSheet(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The name under which it is served, such as {@code consent.1f2e3d4c5b6a7988.css}. */
    public String fileName() {
        return fileName;
    }

    /** The style sheet itself. */
    public String text() {
        return text;
    }

    /**
     * Serves this style sheet. Under the hash of another version, which a page of another node may name, it is served as
     * it is here and not to be kept.
     *
     * @param request GET or HEAD
     * @param response where to
     * @param path path below the base path
     * @return false if the path names something else
     * @throws IOException if the response cannot be written
     */
    public boolean serve(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        boolean current = path.equals(fileName);
        if (!current && !path.matches(name + "(\\.[0-9a-f]{1,64})?\\.css")) {
            return false;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/css;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
        return true;
    }
}
