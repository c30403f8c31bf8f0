package dev.consent4j.examples.fivesites;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The page that lists the five sites. It sets no cookie, so it needs no filter. */
final class Index extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MISDIRECTED = 421;

    private final transient List<DemoSite> sites;
    private final int port;

    Index(List<DemoSite> sites, int port) {
        this.sites = List.copyOf(sites);
        this.port = port;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!HOSTS.contains(request.getServerName())) {
            response.sendError(MISDIRECTED, "No site of the demo has this host name.");
            return;
        }
        if (!request.getServletPath().equals("/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        StringBuilder cards = new StringBuilder();
        for (DemoSite site : sites) {
            cards.append("""
                    <li class="site-%s"><h2><a href="http://%s:%d/">%s</a></h2><p>%s</p><code>%s</code></li>
                    """.formatted(
                            site.id(),
                            site.host(),
                            port,
                            Markup.escape(site.name()),
                            Markup.escape(site.claim()),
                            site.host()));
        }
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Consent4J: five sites</title><link rel="icon" href="data:,">
                <link rel="stylesheet" href="/demo/site.css"></head>
                <body class="index"><main>
                <h1>Five sites, one filter</h1>
                <p class="lead">Each site sets its cookies as if consent did not exist. The filter lets through what the
                visitor allows, and each page shows what became of every cookie and why.</p>
                <ul class="cards">%1$s</ul>
                <h2>Behind the scenes</h2>
                <ul class="cards">
                <li><h2><a href="http://console.localhost:%2$d/">Console</a></h2><p>Every decision, with its reasons, and what
                imgbin's pages load without leave. The password was printed when the demo started.</p></li>
                <li><h2><a href="http://%3$s:%2$d/">Third party</a></h2><p>What reached the one origin that stands for all
                third parties.</p></li>
                </ul></main></body></html>
                """.formatted(cards, port, AdPartner.HOST));
    }
}
