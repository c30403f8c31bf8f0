package dev.consent4j.servlet.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat 11 with Servlet 6.1, or 10.1 with 6.0: their embedded starts are alike. */
record TomcatContainer(Tomcat tomcat, Path base, Trial trial) implements RunningContainer {

    /** Held here, because loggers that nobody holds forget their level. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    static RunningContainer start(Trial trial) throws Exception {
        LOG.setLevel(Level.OFF);
        // A JVM has one such factory, and two versions of Tomcat run in this one.
        TomcatURLStreamHandlerFactory.disable();
        Path base = Files.createTempDirectory("consent-tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        tomcat.getEngine().setDefaultHost("127.0.0.1");
        Context context = tomcat.addContext("", base.toString());
        context.setParentClassLoader(TomcatContainer.class.getClassLoader());
        ErrorPage errorPage = new ErrorPage();
        errorPage.setLocation("/error");
        context.addErrorPage(errorPage);
        context.addServletContainerInitializer(new Trial.Initializer(trial), Set.of());
        tomcat.start();
        return new TomcatContainer(tomcat, base, trial);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        trial.close();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
