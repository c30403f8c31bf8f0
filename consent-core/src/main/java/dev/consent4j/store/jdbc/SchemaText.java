package dev.consent4j.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The statements of a schema resource. */
final class SchemaText {

    private SchemaText() {}

    static List<String> statements(String resource) {
        return Arrays.stream(text(resource).split(";\\s*\\n", -1))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static String text(String name) {
        try (InputStream resource = SchemaText.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the library was packed without " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
