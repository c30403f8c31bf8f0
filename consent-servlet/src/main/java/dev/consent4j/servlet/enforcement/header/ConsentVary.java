package dev.consent4j.servlet.enforcement.header;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names what a response that depended on consent depended on (RFC 9110, 12.5.5), for caches that keep it all the same:
 * the cookies and the signals. What the application names stays.
 */
public final class ConsentVary {

    /** The field that says on which request fields a response depended. */
    public static final String VARY = "Vary";

    private static final List<String> DEPENDS_ON = List.of("Cookie", "Sec-GPC", "DNT");
    private static final String ANYTHING = "*";

    private ConsentVary() {}

    /**
     * The value of {@code Vary} on a response that depended on consent.
     *
     * @param values what the application says, none or several values
     * @return one value with every member of the application, and ours; {@code *} stands for all
     */
    public static String narrowed(Iterable<String> values) {
        Map<String, String> members = new LinkedHashMap<>();
        values.forEach(value -> members(value).forEach(member -> add(members, member)));
        if (members.containsKey(ANYTHING)) {
            return ANYTHING;
        }
        DEPENDS_ON.forEach(member -> add(members, member));
        return String.join(", ", members.values());
    }

    /**
     * Names what a response depended on.
     *
     * @param original the response as the container gave it, not committed
     */
    public static void apply(HttpServletResponse original) {
        original.setHeader(VARY, narrowed(original.getHeaders(VARY)));
    }

    private static void add(Map<String, String> members, String member) {
        members.putIfAbsent(member.toLowerCase(Locale.ROOT), member);
    }

    private static List<String> members(String value) {
        List<String> members = new ArrayList<>();
        for (String member : value.split(",", -1)) {
            if (!member.isBlank()) {
                members.add(member.strip());
            }
        }
        return members;
    }
}
