package dev.consent4j.servlet.explain;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for by itself; empty for nothing.
 *
 * @param cookie a cookie's name
 * @param purpose id of a purpose or category
 * @param vendor id of a vendor
 */
record Question(String cookie, String purpose, String vendor) {

    /** Characters read of each at most, as of names in a policy. */
    static final int MAX_NAME = 256;

    static Question of(HttpServletRequest request) {
        return new Question(parameter(request, "cookie"), parameter(request, "purpose"), parameter(request, "vendor"));
    }

    private static String parameter(HttpServletRequest request, String name) {
        try {
            @Nullable String value = request.getParameter(name);
            String text = value == null ? "" : value.strip();
            return text.length() > MAX_NAME ? text.substring(0, MAX_NAME) : text;
        } catch (RuntimeException malformed) {
            return "";
        }
    }
}
