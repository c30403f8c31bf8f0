package dev.consent4j.benchmarks;

import jakarta.servlet.ServletContext;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The shop page on Jetty as it comes. */
final class JettySite {

    private JettySite() {}

    /** Starts it with these filters; returns the port. */
    static int start(Consumer<ServletContext> filters) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        context.addServlet(new ServletHolder(new ShopPage()), "/*");
        context.addServletContainerInitializer((classes, servletContext) -> filters.accept(servletContext));
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }
}
