package dev.consent4j.servlet.container;

import dev.consent4j.servlet.ConsentFilter;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat 11 with Servlet 6.1. */
record TomcatContainer(Tomcat tomcat, Path base) implements RunningContainer {

    /** Held here, because loggers that nobody holds forget their level. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    static RunningContainer start(ConsentFilter filter, HttpServlet servlet) throws Exception {
        LOG.setLevel(Level.OFF);
        Path base = Files.createTempDirectory("consent-tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getEngine().setDefaultHost("127.0.0.1");
        Context context = tomcat.addContext("", base.toString());
        ErrorPage errorPage = new ErrorPage();
        errorPage.setLocation("/error");
        context.addErrorPage(errorPage);
        context.addServletContainerInitializer(
                (classes, servletContext) -> {
                    ServletRegistration.Dynamic site = servletContext.addServlet("site", servlet);
                    site.setAsyncSupported(true);
                    site.addMapping("/*");
                    filter.addTo(servletContext);
                },
                Set.of());
        tomcat.start();
        return new TomcatContainer(tomcat, base);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
