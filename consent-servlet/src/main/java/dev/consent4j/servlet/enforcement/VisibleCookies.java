package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.request.RequestCookies;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an application sees of one {@code Cookie} field: what lies between two semicolons goes whole or stays as it is. */
final class VisibleCookies implements RequestCookies.Pairs {

    private final Predicate<String> hidden;
    private @Nullable StringBuilder kept;
    private int done;
    private boolean beginsLater;
    private boolean anyVisible;

    private VisibleCookies(Predicate<String> hidden) {
        this.hidden = hidden;
    }

    /**
     * The field without the hidden pairs, every other character as sent.
     *
     * @param field the field as the container delivers it
     * @param hidden tells the names of hidden cookies
     * @return the field itself if nothing in it is hidden; empty if nothing is left
     */
    static String of(String field, Predicate<String> hidden) {
        VisibleCookies visible = new VisibleCookies(hidden);
        RequestCookies.read(field, visible);
        return visible.rest(field);
    }

    @Override
    public void pair(String field, int from, int nameEnd, int end) {
        // Tomcat takes a value without a name for a name without a value.
        boolean nameless = nameEnd == from && field.charAt(from) != '=';
        if (!hidden.test(field.substring(from, nameless ? end : nameEnd))) {
            anyVisible = true;
            return;
        }
        int begin = field.lastIndexOf(';', from) + 1;
        StringBuilder before = kept;
        if (before == null) {
            before = new StringBuilder(field.length());
            kept = before;
            beginsLater = begin == 0;
        }
        before.append(field, done, begin);
        int semicolon = field.indexOf(';', end);
        done = semicolon < 0 ? field.length() + 1 : semicolon + 1;
    }

    private String rest(String field) {
        StringBuilder rest = kept;
        if (rest == null) {
            return field;
        }
        if (!anyVisible) {
            return "";
        }
        if (done > field.length()) {
            // The last pair took no semicolon with it, so it takes the one before.
            rest.setLength(rest.length() - 1);
        } else {
            rest.append(field, done, field.length());
        }
        int begin = 0;
        while (beginsLater && begin < rest.length() && (rest.charAt(begin) == ' ' || rest.charAt(begin) == '\t')) {
            begin++;
        }
        return rest.substring(begin);
    }
}
