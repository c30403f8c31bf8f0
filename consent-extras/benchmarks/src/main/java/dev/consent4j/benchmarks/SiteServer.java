package dev.consent4j.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Main class of a JVM with one server. Says its port and the {@code Cookie} field of a visitor it knows, and ends when its
 * input does.
 */
final class SiteServer {

    private SiteServer() {}

    /** What stands before the application. */
    enum Front {
        /** The filter that is measured. */
        CONSENT,
        /** The {@link EmptyFilter}. */
        EMPTY,
        /** Nothing. */
        NOTHING
    }

    /** Starts the server; takes {@code jetty} or {@code tomcat}, and a {@link Front}. */
    public static void main(String[] arguments) throws Exception {
        Scene scene = new Scene();
        Consumer<ServletContext> filters = switch (Front.valueOf(arguments[1].toUpperCase(Locale.ROOT))) {
            case CONSENT -> context -> scene.filter().addTo(context);
            case EMPTY -> SiteServer::addEmpty;
            case NOTHING -> context -> {};
        };
        int port = arguments[0].equals("jetty") ? JettySite.start(filters) : TomcatSite.start(filters);
        System.out.println(port + "\t" + scene.field(0, Scene.GRANTED));
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void addEmpty(ServletContext context) {
        FilterRegistration.Dynamic registration = context.addFilter("empty", new EmptyFilter());
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }
}
