package dev.consent4j.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The path of a page with everything taken out that may name a person, an order or a document: what stays of a segment is
 * at most three plain words and a known ending, all else is {@code *}.
 */
final class RoutePattern {

    /** Stands for a segment that was taken out, and for all routes beyond those told apart. */
    static final String ANY = "*";

    private static final int MAX_SEGMENTS = 8;
    private static final int LONGEST_SEGMENT = 40;

    /** Words of letters joined by hyphens or underscores; the ending is one of a page. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z]+([_-][A-Za-z]+){0,2}(\\.(html?|xhtml|jspx?|jsf|faces|do|action|php|aspx?))?");

    /** A word as people write it: small, {@code Capital}, {@code camelCase} or {@code SHORT}. */
    private static final Pattern WORD =
            Pattern.compile("[a-z]{1,20}|[A-Z]{1,4}|[A-Za-z][a-z]{1,19}([A-Z][a-z]{2,19}){0,3}");

    /** Letters that are digits in base 16, or that nobody can pronounce. */
    private static final Pattern CODE = Pattern.compile("(?i)[a-f]{6,}|.*[^aeiouy]{6}.*");

    private RoutePattern() {}

    /**
     * The pattern of a path.
     *
     * @param path what follows the origin of an address, with query and fragment
     * @return the pattern, beginning with a slash
     */
    static String of(String path) {
        String bare = until(until(until(path, '?'), '#'), '\\');
        List<String> kept = new ArrayList<>();
        String[] segments = bare.split("/", MAX_SEGMENTS + 2);
        for (int i = 1; i < segments.length; i++) {
            kept.add(i > MAX_SEGMENTS ? ANY : segment(until(segments[i], ';')));
        }
        return "/" + String.join("/", kept);
    }

    private static String until(String text, char end) {
        int found = text.indexOf(end);
        return found < 0 ? text : text.substring(0, found);
    }

    private static String segment(String segment) {
        return segment.isEmpty() || segment.length() <= LONGEST_SEGMENT && isPlain(segment) ? segment : ANY;
    }

    private static boolean isPlain(String segment) {
        if (!PLAIN.matcher(segment).matches()) {
            return false;
        }
        for (String word : until(segment, '.').split("[_-]", -1)) {
            if (!WORD.matcher(word).matches() || CODE.matcher(word).matches()) {
                return false;
            }
        }
        return true;
    }
}
