package dev.consent4j.benchmarks;

import dev.consent4j.servlet.ConsentFilter;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The shop page on Jetty as it comes. */
final class JettySite {

    private JettySite() {}

    /** Starts it with a filter or without; returns the port. */
    static int start(@Nullable ConsentFilter filter) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        context.addServlet(new ServletHolder(new ShopPage()), "/*");
        if (filter != null) {
            context.addServletContainerInitializer((classes, servletContext) -> filter.addTo(servletContext));
        }
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }
}
