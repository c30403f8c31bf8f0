package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.enforcement.header.ConsentField;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one response that follow consent, with what the application set in them, so that neither replaces the
 * other. Used by the threads of one request only.
 */
final class ConsentFields {

    private final List<ConsentField> fields;
    private final Visitor visitor;
    private final Map<String, List<String>> application = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ConsentFields(List<ConsentField> fields, Visitor visitor) {
        this.fields = fields;
        this.visitor = visitor;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    /** What the application set in a field. */
    List<String> of(String name) {
        return List.copyOf(application.getOrDefault(name, List.of()));
    }

    void set(HttpServletResponse response, String name, @Nullable String value) {
        application.remove(name);
        add(response, name, value);
    }

    void add(HttpServletResponse response, String name, @Nullable String value) {
        if (value != null) {
            application.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
        }
        ConsentField field = find(name);
        if (field != null) {
            write(response, field);
        }
    }

    /** Takes over what was set before the gate was opened, and writes every field. */
    void open(HttpServletResponse response) {
        for (ConsentField field : fields) {
            Collection<String> before = response.getHeaders(field.name());
            if (before != null && !before.isEmpty()) {
                application.put(field.name(), new ArrayList<>(before));
            }
        }
        write(response);
    }

    /** Writes again the fields that the container has cleared, as it does before an error page. */
    void restore(HttpServletResponse response) {
        for (ConsentField field : fields) {
            if (!response.containsHeader(field.name())) {
                application.remove(field.name());
                write(response, field);
            }
        }
    }

    /** The response has lost every field. */
    void reset(HttpServletResponse response) {
        application.clear();
        write(response);
    }

    private void write(HttpServletResponse response) {
        fields.forEach(field -> write(response, field));
    }

    private void write(HttpServletResponse response, ConsentField field) {
        List<String> values = values(field);
        response.setHeader(field.name(), values.isEmpty() ? null : values.get(0));
        values.stream().skip(1).forEach(value -> response.addHeader(field.name(), value));
    }

    private List<String> values(ConsentField field) {
        try {
            return field.values(of(field.name()), visitor);
        } catch (RuntimeException failed) {
            Gate.failed(failed);
            return of(field.name());
        }
    }

    private @Nullable ConsentField find(String name) {
        for (ConsentField field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field;
            }
        }
        return null;
    }
}
