package dev.consent4j.examples.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver that fails as told, can die and come back on the same port, and keeps what it took, in order. */
final class MoodyReceiver implements AutoCloseable {

    /** Says nothing until the sender hangs up. */
    static final int SILENCE = 0;

    private final WebhookSignature signature;
    private final Queue<Integer> moods = new ArrayDeque<>();
    private final List<Long> taken = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private int port;
    private int refused;

    MoodyReceiver(WebhookSignature signature) throws IOException {
        this.signature = signature;
        start();
    }

    synchronized void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = server.getAddress().getPort();
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    void die() {
        server.stop(0);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/hook");
    }

    /** The next messages are answered so; then all with 204. */
    synchronized void next(Integer... statuses) {
        moods.addAll(List.of(statuses));
    }

    synchronized List<Long> taken() {
        return List.copyOf(taken);
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized int refused() {
        return refused;
    }

    /** Waits until so many different messages were taken. */
    synchronized void await(int messages) throws InterruptedException {
        long patience = System.nanoTime() + 120_000_000_000L;
        while (taken.stream().distinct().count() < messages) {
            if (System.nanoTime() - patience > 0) {
                throw new AssertionError("only " + taken + " came");
            }
            wait(1_000);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = take(exchange, body);
        if (status == SILENCE) {
            synchronized (this) {
                try {
                    wait(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        exchange.sendResponseHeaders(status == SILENCE ? 500 : status, -1);
        exchange.close();
    }

    private synchronized int take(HttpExchange exchange, byte[] body) {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
        String signed = exchange.getRequestHeaders().getFirst("webhook-signature");
        if (!signature.fits(id, time, signed, body, Clock.systemUTC().instant())) {
            refused++;
            return 401;
        }
        Integer mood = moods.poll();
        if (mood != null && mood != 204) {
            return mood;
        }
        taken.add(Long.parseLong(id.substring(id.lastIndexOf('-') + 1)));
        bodies.add(new String(body, StandardCharsets.UTF_8));
        notifyAll();
        return 204;
    }

    @Override
    public void close() {
        die();
        threads.shutdownNow();
    }
}
