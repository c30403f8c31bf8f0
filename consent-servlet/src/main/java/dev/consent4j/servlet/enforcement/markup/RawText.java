package dev.consent4j.servlet.enforcement.markup;

/**
 * The content of an element that holds text only, up to its end tag: the RCDATA, RAWTEXT and script data states of HTML,
 * 13.2.5.2 to 13.2.5.31. Not thread safe.
 */
final class RawText {

    private static final String SCRIPT = "script";
    private static final String NOSCRIPT = "noscript";

    private final String element;
    private final boolean script;
    private final boolean inNoscript;
    private final StringBuilder name = new StringBuilder(NOSCRIPT.length() + 1);
    private Part part = Part.TEXT;
    private Escape escape = Escape.NONE;
    private int dashes;

    private enum Part {
        TEXT,
        LESS,
        SLASH,
        END_NAME,
        BANG,
        BANG_DASH,
        ESCAPE_NAME,
        UNESCAPE_NAME
    }

    /** A comment inside a script hides what looks like its end tag, if it holds the start tag of one. */
    private enum Escape {
        NONE,
        ONCE,
        TWICE
    }

    /**
     * Text inside an element.
     *
     * @param element its name
     * @param inNoscript whether the element that scripts turn into text is around it, whose end tag then counts too
     */
    RawText(String element, boolean inNoscript) {
        this.element = element;
        this.script = element.equals(SCRIPT);
        this.inNoscript = inNoscript;
    }

    /** Takes a unit; true if it follows the name of the end tag. */
    boolean step(int c) {
        switch (part) {
            case TEXT -> text(c);
            case LESS -> less(c);
            case SLASH -> {
                part = letter(c) ? Part.END_NAME : Part.TEXT;
                start(c);
            }
            case END_NAME -> {
                if (isDelimiter(c) && ends()) {
                    return true;
                }
                grow(c);
            }
            case BANG -> become(c == '-' ? Part.BANG_DASH : Part.TEXT, c);
            case BANG_DASH -> {
                if (c == '-') {
                    escape = Escape.ONCE;
                    dashes = 2;
                    part = Part.TEXT;
                } else {
                    become(Part.TEXT, c);
                }
            }
            case ESCAPE_NAME, UNESCAPE_NAME -> {
                if (isDelimiter(c)) {
                    boolean other = name.toString().equals(SCRIPT);
                    escape = other == (part == Part.ESCAPE_NAME) ? Escape.TWICE : Escape.ONCE;
                    part = Part.TEXT;
                } else {
                    grow(c);
                }
            }
        }
        return false;
    }

    private void text(int c) {
        if (c == '<') {
            part = Part.LESS;
            dashes = 0;
        } else if (escape != Escape.NONE) {
            if (c == '>' && dashes == 2) {
                escape = Escape.NONE;
            }
            dashes = c == '-' ? Math.min(2, dashes + 1) : 0;
        }
    }

    private void less(int c) {
        if (c == '/') {
            part = escape == Escape.TWICE ? Part.UNESCAPE_NAME : Part.SLASH;
            name.setLength(0);
        } else if (script && escape == Escape.NONE && c == '!') {
            part = Part.BANG;
        } else if (escape == Escape.ONCE && letter(c)) {
            part = Part.ESCAPE_NAME;
            start(c);
        } else {
            become(Part.TEXT, c);
        }
    }

    private void become(Part next, int c) {
        part = next;
        if (next == Part.TEXT) {
            text(c);
        }
    }

    private void start(int c) {
        name.setLength(0);
        if (letter(c)) {
            name.append((char) (c | ' '));
        } else {
            text(c);
        }
    }

    /** What is longer than the longest name is none of them. */
    private void grow(int c) {
        if (!letter(c)) {
            become(Part.TEXT, c);
        } else if (name.length() <= NOSCRIPT.length()) {
            name.append((char) (c | ' '));
        }
    }

    private boolean ends() {
        String written = name.toString();
        return written.equals(element) || inNoscript && written.equals(NOSCRIPT);
    }

    /** The name of the end tag that was found. */
    String ended() {
        return name.toString();
    }

    /** Whether only a less-than sign changes anything. */
    boolean awaitsLess() {
        return part == Part.TEXT && escape == Escape.NONE;
    }

    private static boolean isDelimiter(int c) {
        return c == '/' || c == '>' || Attributes.isSpace(c);
    }

    static boolean letter(int c) {
        return (c | ' ') >= 'a' && (c | ' ') <= 'z';
    }
}
