package dev.consent4j.servlet.request;

/**
 * A walk over the pairs of one {@code Cookie} field, as RFC 6265bis, section 5.8.3, writes them: separated by semicolons,
 * name and value by the first equals sign. It says where they stand and copies nothing. Used by one thread.
 */
public final class CookiePairs {

    private static final int NOWHERE = Integer.MAX_VALUE;

    private final String field;
    private int start;
    private int from;
    private int nameEnd;
    private int end;

    /** The first equals sign at or after the pair; kept, or a field of many pairs without one would be searched as often. */
    private int equalsSign = -1;

    /**
     * A walk that stands before the first pair.
     *
     * @param field the field's value
     */
    public CookiePairs(String field) {
        this.field = field;
    }

    /**
     * Moves to the next pair; empty ones are left out.
     *
     * @return false if there is none
     */
    public boolean next() {
        while (start < field.length()) {
            int semicolon = field.indexOf(';', start);
            int stop = semicolon < 0 ? field.length() : semicolon;
            from = skipSpace(start, stop);
            end = trimSpace(from, stop);
            start = stop + 1;
            if (end > from) {
                nameEnd = nameEnd();
                return true;
            }
        }
        return false;
    }

    private int nameEnd() {
        if (equalsSign < from) {
            int found = field.indexOf('=', from);
            equalsSign = found < 0 ? NOWHERE : found;
        }
        return equalsSign >= end ? from : trimSpace(from, equalsSign);
    }

    /** Where the pair and its name begin. */
    public int from() {
        return from;
    }

    /** Where the name ends; equals {@link #from()} for a nameless cookie. */
    public int to() {
        return nameEnd;
    }

    /** Where the value begins. */
    public int valueFrom() {
        return equalsSign >= end ? from : skipSpace(equalsSign + 1, end);
    }

    /** Where the pair and its value end. */
    public int end() {
        return end;
    }

    /**
     * Whether the pair has a name.
     *
     * @param name the name, case-sensitive
     * @return true if it is this one
     */
    public boolean isNamed(String name) {
        return nameEnd - from == name.length() && field.startsWith(name, from);
    }

    private int skipSpace(int first, int stop) {
        int at = first;
        while (at < stop && isSpace(field.charAt(at))) {
            at++;
        }
        return at;
    }

    private int trimSpace(int first, int stop) {
        int at = stop;
        while (at > first && isSpace(field.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
