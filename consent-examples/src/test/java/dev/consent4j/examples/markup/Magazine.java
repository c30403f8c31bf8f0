package dev.consent4j.examples.markup;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.examples.browser.TestSite;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** A magazine behind the filter whose pages ask nobody before they embed a film, a script and a pixel, and their vendors. */
final class Magazine implements AutoCloseable {

    /** Shows films in frames; for them it is declared {@code functional}. */
    static final String FILMS = "films.localhost";

    /** Has a script and two pixels in each page; declared {@code marketing}. */
    static final String ADS = "ads.localhost";

    private static final String MAGAZINE = "magazine.localhost";

    private final Server server = new Server();
    private final int port;
    private final ConsentService service;

    Magazine() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.open();
        port = connector.getLocalPort();
        server.addConnector(connector);
        Policy policy = Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("films", "functional")
                        .title(Text.of("Films"))
                        .description(Text.of("Shows films of other sites within our articles."))
                        .build())
                .vendor(vendor("films", "Films of Example", "US", "frame-src", FILMS, "films"))
                .vendor(vendor("ads", "Ads of Example", "", "default-src", ADS, "marketing"))
                .build();
        service = ConsentService.builder()
                .inMemory()
                .site(Site.of("magazine", policy).hosts(MAGAZINE).origins(origin(MAGAZINE)))
                .build();
        server.setHandler(new ContextHandlerCollection(magazine(), vendors()));
        server.start();
    }

    private Vendor vendor(String id, String name, String country, String directive, String host, String purpose) {
        return new Vendor(
                id,
                name,
                country,
                country.isEmpty() ? Transfer.NONE : Transfer.SCC,
                Map.of(directive, List.of(origin(host))),
                List.of(),
                List.of(purpose),
                List.of());
    }

    private String origin(String host) {
        return "http://" + host + ":" + port;
    }

    /** The address of an article. */
    String article(String path) {
        return origin(MAGAZINE) + path;
    }

    private ServletContextHandler magazine() {
        ServletContextHandler context = TestSite.at("/", MAGAZINE, this::article);
        // tag::markup[]
        ConsentFilter filter = ConsentFilter.builder(service).gateMarkup(true).build();
        // end::markup[]
        context.addServletContainerInitializer((classes, servlets) -> filter.addTo(servlets));
        return context;
    }

    /** Below {@code /ar} an article reads from right to left. */
    private void article(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Consent consent = Consent.of(request);
        String allowed = Stream.of("films", "marketing").filter(consent::allows).collect(Collectors.joining(" "));
        boolean fromTheRight = request.getServletPath().startsWith("/ar");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("""
                <!doctype html>
                <html lang="%s" dir="%s" data-allowed="%s"><head><meta charset="utf-8"><title>Article</title>
                <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
                <script src="%6$s/tag.js"></script></head>
                <body>%4$s<main><h1>Article</h1><p><a href="#end">To the end</a></p>
                <iframe title="Film" src="%5$s/film/4711" width="560" height="420" style="max-width:100%%"></iframe>
                <img alt="" src="%6$s/pixel.gif" width="1" height="1">
                <noscript><img alt="" src="%6$s/pixel.gif?without-script"></noscript>
                <p id="end">End.</p></main></body></html>
                """.formatted(
                        fromTheRight ? "ar" : "en",
                        fromTheRight ? "rtl" : "ltr",
                        allowed,
                        consent.banner(),
                        origin(FILMS),
                        origin(ADS)));
    }

    private static ServletContextHandler vendors() {
        return TestSite.at("/", null, (request, response) -> {
            if (request.getServletPath().startsWith("/film/")) {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter()
                        .print(
                                "<!doctype html><html lang=\"en\"><title>Film</title><p id=\"film\">The film</p></html>");
            } else if (request.getServletPath().equals("/tag.js")) {
                response.setContentType("text/javascript");
                response.getWriter().print("document.documentElement.dataset.tag = 'ran'");
            } else {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
        });
    }

    @Override
    public void close() throws Exception {
        server.stop();
        service.close();
    }
}
