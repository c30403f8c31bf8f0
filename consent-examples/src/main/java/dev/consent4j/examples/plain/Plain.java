package dev.consent4j.examples.plain;

import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Serves the smallest integration on 127.0.0.1, port 8080 or {@code $PORT}, without a container to install. */
public final class Plain {

    private static final int DEFAULT_PORT = 8080;

    private Plain() {}

    /**
     * Starts the server and waits until it is stopped.
     *
     * @param arguments not used
     * @throws Exception if the server cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        String port = System.getenv("PORT");
        Server server = server(port == null || port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port));
        server.setStopAtShutdown(true);
        server.start();
        server.join();
    }

    /** What a container does by itself when it finds the annotations. */
    static Server server(int port) {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.addEventListener(new ConsentStartup());
        context.addServlet(HelloServlet.class, "");
        server.setHandler(context);
        return server;
    }
}
