package dev.consent4j.examples.fivesites;

import dev.consent4j.ConsentService;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.enforcement.header.CspMode;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** What the server serves: one web application each for the sites, the console, the third party and the index. */
final class DemoServer {

    /** The site that embeds scripts, frames and pixels says what pages may load, and has browsers report. */
    static final String WATCHED = "imgbin.localhost";

    private static final String PRIVACY = "/privacy";

    private final List<DemoSite> sites;
    private final ConsentService service;
    private final int port;
    private final boolean explain;

    DemoServer(List<DemoSite> sites, ConsentService service, int port, boolean explain) {
        this.sites = sites;
        this.service = service;
        this.port = port;
        this.explain = explain;
    }

    /** The origin that stands for third parties. */
    static String partnerOrigin(int port) {
        return "http://" + AdPartner.HOST + ":" + port;
    }

    Handler handler(OneTimePassword password) {
        List<String> hosts = sites.stream().map(DemoSite::host).toList();
        return new GracefulHandler(new ContextHandlerCollection(
                sites(hosts.stream().filter(host -> !host.equals(WATCHED)).toList(), CspMode.OFF),
                sites(List.of(WATCHED), CspMode.REPORT_ONLY),
                console(password),
                partner(),
                index()));
    }

    /** The five sites: the filter in front, and nothing else that knows of consent but the page template. */
    private ServletContextHandler sites(List<String> hosts, CspMode securityPolicy) {
        ServletContextHandler context =
                context(hosts, new SiteServlet(sites, partnerOrigin(port), "http://localhost:" + port + "/"));
        Jurisdictions jurisdictions = new Jurisdictions();
        context.addServlet(new ServletHolder(jurisdictions), Jurisdictions.PATH);
        context.addServlet(new ServletHolder(new OwnFiles()), OwnFiles.PATH + "/*");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(400, 599, SiteServlet.ERROR);
        context.setErrorHandler(errors);
        ConsentFilter filter = ConsentFilter.builder(service)
                .jurisdiction(jurisdictions)
                .explain(explain)
                .contentSecurityPolicy(securityPolicy)
                .build();
        context.addServletContainerInitializer((classes, servlets) -> filter.addTo(servlets));
        return context;
    }

    private ServletContextHandler console(OneTimePassword password) {
        ConsoleLogin login = new ConsoleLogin(password, PRIVACY + "/console");
        ServletContextHandler context = context(List.of(ConsoleLogin.HOST), login);
        context.getSessionHandler().setHttpOnly(true);
        context.getSessionHandler().setSameSite(HttpCookie.SameSite.STRICT);
        // Only in front of the console: this host belongs to no site, so a gate would have nothing to go by.
        ConsentFilter filter = ConsentFilter.builder(service).console(login).build();
        context.addFilter(new FilterHolder(filter), PRIVACY + "/*", EnumSet.of(DispatcherType.REQUEST));
        return context;
    }

    private static ServletContextHandler partner() {
        return context(List.of(AdPartner.HOST), new AdPartner());
    }

    private ServletContextHandler index() {
        return context(List.of(), new Index(sites, port));
    }

    private static ServletContextHandler context(List<String> hosts, HttpServlet servlet) {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.setVirtualHosts(hosts);
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/");
        context.addServlet(new ServletHolder(new Stylesheet()), Stylesheet.PATH);
        return context;
    }
}
