package dev.consent4j.servlet.banner;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form whose length the client does not state. Containers bound those by hundreds of kilobytes and some spend a time on
 * them that grows with the square of the fields, so no more is read than a form may have.
 */
final class UnsizedForm {

    private UnsizedForm() {}

    /**
     * The fields of the body; those the container knows if somebody has read the body before.
     *
     * @throws IOException if the connection fails
     * @throws IllegalArgumentException if it is too long or not well encoded
     */
    static Map<String, String[]> fields(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(ChoicesForm.MAX_BYTES + 1);
        if (body.length > ChoicesForm.MAX_BYTES) {
            throw new IllegalArgumentException("too long");
        }
        return body.length == 0 ? request.getParameterMap() : fields(new String(body, StandardCharsets.ISO_8859_1));
    }

    private static Map<String, String[]> fields(String body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = decoded(equals < 0 ? field : field.substring(0, equals));
            fields.computeIfAbsent(name, ignored -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(field.substring(equals + 1)));
        }
        Map<String, String[]> arrays = new LinkedHashMap<>();
        fields.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
        return arrays;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
