package dev.consent4j.servlet.enforcement.markup;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a page is inside SVG or MathML, which are read by other rules: there {@code title}, {@code style} and {@code
 * script} hold markup, and {@code CDATA} sections exist (HTML, 13.2.6.5). Only foreign elements are remembered, of the
 * others it is enough that they lead back to HTML. Not thread safe.
 */
final class ForeignContent {

    /** Foreign elements remembered inside each other; deeper ones are only counted. */
    static final int MAX_DEPTH = 256;

    private static final String SVG = "svg";
    private static final String MATH = "math";
    private static final String ANNOTATION = "annotation-xml";

    /** Start tags that end foreign content, wherever they stand in it. */
    private static final Set<String> BREAKING_OUT = Set.of(
            "b",
            "big",
            "blockquote",
            "body",
            "br",
            "center",
            "code",
            "dd",
            "div",
            "dl",
            "dt",
            "em",
            "embed",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "head",
            "hr",
            "i",
            "img",
            "li",
            "listing",
            "menu",
            "meta",
            "nobr",
            "ol",
            "p",
            "pre",
            "ruby",
            "s",
            "small",
            "span",
            "strong",
            "strike",
            "sub",
            "sup",
            "table",
            "tt",
            "u",
            "ul",
            "var");

    /** End tags of elements around foreign content, which end it. */
    private static final Set<String> AROUND = Set.of(
            "html",
            "section",
            "article",
            "aside",
            "header",
            "footer",
            "main",
            "nav",
            "form",
            "button",
            "figure",
            "figcaption",
            "td",
            "th",
            "tr",
            "tbody",
            "thead",
            "tfoot",
            "details",
            "summary",
            "fieldset",
            "template");

    private static final Set<String> SVG_WITH_HTML = Set.of("foreignobject", "desc", "title");
    private static final Set<String> HTML_TYPES = Set.of("text/html", "application/xhtml+xml");
    private static final Set<String> FONT_OF_HTML = Set.of("color", "face", "size");
    private static final Set<String> MATH_WITH_TEXT = Set.of("mi", "mo", "mn", "ms", "mtext");

    private final String[] open = new String[MAX_DEPTH];
    private final boolean[] svg = new boolean[MAX_DEPTH];
    private final boolean[] root = new boolean[MAX_DEPTH];
    private final boolean[] html = new boolean[MAX_DEPTH];
    private int depth;
    private int deeper;

    /**
     * Takes a start tag; true if the element is foreign.
     *
     * @param attributes what the tag says, null if it is no {@link ActiveElement}
     */
    boolean start(String name, boolean selfClosing, @Nullable Attributes attributes) {
        if (!isHtmlFor(name)) {
            if (!breaksOut(name, attributes)) {
                boolean inSvg = svg[depth - 1];
                push(
                        name,
                        inSvg,
                        false,
                        selfClosing,
                        inSvg ? SVG_WITH_HTML.contains(name) : holdsHtml(name, attributes));
                return true;
            }
            while (depth > 0 && !isHtmlInside()) {
                depth--;
            }
            deeper = 0;
        }
        if (name.equals(SVG) || name.equals(MATH)) {
            push(name, name.equals(SVG), true, selfClosing, false);
            return true;
        }
        return false;
    }

    private static boolean breaksOut(String name, @Nullable Attributes attributes) {
        return BREAKING_OUT.contains(name)
                || name.equals("font")
                        && attributes != null
                        && FONT_OF_HTML.stream().anyMatch(attributes::has);
    }

    private static boolean holdsHtml(String name, @Nullable Attributes attributes) {
        String encoding = attributes == null ? null : attributes.raw("encoding");
        return MATH_WITH_TEXT.contains(name)
                || name.equals(ANNOTATION)
                        && encoding != null
                        && HTML_TYPES.contains(References.decoded(encoding).toLowerCase(Locale.ROOT));
    }

    private void push(String name, boolean isSvg, boolean isRoot, boolean selfClosing, boolean holdsHtml) {
        if (selfClosing) {
            return;
        }
        if (depth == MAX_DEPTH) {
            deeper++;
            return;
        }
        open[depth] = name;
        svg[depth] = isSvg;
        root[depth] = isRoot;
        html[depth] = holdsHtml;
        depth++;
    }

    /** Takes an end tag. */
    void end(String name) {
        if (deeper > 0) {
            deeper--;
            return;
        }
        boolean inHtml = isHtmlInside();
        for (int i = depth - 1; i >= 0; i--) {
            if (open[i].equals(name)) {
                depth = i;
                return;
            }
            if (root[i] && !inHtml && (BREAKING_OUT.contains(name) || AROUND.contains(name))) {
                depth = i;
                return;
            }
        }
    }

    /** Whether a {@code CDATA} section can begin here. */
    boolean allowsCdata() {
        return !isHtmlInside();
    }

    void reset() {
        depth = 0;
        deeper = 0;
    }

    /** Whether the innermost foreign element, if any, holds HTML. */
    private boolean isHtmlInside() {
        return depth == 0 || html[depth - 1];
    }

    private boolean isHtmlFor(String name) {
        if (depth > 0 && !svg[depth - 1]) {
            String around = open[depth - 1];
            if (around.equals(ANNOTATION) && name.equals(SVG)) {
                return true;
            }
            if (MATH_WITH_TEXT.contains(around) && (name.equals("mglyph") || name.equals("malignmark"))) {
                return false;
            }
        }
        return isHtmlInside();
    }
}
