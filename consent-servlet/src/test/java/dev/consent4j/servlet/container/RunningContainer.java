package dev.consent4j.servlet.container;

import dev.consent4j.servlet.ConsentFilter;
import jakarta.servlet.http.HttpServlet;

/** A real servlet container with a filter, one servlet at every path, and {@code /error} as its error page. */
interface RunningContainer extends AutoCloseable {

    /** The local port it listens on. */
    int port();

    @Override
    void close() throws Exception;

    /** The containers the gate is held against. */
    enum Kind {
        JETTY {
            @Override
            RunningContainer start(ConsentFilter filter, HttpServlet servlet) throws Exception {
                return JettyContainer.start(filter, servlet);
            }
        },
        TOMCAT {
            @Override
            RunningContainer start(ConsentFilter filter, HttpServlet servlet) throws Exception {
                return TomcatContainer.start(filter, servlet);
            }
        };

        abstract RunningContainer start(ConsentFilter filter, HttpServlet servlet) throws Exception;
    }
}
