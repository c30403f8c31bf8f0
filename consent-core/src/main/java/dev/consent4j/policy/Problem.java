package dev.consent4j.policy;

/**
 * One mistake in a configuration, told so that a person can mend it.
 *
 * @param path where it is, such as {@code purposes[2].category}; {@code $} for the whole
 * @param line line in the file, from 1; 0 where there is no file
 * @param message what is wrong
 * @param suggestion what to do about it
 */
public record Problem(String path, int line, String message, String suggestion) {

    /** Characters of a configuration's own words that a message repeats at most. */
    public static final int QUOTED = 60;

    /**
     * A problem outside a file.
     *
     * @param path where it is
     * @param message what is wrong
     * @param suggestion what to do about it
     * @return the problem
     */
    public static Problem at(String path, String message, String suggestion) {
        return new Problem(path, 0, message, suggestion);
    }

    /**
     * This problem, with a line.
     *
     * @param found the line in the file, from 1
     * @return the problem there
     */
    public Problem onLine(int found) {
        return new Problem(path, found, message, suggestion);
    }

    /**
     * Words of a configuration as they may stand in a message: quoted, short and on one line.
     *
     * @param words the words
     * @return at most {@value #QUOTED} characters of them in quotes
     */
    public static String quoted(String words) {
        String line = words.replaceAll("\\p{Cntrl}", "?");
        return "'" + (line.length() > QUOTED ? line.substring(0, QUOTED - 3) + "..." : line) + "'";
    }

    @Override
    public String toString() {
        return (line > 0 ? "line " + line + ", " : "") + path + ": " + message + " " + suggestion;
    }
}
