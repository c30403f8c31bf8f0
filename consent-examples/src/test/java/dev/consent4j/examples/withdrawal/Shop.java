package dev.consent4j.examples.withdrawal;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.examples.browser.TestSite;
import dev.consent4j.examples.withdrawal.ShopCookies.ShopCookie;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A shop on https behind the filter, the same host without the filter below {@code /past}, and another site that embeds the
 * shop. Browsers accept none of the secure prefixes and no partition over plain http.
 */
final class Shop implements AutoCloseable {

    /** Its host name. */
    static final String HOST = "www." + ShopCookies.PARENT;

    /** Host name of the site that embeds it. */
    static final String PORTAL = "portal.test";

    private final Server server = new Server();
    private final ConsentService service;
    private final int port;

    Shop(Path directory, boolean sweeps) throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(Certificate.in(directory).toString());
        tls.setKeyStorePassword(Certificate.PASSWORD);
        // Names are looked up by the browser alone, and it was told not to mind.
        tls.setSniRequired(false);
        ServerConnector connector = new ServerConnector(server, tls);
        connector.setHost("127.0.0.1");
        connector.open();
        port = connector.getLocalPort();
        server.addConnector(connector);
        service = ConsentService.builder()
                .inMemory()
                .site(new Site("shop", Set.of(HOST), List.of(url(HOST, "")), ShopCookies.policies(), null))
                .build();
        server.setHandler(new ContextHandlerCollection(shop(sweeps), past(), portal()));
        server.start();
    }

    String url(String host, String path) {
        return "https://" + host + ":" + port + path;
    }

    /** Sets all it would like to on every page. */
    private ServletContextHandler shop(boolean sweeps) {
        ServletContextHandler context = TestSite.at("/", HOST, (request, response) -> {
            set(response, Stream.concat(Stream.of(ShopCookies.NECESSARY), ShopCookies.OPTIONALS.stream()));
            page(response, Consent.of(request).banner());
        });
        context.addServletContainerInitializer((classes, servlets) ->
                ConsentFilter.builder(service).sweepUndeclared(sweeps).build().addTo(servlets));
        return context;
    }

    /** Sets what nobody may set any more, as it was done before the filter was there. */
    private static ServletContextHandler past() {
        return TestSite.at("/past", HOST, (request, response) -> {
            set(
                    response,
                    switch (String.valueOf(request.getServletPath())) {
                        case "/earlier" -> ShopCookies.EARLIER.stream();
                        case "/undeclared" -> ShopCookies.UNDECLARED.stream();
                        default -> ShopCookies.OPTIONALS.stream();
                    });
            page(response, "");
        });
    }

    /** Embeds the page of the shop that its query names. */
    private ServletContextHandler portal() {
        return TestSite.at(
                "/",
                PORTAL,
                (request, response) -> page(
                        response,
                        "<iframe title=\"Shop\" src=\"" + url(HOST, String.valueOf(request.getQueryString()))
                                + "\"></iframe>"));
    }

    private static void set(HttpServletResponse response, Stream<ShopCookie> cookies) {
        cookies.forEach(cookie -> response.addHeader("Set-Cookie", cookie.line()));
    }

    private static void page(HttpServletResponse response, String body) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .print(
                        "<!doctype html><html lang=\"en\"><head><title>Shop</title><link rel=\"icon\" href=\"data:,\"></head><body>"
                                + body + "</body></html>");
    }

    @Override
    public void close() throws Exception {
        server.stop();
        service.close();
    }
}
