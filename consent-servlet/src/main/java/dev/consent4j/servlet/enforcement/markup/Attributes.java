package dev.consent4j.servlet.enforcement.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one tag as they are written, by the states 13.2.5.32 to 13.2.5.40 of the HTML standard. Of several
 * with one name the first counts.
 *
 * @param text what stands between the tag's name and its end
 * @param all in order, duplicates included
 */
record Attributes(String text, List<Attribute> all) {

    /** Characters of an address in which its host is whole. */
    private static final int ENOUGH = 4_096;

    /**
     * One attribute.
     *
     * @param name its name in lower case
     * @param at where its name begins
     * @param from where its value begins
     * @param to where its value ends; {@code from} if it has none
     */
    record Attribute(String name, int at, int from, int to) {}

    static Attributes read(String text) {
        List<Attribute> all = new ArrayList<>();
        int i = 0;
        while (true) {
            while (i < text.length() && (isSpace(text.charAt(i)) || text.charAt(i) == '/')) {
                i++;
            }
            if (i == text.length() || text.charAt(i) == '>') {
                return new Attributes(text, List.copyOf(all));
            }
            int end = nameEnd(text, i);
            int next = spaceEnd(text, end);
            if (next == text.length() || text.charAt(next) != '=') {
                all.add(attribute(text, i, end, end, end));
                i = next;
            } else {
                i = value(text, i, end, spaceEnd(text, next + 1), all);
            }
        }
    }

    /** Adds the attribute and says where the next may begin. */
    private static int value(String text, int name, int nameEnd, int from, List<Attribute> all) {
        char quote = from < text.length() ? text.charAt(from) : '>';
        if (quote == '"' || quote == '\'') {
            int close = text.indexOf(quote, from + 1);
            int to = close < 0 ? text.length() : close;
            all.add(attribute(text, name, nameEnd, from + 1, to));
            return close < 0 ? to : to + 1;
        }
        int to = from;
        while (to < text.length() && !isSpace(text.charAt(to)) && text.charAt(to) != '>') {
            to++;
        }
        all.add(attribute(text, name, nameEnd, from, to));
        return to;
    }

    private static Attribute attribute(String text, int name, int nameEnd, int from, int to) {
        return new Attribute(text.substring(name, nameEnd).toLowerCase(Locale.ROOT), name, from, to);
    }

    /** An equals sign that begins a name is part of it. */
    private static int nameEnd(String text, int from) {
        int i = from + 1;
        while (i < text.length() && !isSpace(text.charAt(i)) && "/>=".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static int spaceEnd(String text, int from) {
        int i = from;
        while (i < text.length() && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    /** Whether an attribute is there, and so much of its value that it says where it leads. */
    boolean begins(String name) {
        for (Attribute attribute : all) {
            if (attribute.name().equals(name)) {
                return attribute.to() < text.length() || attribute.to() - attribute.from() >= ENOUGH;
            }
        }
        return false;
    }

    boolean has(String name) {
        return raw(name) != null;
    }

    /** The value of an attribute as it is written, null without one. */
    @Nullable
    String raw(String name) {
        for (Attribute attribute : all) {
            if (attribute.name().equals(name)) {
                return text.substring(attribute.from(), attribute.to());
            }
        }
        return null;
    }
}
