package dev.consent4j.servlet.page;

import java.util.List;

/** Tables with a caption and column headings, in a box that scrolls by keyboard too where they are too wide. */
public final class Table {

    private Table() {}

    /**
     * Opens a table, inside its body.
     *
     * @param html where to
     * @param caption what it shows
     * @param columns the headings
     */
    public static void open(Html html, String caption, List<String> columns) {
        html.open("div")
                .with("class", "table-box")
                .with("role", "group")
                .with("tabindex", "0")
                .with("aria-label", caption)
                .open("table")
                .line("caption", "", caption);
        html.open("thead").open("tr");
        columns.forEach(
                column -> html.open("th").with("scope", "col").text(column).close());
        html.close().close().open("tbody");
    }

    /**
     * Closes what {@link #open} opened.
     *
     * @param html where to
     */
    public static void close(Html html) {
        html.close().close().close();
    }
}
