package dev.consent4j.examples.securitypolicy;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.examples.browser.TestSite;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.enforcement.header.CspMode;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.violation.ViolationFinding;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** A shop behind the filter whose developer forgot to ask before loading a vendor's script, and that vendor. */
final class ForgetfulShop implements AutoCloseable {

    /** The header in which a test says who reads the console. */
    static final String READER = "X-Reader";

    private static final String SHOP = "shop.localhost";
    private static final String VENDOR = "ads.localhost";

    /** Declared by nobody. */
    private static final String STRANGER = "stranger.localhost";

    private final Server server = new Server();
    private final int port;
    private final ConsentService service;
    private final AtomicInteger scriptsServed = new AtomicInteger();

    ForgetfulShop(CspMode mode) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.open();
        port = connector.getLocalPort();
        server.addConnector(connector);
        Policy policy = Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .vendor(new Vendor(
                        "ads",
                        "Ads of Example",
                        "",
                        Transfer.NONE,
                        Map.of("script-src", List.of(origin(VENDOR)), "img-src", List.of(origin(VENDOR))),
                        List.of(),
                        List.of("marketing"),
                        List.of()))
                .build();
        service = ConsentService.builder()
                .inMemory()
                .site(Site.of("shop", policy).hosts(SHOP).origins(origin(SHOP)))
                .build();
        server.setHandler(new ContextHandlerCollection(shop(mode), others()));
        server.start();
    }

    private String origin(String host) {
        return "http://" + host + ":" + port;
    }

    /** The address of a page of the shop. */
    String page(String path) {
        return origin(SHOP) + path;
    }

    /** The origin of the vendor. */
    String vendor() {
        return origin(VENDOR);
    }

    /** The origin that nobody declares. */
    String stranger() {
        return origin(STRANGER);
    }

    /** How often the vendor's script was asked for. */
    int scriptsServed() {
        return scriptsServed.get();
    }

    List<ViolationFinding> findings() {
        return service.violations().of("shop");
    }

    private ServletContextHandler shop(CspMode mode) {
        ServletContextHandler context = TestSite.at("/", SHOP, (request, response) -> {
            String forgotten = request.getServletPath().startsWith("/control")
                    ? "<img alt=\"\" src=\"" + stranger() + "/pixel.gif\">"
                    : "<script src=\"" + vendor() + "/tag.js?page=here\"></script>";
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter()
                    .print(
                            "<!doctype html><html lang=\"en\"><head><title>Shop</title><link rel=\"icon\" href=\"data:,\">"
                                    + "<script>document.documentElement.dataset.own = 'ran'</script></head><body>"
                                    + Consent.of(request).banner() + forgotten + "</body></html>");
        });
        ConsentFilter filter = ConsentFilter.builder(service)
                .contentSecurityPolicy(mode)
                .console(request -> Optional.ofNullable(request.getHeader(READER)))
                .build();
        context.addServletContainerInitializer((classes, servlets) -> filter.addTo(servlets));
        return context;
    }

    private ServletContextHandler others() {
        return TestSite.at("/", null, (request, response) -> {
            if (request.getServletPath().equals("/tag.js")) {
                scriptsServed.incrementAndGet();
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
