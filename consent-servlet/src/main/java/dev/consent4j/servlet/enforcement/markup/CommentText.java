package dev.consent4j.servlet.enforcement.markup;

/** A comment after its opening dashes, up to its end (HTML, 13.2.5.43 to 13.2.5.52). Not thread safe. */
final class CommentText {

    private Part part = Part.START;

    private enum Part {
        START,
        START_DASH,
        TEXT,
        DASH,
        END,
        BANG
    }

    /** Begins a comment. */
    void open() {
        part = Part.START;
    }

    /** Takes a unit; true if the comment ends with it. */
    boolean step(int c) {
        boolean mayEnd = part != Part.TEXT && part != Part.DASH;
        if (c == '>' && mayEnd) {
            return true;
        }
        part = switch (part) {
            case START -> c == '-' ? Part.START_DASH : Part.TEXT;
            case START_DASH, DASH -> c == '-' ? Part.END : Part.TEXT;
            case TEXT -> c == '-' ? Part.DASH : Part.TEXT;
            case END -> c == '-' ? Part.END : c == '!' ? Part.BANG : Part.TEXT;
            case BANG -> c == '-' ? Part.DASH : Part.TEXT;
        };
        return false;
    }

    /** Whether only a dash changes anything. */
    boolean awaitsDash() {
        return part == Part.TEXT;
    }
}
