package dev.consent4j.servlet.banner;

import dev.consent4j.servlet.page.Html;

/** The frame of every page of ours that a visitor sees: head, style, title, main part. */
final class Document {

    private Document() {}

    /** A document, open inside its main part; {@code {base}} is a slot. */
    static Html open(Wording wording, String title) {
        return open(wording, title, "pc-main");
    }

    /** The same with another class of the main part. */
    static Html open(Wording wording, String title, String main) {
        Html html = Html.document();
        html.open("html").with("lang", wording.pageLanguage()).open("head");
        html.empty("meta").with("charset", "utf-8");
        html.empty("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1");
        html.empty("meta").with("name", "robots").with("content", "noindex");
        html.line("title", "", title);
        html.empty("link").with("rel", "stylesheet").withSlot("href", "{base}/" + Renderings.STYLE.fileName());
        html.close();
        return html.open("body").with("class", "pc pc-page").open("main").with("class", main);
    }

    /** Ends the main part and the document. */
    static Html close(Html html) {
        return html.close().close().close();
    }

    /** A box that tells what became of something. */
    static Html notice(String... lines) {
        Html html = new Html().open("div").with("class", "pc-notice").with("role", "status");
        for (String line : lines) {
            html.line("p", "", line);
        }
        return html.close();
    }
}
