package dev.consent4j.servlet.page;

import dev.consent4j.ConsentService;
import dev.consent4j.Submission;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Our pages in a real container, without the filter: what a browser gets when it asks for them. */
public final class PrivacyServer implements AutoCloseable {

    /** The field by which a browser of these tests says which account it is signed in to. */
    public static final String ACCOUNT = "X-Account";

    private static final String BASE = "/privacy";

    private final ConsentService service;
    private final Function<Visitor, String> application;
    private final List<PageHandler> handlers;
    private final Server server;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private volatile Jurisdiction jurisdiction = Jurisdiction.parse("DE");

    /**
     * Starts on a free port of the loopback interface.
     *
     * @param service the sites; the one of any host
     * @param application what every other page holds
     * @param handlers the pages below the base path
     */
    public PrivacyServer(ConsentService service, Function<Visitor, String> application, PageHandler... handlers) {
        this(service, 0, application, handlers);
    }

    /** The same on a port. */
    public PrivacyServer(
            ConsentService service, int port, Function<Visitor, String> application, PageHandler... handlers) {
        this.service = service;
        this.application = application;
        this.handlers = List.of(handlers);
        this.server = new Server(new InetSocketAddress("127.0.0.1", port));
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new Pages()), "/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Where visitors are taken to be from now on. */
    public void visitorsFrom(String code) {
        jurisdiction = Jurisdiction.parse(code);
    }

    /** The origin of the server. */
    public String origin() {
        return "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** Answers a GET; {@code headers} are names and values in turn. */
    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** Answers a form post; {@code headers} are names and values in turn. */
    public HttpResponse<String> post(String path, String form, String... headers) {
        return send("POST", path, form, headers);
    }

    /** Answers a form post to the choices page whose length is not stated. */
    public HttpResponse<String> postUnsized(String form, String... headers) {
        BodyPublisher chunks = BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(form.getBytes(StandardCharsets.ISO_8859_1)));
        return send("POST", BASE + "/choices", chunks, headers);
    }

    /** Answers any request. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(method, path, BodyPublishers.ofString(body), headers);
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin() + path)).method(method, body);
        if (method.equals("POST") && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private final class Pages extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(request, response);
            // What a refusal left unread would end the connection, perhaps only after the next request went into it.
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Visitor visitor = new Visitor(
                    service.sites().get(0),
                    request,
                    jurisdiction,
                    FoundBy.CALLER,
                    who -> Optional.ofNullable(who.getHeader(ACCOUNT)),
                    BASE,
                    (who, answered) -> List.of());
            if (request.getMethod().equals("GET")) {
                noteSignals(visitor, response);
            }
            String path = request.getRequestURI();
            if (path.startsWith(BASE + "/")) {
                for (PageHandler handler : handlers) {
                    if (handler.handle(visitor, request, response, path.substring(BASE.length() + 1))) {
                        return;
                    }
                }
                response.setStatus(404);
            } else {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter().write(application.apply(visitor));
            }
        }

        /** As the filter does on first sight. */
        private void noteSignals(Visitor visitor, HttpServletResponse response) {
            GivenConsent given = GivenConsent.orEmpty(visitor.device());
            if (!given.signals().keySet().containsAll(visitor.signals().active())) {
                Submission seen =
                        Submission.of(visitor.site().newDecisionId(), Action.SIGNAL, Source.SIGNAL, Shown.NOTHING);
                visitor.refresh(
                        response,
                        visitor.site().submit(seen, visitor.effective()).given());
            }
        }
    }
}
