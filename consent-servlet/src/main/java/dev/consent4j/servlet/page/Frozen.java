package dev.consent4j.servlet.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Markup that is the same for everybody, with named slots for what depends on the request. Immutable, thread safe.
 *
 * @see Slots
 */
public final class Frozen {

    private final String markup;
    private final List<String> literals = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private Frozen(String markup) {
        this.markup = markup;
        int from = 0;
        for (int start = markup.indexOf('{'); start >= 0; start = markup.indexOf('{', from)) {
            int end = markup.indexOf('}', start);
            literals.add(markup.substring(from, start));
            names.add(markup.substring(start + 1, end));
            from = end + 1;
        }
        literals.add(markup.substring(from));
    }

    /**
     * Freezes markup.
     *
     * @param html balanced markup; every brace in it is a slot, because texts escape theirs
     * @return the frozen markup
     */
    public static Frozen of(Html html) {
        return new Frozen(html.toString());
    }

    /** The markup, slots included. */
    public String markup() {
        return markup;
    }

    /** The names of the slots, in order; one may appear several times. */
    public List<String> slots() {
        return List.copyOf(names);
    }

    /**
     * The markup for one request.
     *
     * @param slots what goes where; a slot that is not filled stays empty
     * @return markup without slots
     */
    public String filled(Slots slots) {
        StringBuilder out = new StringBuilder(markup.length() + 1024);
        for (int i = 0; i < names.size(); i++) {
            out.append(literals.get(i)).append(slots.markup(names.get(i)));
        }
        return out.append(literals.get(names.size())).toString();
    }
}
