package dev.consent4j.examples.fivesites;

/** Text as HTML. */
final class Markup {

    private Markup() {}

    /** The text with what HTML would take for markup escaped, for content and quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
