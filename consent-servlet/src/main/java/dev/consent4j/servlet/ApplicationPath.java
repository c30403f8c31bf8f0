package dev.consent4j.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request below the context path, which the servlet API tells in two parts. Nearly every request is for the
 * application, and is told from ours without joining them.
 */
final class ApplicationPath {

    private ApplicationPath() {}

    /**
     * The path, if it begins so.
     *
     * @param request the request
     * @param prefix a beginning
     * @return the whole path, null if it begins otherwise
     */
    static @Nullable String startingWith(HttpServletRequest request, String prefix) {
        String servletPath = request.getServletPath();
        String pathInfo = Objects.requireNonNullElse(request.getPathInfo(), "");
        int first = Math.min(servletPath.length(), prefix.length());
        return servletPath.regionMatches(0, prefix, 0, first)
                        && pathInfo.regionMatches(0, prefix, first, prefix.length() - first)
                ? servletPath + pathInfo
                : null;
    }
}
