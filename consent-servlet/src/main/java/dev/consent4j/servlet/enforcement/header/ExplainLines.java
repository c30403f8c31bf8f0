package dev.consent4j.servlet.enforcement.header;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lines of the development header {@value #FIELD} on one response, in visible ASCII and bounded, because containers limit
 * a response's head to 8 KiB. Thread safe.
 */
public final class ExplainLines {

    /** The field's name. */
    public static final String FIELD = "Consent-Explain";

    /** Characters of one line at most; what is longer ends in three dots. */
    static final int MAX_LINE = 512;

    /** Characters of all lines at most, the one that tells of more aside. */
    static final int MAX_CHARACTERS = 1_200;

    private static final String DOTS = "...";

    private final Set<String> lines = new LinkedHashSet<>();
    private final String more;
    private int left = MAX_CHARACTERS;

    /**
     * No lines yet.
     *
     * @param page path of the page that explains the rest
     */
    public ExplainLines(String page) {
        more = visible("more; the rest is at " + page);
    }

    /**
     * Adds a line.
     *
     * @param label what it is about, such as {@code withheld}
     * @param sentence the explanation
     * @return the line to write; empty if it is there already or there is no more room
     */
    public synchronized Optional<String> add(String label, String sentence) {
        String line = visible(label + "; " + sentence);
        if (lines.contains(line) || lines.contains(more)) {
            return Optional.empty();
        }
        String written = line.length() <= left ? line : more;
        left -= line.length();
        lines.add(written);
        return Optional.of(written);
    }

    /** The lines so far, in order. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** What a header may safely hold of a text from outside: no line break, nothing that is cut or turned on its way. */
    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.chars().limit(MAX_LINE).forEach(c -> shown.append(c < ' ' || c > '~' ? '?' : (char) c));
        if (text.length() > MAX_LINE) {
            shown.setLength(MAX_LINE - DOTS.length());
            shown.append(DOTS);
        }
        return shown.toString();
    }
}
