package dev.consent4j.servlet.console;

import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.StyleSheet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The frame of every console page: head, who reads, where one is.
 *
 * @param base path of the console with the context path, such as {@code /privacy/console}
 * @param reader who reads; empty before anyone is let in
 */
record ConsoleFrame(String base, String reader) {

    static final StyleSheet STYLE = StyleSheet.of(ConsoleFrame.class, "console");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A link of the way to a page. */
    record Crumb(String label, String path) {}

    /** A document, open inside its main part. */
    Html open(String title, List<Crumb> way) {
        Html html = Html.document().open("html").with("lang", "en").open("head");
        html.empty("meta").with("charset", "utf-8");
        html.empty("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1");
        html.empty("meta").with("name", "robots").with("content", "noindex");
        html.line("title", "", title + " · consent console");
        html.empty("link").with("rel", "stylesheet").with("href", parent() + "/" + STYLE.fileName());
        html.close().open("body").open("header").with("class", "cc-top");
        html.open("a")
                .with("class", "cc-home")
                .with("href", base)
                .text("Consent console")
                .close();
        if (!reader.isEmpty()) {
            html.line("span", "cc-reader", "read by " + reader + "; each page read is recorded");
        }
        html.close().open("main");
        if (!way.isEmpty()) {
            html.open("nav").with("class", "cc-way").with("aria-label", "Where you are");
            for (Crumb crumb : way) {
                html.open("a")
                        .with("href", base + crumb.path())
                        .text(crumb.label())
                        .close()
                        .text(" › ");
            }
            html.line("span", "", title).close();
        }
        return html.line("h1", "", title);
    }

    static Html close(Html html) {
        return html.close().close().close();
    }

    private String parent() {
        return base.substring(0, base.lastIndexOf('/'));
    }

    static Html time(Html html, Instant time) {
        return html.open("time")
                .with("datetime", time.toString())
                .text(TIME.format(time))
                .close();
    }

    static void fact(Html html, String name, String value) {
        html.line("dt", "", name).line("dd", "", value.isEmpty() ? "none" : value);
    }

    static void code(Html html, String name, String value) {
        html.line("dt", "", name).open("dd").line("code", "", value).close();
    }
}
