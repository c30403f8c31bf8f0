package dev.consent4j.benchmarks;

import jakarta.servlet.ServletContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** The shop page on Tomcat as it comes, except that connections are kept as long as the client keeps them. */
final class TomcatSite {

    /** Held here, because loggers that nobody holds forget their level. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    private TomcatSite() {}

    /** Starts it with these filters; returns the port. */
    static int start(Consumer<ServletContext> filters) throws Exception {
        LOG.setLevel(Level.WARNING);
        Path base = Files.createTempDirectory("consent-benchmark");
        base.toFile().deleteOnExit();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getEngine().setDefaultHost("127.0.0.1");
        Context context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(
                (classes, servletContext) -> {
                    servletContext.addServlet("page", new ShopPage()).addMapping("/*");
                    filters.accept(servletContext);
                },
                Set.of());
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }
}
