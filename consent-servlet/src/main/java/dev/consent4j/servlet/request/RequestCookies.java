package dev.consent4j.servlet.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The raw {@code Cookie} fields of a request, read as RFC 6265bis, section 5.8.3, writes them: pairs separated by
 * semicolons, name and value by the first equals sign. Containers differ in what their own parsers drop, so they are not
 * asked.
 */
public final class RequestCookies {

    /** Values of one name that are read at most. */
    public static final int MAX_VALUES = 64;

    /** Names of one request that are looked at most; browsers keep some 180 cookies for a site. */
    public static final int MAX_NAMES = 500;

    private static final String FIELD = "Cookie";

    private RequestCookies() {}

    /** Receives the pairs of one field. */
    @FunctionalInterface
    public interface Pairs {

        /**
         * Receives one pair.
         *
         * @param field the whole field
         * @param from where the name begins
         * @param nameEnd where the name ends; equals {@code from} for a nameless cookie
         * @param end where the value ends
         */
        void pair(String field, int from, int nameEnd, int end);
    }

    /**
     * Reads the pairs of one field in order; empty pairs are left out.
     *
     * @param field the field's value
     * @param pairs receives them
     */
    public static void read(String field, Pairs pairs) {
        int start = 0;
        while (start < field.length()) {
            int semicolon = field.indexOf(';', start);
            int end = semicolon < 0 ? field.length() : semicolon;
            int from = skipSpace(field, start, end);
            int to = trimSpace(field, from, end);
            if (to > from) {
                int equals = field.indexOf('=', from);
                int nameEnd = equals < 0 || equals >= to ? from : trimSpace(field, from, equals);
                pairs.pair(field, from, nameEnd, to);
            }
            start = end + 1;
        }
    }

    /**
     * The values of the cookies with a name, in the order sent.
     *
     * @param request the request
     * @param name the name, case-sensitive
     * @return at most {@value #MAX_VALUES} values, as sent
     */
    public static List<String> values(HttpServletRequest request, String name) {
        @Nullable Enumeration<String> fields = request.getHeaders(FIELD);
        List<String> values = List.of();
        while (fields != null && fields.hasMoreElements()) {
            values = values(fields.nextElement(), name, values);
        }
        return values;
    }

    /**
     * The names of the cookies of a request.
     *
     * @param request the request
     * @return the names in the order sent, each once, nameless cookies left out; at most {@value #MAX_NAMES}
     */
    public static Set<String> names(HttpServletRequest request) {
        @Nullable Enumeration<String> fields = request.getHeaders(FIELD);
        if (fields == null || !fields.hasMoreElements()) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        while (fields.hasMoreElements()) {
            read(fields.nextElement(), (field, from, nameEnd, end) -> {
                if (nameEnd > from && names.size() < MAX_NAMES) {
                    names.add(field.substring(from, nameEnd));
                }
            });
        }
        return names;
    }

    private static List<String> values(String field, String name, List<String> earlier) {
        List<String> values = earlier;
        int at = field.indexOf(name);
        while (at >= 0 && values.size() < MAX_VALUES) {
            int after = skipSpace(field, at + name.length(), field.length());
            if (startsPair(field, at) && after < field.length() && field.charAt(after) == '=') {
                int semicolon = field.indexOf(';', after);
                int end = semicolon < 0 ? field.length() : semicolon;
                int from = skipSpace(field, after + 1, end);
                values = values.isEmpty() ? new ArrayList<>(2) : values;
                values.add(field.substring(from, trimSpace(field, from, end)));
            }
            at = field.indexOf(name, at + name.length());
        }
        return values;
    }

    private static boolean startsPair(String field, int at) {
        int before = at;
        while (before > 0 && isSpace(field.charAt(before - 1))) {
            before--;
        }
        return before == 0 || field.charAt(before - 1) == ';';
    }

    private static int skipSpace(String text, int from, int to) {
        int at = from;
        while (at < to && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int trimSpace(String text, int from, int to) {
        int at = to;
        while (at > from && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
