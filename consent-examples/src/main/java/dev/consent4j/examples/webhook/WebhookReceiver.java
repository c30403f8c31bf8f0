package dev.consent4j.examples.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A receiver of signed webhooks on this machine, for trials: believes what is signed, and takes each message once. */
public final class WebhookReceiver implements AutoCloseable {

    private static final int MAX_BODY = 8 * 1_024 * 1_024;

    private final HttpServer server;
    private final WebhookSignature signature;
    private final Clock clock;
    private final Consumer<String> taken;
    private final Set<String> known = new HashSet<>();

    private WebhookReceiver(HttpServer server, WebhookSignature signature, Clock clock, Consumer<String> taken) {
        this.server = server;
        this.signature = signature;
        this.clock = clock;
        this.taken = taken;
    }

    /**
     * Starts a receiver on a free port of 127.0.0.1.
     *
     * @param signature what messages are signed with
     * @param clock the receiver's clock
     * @param taken is given the body of each message that came for the first time
     * @return the receiver
     * @throws IOException if no port is free
     */
    public static WebhookReceiver start(WebhookSignature signature, Clock clock, Consumer<String> taken)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        WebhookReceiver receiver = new WebhookReceiver(server, signature, clock, taken);
        server.createContext("/", receiver::take);
        server.start();
        return receiver;
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/consent");
    }

    // tag::receive[]
    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
            String signatures = exchange.getRequestHeaders().getFirst("webhook-signature");
            if (!signature.fits(id, time, signatures, body, clock.instant())) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            // The same message comes again if an answer was lost. Keep what you know of where you keep the rest.
            if (known.add(id)) {
                taken.accept(new String(body, StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }
    // end::receive[]

    /** Stops listening at once. */
    @Override
    public void close() {
        server.stop(0);
    }
}
