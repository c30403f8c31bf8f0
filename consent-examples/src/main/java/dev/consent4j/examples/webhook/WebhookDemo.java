package dev.consent4j.examples.webhook;

import dev.consent4j.ConsentService;
import dev.consent4j.examples.plain.HelloServlet;
import dev.consent4j.json.PolicyJson;
import dev.consent4j.servlet.ConsentFilter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Serves a page on 127.0.0.1, port 8080 or {@code $PORT}, and posts each entry of its ledger to {@code $WEBHOOK_URL},
 * signed with {@code $WEBHOOK_SECRET}. Without the two it receives its own messages and prints them.
 */
public final class WebhookDemo {

    private static final String DEFAULT_PORT = "8080";

    private WebhookDemo() {}

    /**
     * Starts the demo and waits until it is stopped.
     *
     * @param arguments not used
     * @throws Exception if it cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.systemUTC();
        String secret = System.getenv().getOrDefault("WEBHOOK_SECRET", WebhookSignature.newSecret(new SecureRandom()));
        WebhookSignature signature = new WebhookSignature(secret);
        String url = System.getenv("WEBHOOK_URL");
        URI uri = url != null
                ? URI.create(url)
                : WebhookReceiver.start(signature, clock, System.out::println).uri();
        Path data = Path.of(System.getProperty("consent.data", "consent-data"));
        Server server = server(
                service(data, uri, signature, clock),
                Integer.parseInt(System.getenv().getOrDefault("PORT", DEFAULT_PORT)));
        server.setStopAtShutdown(true);
        server.start();
        server.join();
    }

    private static ConsentService service(Path data, URI uri, WebhookSignature signature, Clock clock) {
        // tag::listener[]
        ConsentService service = ConsentService.builder()
                .policy(PolicyJson.readResource(WebhookDemo.class, "/privacy.json"))
                .data(data)
                .listener("crm", new SignedWebhook(uri, signature, Duration.ofSeconds(10), clock))
                .build();
        // end::listener[]
        return service;
    }

    private static Server server(ConsentService service, int port) {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.addEventListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                ConsentFilter.builder(service).build().addTo(event.getServletContext());
            }

            @Override
            public void contextDestroyed(ServletContextEvent event) {
                service.close();
            }
        });
        context.addServlet(HelloServlet.class, "");
        server.setHandler(context);
        return server;
    }
}
