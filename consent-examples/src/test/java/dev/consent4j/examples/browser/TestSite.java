package dev.consent4j.examples.browser;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.jspecify.annotations.Nullable;

/** A web application of one function. */
public final class TestSite {

    private TestSite() {}

    /** Answers a request. */
    @FunctionalInterface
    public interface Answer {

        /** Answers. */
        void to(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /**
     * The application.
     *
     * @param path where it is
     * @param host the only host it answers; null for every
     * @param answer answers each GET below the path
     * @return the application, to be added to a server
     */
    public static ServletContextHandler at(String path, @Nullable String host, Answer answer) {
        ServletContextHandler context = new ServletContextHandler(path, ServletContextHandler.NO_SESSIONS);
        if (host != null) {
            context.setVirtualHosts(List.of(host));
        }
        context.addServlet(new ServletHolder(new Page(answer)), "/");
        return context;
    }

    private static final class Page extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        Page(Answer answer) {
            this.answer = answer;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer.to(request, response);
        }
    }
}
