package dev.consent4j.examples.fivesites;

import dev.consent4j.evaluation.Verdict;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.servlet.request.GateOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The frame around every page of the five sites, in parts, because a part between may be another servlet's. */
final class PageTemplate {

    private static final Map<GateOutcome.Kind, String> WORDS = Map.of(
            GateOutcome.Kind.PASSED, "sent",
            GateOutcome.Kind.WITHHELD, "withheld",
            GateOutcome.Kind.HIDDEN, "hidden from the page",
            GateOutcome.Kind.EXPIRED, "deleted",
            GateOutcome.Kind.REPORTED, "sent, and reported");

    private final DemoSite site;
    private final Consent consent;
    private final String partnerOrigin;
    private final String indexOrigin;

    PageTemplate(DemoSite site, Consent consent, String partnerOrigin, String indexOrigin) {
        this.site = site;
        this.consent = consent;
        this.partnerOrigin = partnerOrigin;
        this.indexOrigin = indexOrigin;
    }

    /** Everything before what is the page's own. */
    String top(String title, String path) {
        StringBuilder links = new StringBuilder();
        site.pages().stream()
                .filter(DemoPage::isReadable)
                .forEach(page -> links.append("<a href=\"%s\"%s>%s</a>"
                        .formatted(
                                page.path(),
                                page.path().equals(path) ? " aria-current=\"page\"" : "",
                                page.path().equals("/") ? "Home" : Markup.escape(page.title()))));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s – %2$s</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/demo/site.css">
                </head>
                <body class="site-%3$s">
                %4$s
                <a class="skip" href="#content">To the content</a>
                <header class="masthead"><a class="brand" href="/">%2$s</a><span class="claim">%5$s</span>
                <nav aria-label="Pages">%6$s</nav></header>
                <main id="content">
                <h1>%1$s</h1>
                """.formatted(
                        Markup.escape(title),
                        Markup.escape(site.name()),
                        site.id(),
                        consent.banner(),
                        Markup.escape(site.claim()),
                        links);
    }

    /** A tag of a third party, or what stands in its place. */
    String embed(Embed embed) {
        Verdict verdict = consent.vendor(embed.vendor());
        if (!verdict.permitted()) {
            return placeholder(embed.title(), "the third party learns nothing of this visit", verdict);
        }
        String title = Markup.escape(embed.title());
        String query = "?site=" + site.id() + "&amp;vendor=" + embed.vendor();
        String tag = switch (embed.kind()) {
            case SCRIPT ->
                "<p data-partner>Waiting for the third party's script.</p><script src=\"" + partnerOrigin + "/tag.js"
                        + query + "\" defer></script>";
            case PIXEL ->
                "<p>A pixel of a third party was loaded here: <img class=\"pixel\" width=\"1\" height=\"1\" alt=\"\" src=\""
                        + partnerOrigin + "/pixel.gif" + query + "\"></p>";
            case FRAME -> "<iframe title=\"" + title + "\" src=\"" + partnerOrigin + "/frame" + query + "\"></iframe>";
        };
        return "<aside class=\"embed\"><strong>" + title + "</strong>" + tag + "</aside>\n";
    }

    /** A script or pixel of the site itself, or what stands in its place. */
    String own(OwnPart part) {
        Verdict verdict = consent.purpose(part.purpose());
        if (!verdict.permitted()) {
            return placeholder(part.title(), "nothing is kept or reported by it", verdict);
        }
        String source = OwnFiles.PATH + "/" + part.file();
        String tag = part.isScript()
                ? "<p data-own>Waiting for the script.</p><script src=\"" + source + "\" defer></script>"
                : "<p>A pixel of this site was loaded here: <img class=\"pixel\" width=\"1\" height=\"1\" alt=\"\" src=\""
                        + source + "\"></p>";
        return "<aside class=\"embed\"><strong>" + Markup.escape(part.title()) + "</strong>" + tag + "</aside>\n";
    }

    private String placeholder(String title, String consequence, Verdict verdict) {
        return """
                <aside class="embed placeholder"><strong>%s</strong>
                <p>Not loaded, so %s.<br><code>%s</code></p>
                <p><a href="%s">Change your choices</a></p></aside>
                """.formatted(
                        Markup.escape(title), consequence, Markup.escape(verdict.explain()), consent.choicesPath());
    }

    /** Everything after what is the page's own; to be asked for last, because it tells what happened. */
    String bottom(String path) {
        return """
                </main>
                <section class="strip" aria-labelledby="strip-title">
                <h2 id="strip-title">What happened to this page’s cookies</h2>
                %s
                <details><summary>What this site may do now, and why</summary>%s</details>
                %s
                <p class="ways">Other ways to answer a request: %s</p>
                </section>
                <footer><a href="%s">Privacy choices</a><a href="%s">All five sites</a>
                <span>An example site. Its text is invented; its policy follows a published one.</span></footer>
                </body>
                </html>
                """.formatted(
                        outcomes(consent.outcomes()),
                        verdicts(),
                        Jurisdictions.form(consent.effective().visit().jurisdiction(), path),
                        ways(),
                        consent.choicesPath(),
                        indexOrigin);
    }

    private static String outcomes(List<GateOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return "<p>It tried to set none.</p>";
        }
        StringBuilder rows = new StringBuilder();
        for (GateOutcome outcome : outcomes) {
            String kind = outcome.kind().name().toLowerCase(Locale.ROOT);
            rows.append("<tr class=\"%s\"><th scope=\"row\">%s</th><td class=\"kind\">%s</td><td>%s</td></tr>%n"
                    .formatted(
                            kind,
                            Markup.escape(outcome.cookie()),
                            WORDS.get(outcome.kind()),
                            Markup.escape(outcome.explanation())));
        }
        return """
                <div class="scroll" tabindex="0" role="region" aria-labelledby="strip-title"><table>
                <thead><tr><th scope="col">Cookie</th><th scope="col">Outcome</th><th scope="col">Why</th></tr></thead>
                <tbody>%s</tbody></table></div>
                """.formatted(rows);
    }

    private String verdicts() {
        StringBuilder items = new StringBuilder();
        consent.effective()
                .verdicts()
                .values()
                .forEach(verdict -> items.append("<li class=\"%s\"><code>%s</code></li>%n"
                        .formatted(verdict.permitted() ? "passed" : "withheld", Markup.escape(verdict.explain()))));
        return "<ul class=\"verdicts\">" + items + "</ul>";
    }

    private String ways() {
        StringBuilder links = new StringBuilder();
        site.pages().stream()
                .filter(page -> !page.isReadable())
                .forEach(page -> links.append("<a href=\"%s\">%s</a> "
                        .formatted(page.path(), page.delivery().name().toLowerCase(Locale.ROOT))));
        return links.toString().strip();
    }
}
