package dev.consent4j.decision;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The control a person used to decide, such as a button: the method of expression.
 *
 * @param id what tells controls apart: at most 40 lower case letters, digits and hyphens, starting with no hyphen; empty
 *     if it is not known
 */
public record Control(String id) {

    private static final Pattern ID = Pattern.compile("([a-z0-9][a-z0-9-]{0,39})?");

    /** Not known, such as in a record made late from what a device remembers. */
    public static final Control UNKNOWN = new Control("");

    /** No control: the browser sent a signal by itself. */
    public static final Control BROWSER = new Control("browser");

    /**
     * Refuses what names no control.
     *
     * @throws IllegalArgumentException if the id has other characters or is too long
     */
    public Control {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a control");
        }
    }

    /**
     * Reads text from outside.
     *
     * @param text the text
     * @return the control, empty if the text is none
     */
    public static Optional<Control> parse(String text) {
        return ID.matcher(text).matches() ? Optional.of(new Control(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return id;
    }
}
