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
        CookiePairs walk = new CookiePairs(field);
        while (walk.next()) {
            pairs.pair(field, walk.from(), walk.to(), walk.end());
        }
    }

    /**
     * The fields of a request as the container delivers them.
     *
     * @param request the request
     * @return the fields in order, usually one or none
     */
    public static List<String> fields(HttpServletRequest request) {
        @Nullable Enumeration<String> values = request.getHeaders(FIELD);
        if (values == null || !values.hasMoreElements()) {
            return List.of();
        }
        String first = values.nextElement();
        if (!values.hasMoreElements()) {
            return List.of(first);
        }
        List<String> fields = new ArrayList<>();
        fields.add(first);
        while (values.hasMoreElements()) {
            fields.add(values.nextElement());
        }
        return fields;
    }

    /**
     * The values of the cookies with a name, in the order sent.
     *
     * @param request the request
     * @param name the name, case-sensitive
     * @return at most {@value #MAX_VALUES} values, as sent
     */
    public static List<String> values(HttpServletRequest request, String name) {
        return values(fields(request), name);
    }

    static List<String> values(List<String> fields, String name) {
        List<String> values = new ArrayList<>(2);
        for (String field : fields) {
            CookiePairs pairs = new CookiePairs(field);
            while (pairs.next() && values.size() < MAX_VALUES) {
                if (pairs.isNamed(name)) {
                    values.add(field.substring(pairs.valueFrom(), pairs.end()));
                }
            }
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
        Set<String> names = new LinkedHashSet<>();
        for (String field : fields(request)) {
            CookiePairs pairs = new CookiePairs(field);
            while (pairs.next()) {
                if (pairs.to() > pairs.from() && names.size() < MAX_NAMES) {
                    names.add(field.substring(pairs.from(), pairs.to()));
                }
            }
        }
        return names;
    }
}
