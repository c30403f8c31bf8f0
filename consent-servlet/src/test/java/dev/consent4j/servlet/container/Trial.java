package dev.consent4j.servlet.container;

import dev.consent4j.servlet.ConsentFilter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import java.util.Set;

/** An application that a container runs for a test, with {@code /error} as its error page. */
interface Trial extends AutoCloseable {

    /** Registers what the application consists of. */
    void start(ServletContext context);

    @Override
    default void close() {}

    /** The filter in front of one servlet. */
    static Trial of(ConsentFilter filter, HttpServlet servlet) {
        return context -> {
            serve(context, servlet);
            filter.addTo(context);
        };
    }

    /** Puts a servlet at every path. */
    static void serve(ServletContext context, HttpServlet servlet) {
        ServletRegistration.Dynamic registration = context.addServlet("site", servlet);
        registration.setAsyncSupported(true);
        registration.addMapping("/*");
    }

    /** How a container is told of it. */
    record Initializer(Trial trial) implements ServletContainerInitializer {

        @Override
        public void onStartup(Set<Class<?>> classes, ServletContext context) {
            trial.start(context);
        }
    }
}
