package dev.consent4j.servlet.container;

import dev.consent4j.servlet.ConsentFilter;
import jakarta.servlet.http.HttpServlet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12.1 with Servlet 6.1. */
record JettyContainer(Server server) implements RunningContainer {

    /** Held here, because loggers that nobody holds forget their level. */
    private static final Logger LOG = Logger.getLogger("org.eclipse.jetty");

    static RunningContainer start(ConsentFilter filter, HttpServlet servlet) throws Exception {
        LOG.setLevel(Level.OFF);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        context.setContextPath("/");
        ServletHolder holder = new ServletHolder("site", servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/error");
        context.setErrorHandler(errors);
        context.addServletContainerInitializer((classes, servletContext) -> filter.addTo(servletContext));
        server.setHandler(context);
        server.start();
        return new JettyContainer(server);
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
