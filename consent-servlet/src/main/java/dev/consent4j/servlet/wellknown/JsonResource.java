package dev.consent4j.servlet.wellknown;

import dev.consent4j.policy.CanonicalJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A JSON object that is the same for everybody, so any cache may keep it for an hour.
 *
 * @param mediaType its media type
 * @param members its members
 */
record JsonResource(String mediaType, Map<String, Object> members) {

    private static final String CACHEABLE = "public, max-age=3600";

    JsonResource {
        members = Map.copyOf(members);
    }

    /** Answers GET and HEAD with it, and anything else with 405. */
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean head = "HEAD".equals(request.getMethod());
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!head && !"GET".equals(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        byte[] bytes = CanonicalJson.write(members).getBytes(StandardCharsets.UTF_8);
        response.setContentType(mediaType);
        response.setHeader("Cache-Control", CACHEABLE);
        response.setContentLength(bytes.length);
        if (!head) {
            response.getOutputStream().write(bytes);
        }
    }
}
