package dev.consent4j.servlet.enforcement.markup;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tags of active elements in a page, unit by unit: characters, or bytes of an encoding that writes ASCII as
 * ASCII. Follows the tokenizer of HTML, 13.2.5, and keeps nothing but the tag it is in, of at most {@link #MAX_TAG} units,
 * and only if it is the tag of an {@link ActiveElement}. Not thread safe.
 */
final class Tokenizer {

    /** Units of a tag that are kept to judge it; of a longer one its beginning is judged. */
    static final int MAX_TAG = 64 * 1024;

    /** Units of a tag's name that are looked at; no name that matters is longer. */
    static final int MAX_NAME = 24;

    /** What {@link #awaits} says when every unit has to be looked at. */
    static final int ANY = -1;

    /** What {@link #awaits} says when nothing that follows matters. */
    static final int NOTHING = -2;

    private static final String CDATA = "[CDATA[";
    private static final String NOSCRIPT = "noscript";
    private static final Set<String> TEXT_ONLY =
            Set.of("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes");

    private final ElementJudge judge;
    private final boolean xml;
    private final ForeignContent foreign = new ForeignContent();
    private final CommentText comment = new CommentText();
    private final StringBuilder name = new StringBuilder(MAX_NAME);
    private State state = State.TEXT;
    private @Nullable RawText raw;
    private @Nullable RawText noscript;
    private boolean endTag;
    private int matched;
    private int subset;
    private @Nullable ActiveElement judged;
    private char[] tag = new char[512];
    private int length;
    private String replacement = "";

    /** What a unit does to the output. */
    enum Step {
        /** It goes out as it came. */
        PASS,
        /** It is kept. */
        HOLD,
        /** All that was kept goes out as it came, this unit with it. */
        RELEASE,
        /** All that was kept, and this unit, is replaced. */
        REPLACE
    }

    private enum State {
        TEXT,
        LESS,
        END_OPEN,
        NAME,
        BEFORE_ATTRIBUTE,
        ATTRIBUTE,
        AFTER_ATTRIBUTE,
        BEFORE_VALUE,
        DOUBLE_QUOTED,
        SINGLE_QUOTED,
        UNQUOTED,
        SLASH,
        BANG,
        BANG_DASH,
        CDATA_OPEN,
        CDATA,
        COMMENT,
        DECLARATION,
        DOCTYPE,
        INSTRUCTION,
        RAW,
        PLAIN
    }

    private static final Set<State> IN_TAG = EnumSet.range(State.NAME, State.SLASH);

    Tokenizer(ElementJudge judge) {
        this.judge = judge;
        this.xml = judge.isXml();
    }

    /** The only unit that changes anything now, so that all before it can be passed over. */
    int awaits() {
        if (judged != null) {
            return ANY;
        }
        return switch (state) {
            case TEXT -> '<';
            case DOUBLE_QUOTED -> noscript == null ? '"' : ANY;
            case SINGLE_QUOTED -> noscript == null ? '\'' : ANY;
            case DECLARATION -> '>';
            case COMMENT -> noscript == null && comment.awaitsDash() ? '-' : ANY;
            case RAW -> raw != null && raw.awaitsLess() ? '<' : ANY;
            case PLAIN -> NOTHING;
            default -> ANY;
        };
    }

    /** Takes a unit. */
    Step step(int unit) {
        if (judged == null) {
            advance(unit);
            return judged == null ? Step.PASS : Step.HOLD;
        }
        keep(unit);
        replacement = "";
        advance(unit);
        if (judged == null) {
            return replacement.isEmpty() ? Step.RELEASE : Step.REPLACE;
        }
        if (length < MAX_TAG) {
            return Step.HOLD;
        }
        judge(false);
        judged = null;
        return replacement.isEmpty() ? Step.RELEASE : Step.REPLACE;
    }

    /** What was kept; after {@link Step#RELEASE} with the last unit. */
    CharSequence kept() {
        return new String(tag, 0, length);
    }

    /** What to send instead of what was kept. */
    String replacement() {
        return replacement;
    }

    private void keep(int unit) {
        if (length == tag.length) {
            tag = Arrays.copyOf(tag, Math.min(MAX_TAG, 2 * length));
        }
        tag[length++] = (char) unit;
    }

    private void advance(int c) {
        if (noscript != null && IN_TAG.contains(state) && noscript.step(c)) {
            leaveNoscript(c);
            return;
        }
        switch (state) {
            case TEXT -> state = c == '<' ? State.LESS : State.TEXT;
            case LESS -> less(c);
            case END_OPEN -> {
                if (RawText.letter(c)) {
                    beginName(c, true);
                } else {
                    state = c == '>' ? State.TEXT : State.DECLARATION;
                }
            }
            case NAME -> name(c);
            case BEFORE_ATTRIBUTE -> beforeAttribute(c);
            case SLASH -> {
                if (c == '>') {
                    endTag(true);
                } else {
                    beforeAttribute(c);
                }
            }
            case ATTRIBUTE, AFTER_ATTRIBUTE -> attribute(c);
            case BEFORE_VALUE -> beforeValue(c);
            case DOUBLE_QUOTED -> state = c == '"' ? State.BEFORE_ATTRIBUTE : state;
            case SINGLE_QUOTED -> state = c == '\'' ? State.BEFORE_ATTRIBUTE : state;
            case UNQUOTED -> {
                if (c == '>') {
                    endTag(false);
                } else if (Attributes.isSpace(c)) {
                    state = State.BEFORE_ATTRIBUTE;
                }
            }
            case BANG -> bang(c);
            case BANG_DASH -> {
                if (c == '-') {
                    comment.open();
                    noscript = noscript == null ? null : new RawText(NOSCRIPT, true);
                    state = State.COMMENT;
                } else {
                    declaration(c);
                }
            }
            case CDATA_OPEN -> cdataOpen(c);
            case CDATA -> cdata(c);
            case COMMENT -> comment(c);
            case DECLARATION -> declaration(c);
            case DOCTYPE -> doctype(c);
            case INSTRUCTION -> {
                state = c == '>' && matched == '?' ? State.TEXT : state;
                matched = c;
            }
            case RAW -> raw(c);
            case PLAIN -> {}
        }
    }

    private void less(int c) {
        if (RawText.letter(c) || xml && (c == '_' || c >= 0x80)) {
            beginName(c, false);
        } else {
            state = switch (c) {
                case '/' -> State.END_OPEN;
                case '!' -> State.BANG;
                case '?' -> xml ? State.INSTRUCTION : State.DECLARATION;
                case '<' -> State.LESS;
                default -> State.TEXT;
            };
            matched = 0;
        }
    }

    private void beginName(int c, boolean end) {
        endTag = end;
        name.setLength(0);
        name.append(lower(c));
        noscript = noscript == null ? null : new RawText(NOSCRIPT, true);
        state = State.NAME;
    }

    private void name(int c) {
        if (!isDelimiter(c)) {
            // In XHTML the prefix is another's business.
            if (xml && c == ':') {
                name.setLength(0);
            } else if (name.length() < MAX_NAME) {
                name.append(lower(c));
            }
            return;
        }
        afterName(c);
    }

    private void afterName(int c) {
        if (c != '>' && !endTag) {
            judged = ActiveElement.of(name.toString());
            length = 0;
            if (judged != null) {
                keep(c);
            }
        }
        beforeAttribute(c);
    }

    private void beforeAttribute(int c) {
        if (c == '>') {
            endTag(false);
        } else if (c == '/') {
            state = State.SLASH;
        } else {
            state = Attributes.isSpace(c) ? State.BEFORE_ATTRIBUTE : State.ATTRIBUTE;
        }
    }

    private void attribute(int c) {
        if (c == '=') {
            state = State.BEFORE_VALUE;
        } else if (c == '/' || c == '>') {
            beforeAttribute(c);
        } else if (Attributes.isSpace(c)) {
            state = State.AFTER_ATTRIBUTE;
        } else {
            state = State.ATTRIBUTE;
        }
    }

    private void beforeValue(int c) {
        if (c == '>') {
            endTag(false);
        } else if (c == '"') {
            state = State.DOUBLE_QUOTED;
        } else if (c == '\'') {
            state = State.SINGLE_QUOTED;
        } else if (!Attributes.isSpace(c)) {
            state = State.UNQUOTED;
        }
    }

    private void bang(int c) {
        if (c == '-') {
            state = State.BANG_DASH;
        } else if (c == '[' && (xml || foreign.allowsCdata())) {
            state = State.CDATA_OPEN;
            matched = 1;
        } else if (xml) {
            state = State.DOCTYPE;
            subset = 0;
            doctype(c);
        } else {
            declaration(c);
        }
    }

    /** A document type, and whatever else begins with an exclamation mark, ends with the first {@code >}. */
    private void declaration(int c) {
        state = c == '>' ? State.TEXT : State.DECLARATION;
    }

    /** In XML a document type may have declarations of its own between brackets. */
    private void doctype(int c) {
        if (c == '[') {
            subset++;
        } else if (c == ']') {
            subset--;
        } else if (c == '>' && subset <= 0) {
            state = State.TEXT;
        }
    }

    private void cdataOpen(int c) {
        if (c != CDATA.charAt(matched)) {
            declaration(c);
        } else if (++matched == CDATA.length()) {
            state = State.CDATA;
            matched = 0;
        }
    }

    private void cdata(int c) {
        if (c == '>' && matched == 2) {
            state = State.TEXT;
        } else {
            matched = c == ']' ? Math.min(2, matched + 1) : 0;
        }
    }

    /** With scripts on, {@code noscript} holds text, so that its end tag counts even inside a comment. */
    private void comment(int c) {
        RawText hiding = noscript;
        if (hiding != null && hiding.step(c)) {
            endTag = true;
            replaceName(NOSCRIPT);
            afterName(c);
        } else if (comment.step(c)) {
            state = State.TEXT;
        }
    }

    /** The same inside a tag, which a browser without scripts goes on with: what was seen of it is judged. */
    private void leaveNoscript(int c) {
        judge(false);
        judged = null;
        endTag = true;
        replaceName(NOSCRIPT);
        afterName(c);
    }

    private void raw(int c) {
        RawText inside = raw;
        if (inside != null && inside.step(c)) {
            endTag = true;
            replaceName(inside.ended());
            raw = null;
            afterName(c);
        }
    }

    private void replaceName(String text) {
        name.setLength(0);
        name.append(text);
    }

    private void endTag(boolean selfClosing) {
        state = State.TEXT;
        Attributes attributes = null;
        if (judged != null) {
            attributes = judged.kind() == ActiveElement.Kind.NOTED ? Attributes.read(new String(tag, 0, length)) : null;
            judge(true);
            judged = null;
        }
        if (xml) {
            return;
        }
        String ended = name.toString();
        if (!endTag) {
            if (!foreign.start(ended, selfClosing, attributes)) {
                enter(ended);
            }
        } else if (ended.equals(NOSCRIPT)) {
            noscript = null;
        } else {
            foreign.end(ended);
        }
    }

    private void enter(String element) {
        if (TEXT_ONLY.contains(element)) {
            raw = new RawText(element, noscript != null);
            state = State.RAW;
        } else if (element.equals("plaintext")) {
            state = State.PLAIN;
        } else if (element.equals(NOSCRIPT)) {
            noscript = new RawText(NOSCRIPT, true);
        }
    }

    private void judge(boolean whole) {
        if (judged != null) {
            String text = new String(tag, 0, length);
            String instead = judge.judge(judged, text, whole, noscript == null);
            replacement = instead == null ? "" : instead;
        }
    }

    private static boolean isDelimiter(int c) {
        return c == '/' || c == '>' || Attributes.isSpace(c);
    }

    private static char lower(int c) {
        return (char) (c >= 'A' && c <= 'Z' ? c | ' ' : c);
    }
}
