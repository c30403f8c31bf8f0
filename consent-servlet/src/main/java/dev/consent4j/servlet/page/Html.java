package dev.consent4j.servlet.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML that is also well-formed XML: every element is closed, every attribute quoted, every text escaped. There is
 * no way to add unescaped text. Not thread safe.
 *
 * <p>Braces of texts are escaped too, so that a brace in the markup is always a slot of a {@link Frozen} page.
 */
public final class Html {

    /** Elements after which a line ends, so that a person can read the source of a frozen page. */
    private static final Set<String> LINES = Set.of(
            "head",
            "title",
            "header",
            "main",
            "footer",
            "section",
            "form",
            "fieldset",
            "legend",
            "div",
            "p",
            "h1",
            "h2",
            "h3",
            "ul",
            "li",
            "dl",
            "dd",
            "table",
            "thead",
            "tbody",
            "tr",
            "details",
            "summary",
            "nav",
            "button");

    private final StringBuilder out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;
    private boolean isEmptyTag;

    /** Starts a fragment. */
    public Html() {
        this(new StringBuilder(1024));
    }

    private Html(StringBuilder out) {
        this.out = out;
    }

    /** Starts a document, with its type. */
    public static Html document() {
        return new Html(new StringBuilder(8192).append("<!DOCTYPE html>\n"));
    }

    /**
     * Opens an element; attributes may follow.
     *
     * @param name the element's name, a constant
     * @return this
     */
    public Html open(String name) {
        tag(name);
        open.push(name);
        return this;
    }

    /**
     * Adds an element that has no content, such as {@code input}; attributes may follow.
     *
     * @param name the element's name, a constant
     * @return this
     */
    public Html empty(String name) {
        tag(name);
        isEmptyTag = true;
        return this;
    }

    /**
     * Adds an attribute to the element just opened.
     *
     * @param name the attribute's name, a constant
     * @param value its value, escaped here
     * @return this
     */
    public Html with(String name, String value) {
        requireTag();
        out.append(' ').append(name).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    /**
     * Adds an attribute if a condition holds.
     *
     * @param condition whether to add it
     * @param name the attribute's name, a constant
     * @param value its value
     * @return this
     */
    public Html withIf(boolean condition, String name, String value) {
        return condition ? with(name, value) : this;
    }

    /**
     * Adds an attribute whose value contains slots, which are filled with escaped text.
     *
     * @param name the attribute's name, a constant
     * @param pattern a constant with slots, such as <code>{base}/choices</code>
     * @return this
     */
    public Html withSlot(String name, String pattern) {
        requireTag();
        out.append(' ').append(name).append("=\"").append(pattern).append('"');
        return this;
    }

    /**
     * Leaves a place for further attributes of the element just opened.
     *
     * @param slot the slot's name
     * @return this
     */
    public Html attributeSlot(String slot) {
        requireTag();
        out.append('{').append(slot).append('}');
        return this;
    }

    /**
     * Leaves a place for markup.
     *
     * @param slot the slot's name
     * @return this
     */
    public Html slot(String slot) {
        endTag();
        out.append('{').append(slot).append('}');
        return this;
    }

    /**
     * Adds text.
     *
     * @param text text of any origin, escaped here
     * @return this
     */
    public Html text(String text) {
        endTag();
        escape(text);
        return this;
    }

    /**
     * Adds other markup as it is.
     *
     * @param markup balanced markup
     * @return this
     */
    public Html include(Html markup) {
        endTag();
        out.append(markup);
        return this;
    }

    /** Closes the element opened last; returns this. */
    public Html close() {
        endTag();
        String name = open.pop();
        out.append("</").append(name).append('>');
        if (LINES.contains(name)) {
            out.append('\n');
        }
        return this;
    }

    /**
     * Adds an element that holds only text.
     *
     * @param name the element's name, a constant
     * @param type its class
     * @param text its text
     * @return this
     */
    public Html line(String name, String type, String text) {
        return open(name).withIf(!type.isEmpty(), "class", type).text(text).close();
    }

    /**
     * Escapes text for content and attribute values alike.
     *
     * @param text text of any origin
     * @return the escaped text
     */
    public static String escaped(String text) {
        Html html = new Html(new StringBuilder(text.length() + 16));
        html.escape(text);
        return html.out.toString();
    }

    /**
     * The markup.
     *
     * @return balanced markup
     * @throws IllegalStateException if an element is still open, which is a mistake of the caller
     */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        endTag();
        return out.toString();
    }

    private void tag(String name) {
        endTag();
        out.append('<').append(name);
        inTag = true;
        isEmptyTag = false;
    }

    private void endTag() {
        if (inTag) {
            out.append(isEmptyTag ? " />" : ">");
            inTag = false;
        }
    }

    private void requireTag() {
        if (!inTag) {
            throw new IllegalStateException("no element was just opened");
        }
    }

    /** Also replaces what XML does not allow, so that a hostile character cannot make a page unreadable. */
    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '{' -> out.append("&#123;");
                case '}' -> out.append("&#125;");
                default -> out.append(isAllowed(text, i) ? c : '\ufffd');
            }
        }
    }

    private static boolean isAllowed(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= ' ' && c != 0x7f && c != '\ufffe' && c != '\uffff' || c == '\n' || c == '\r' || c == '\t';
    }
}
