package dev.consent4j.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A server that checkpoints are sent to: each is the body of a {@code POST}, as {@code text/plain; charset=utf-8}, and is
 * kept when the answer is 2xx. Redirects are not followed. Thread safe.
 */
public final class HttpCheckpointSink implements CheckpointSink {

    /** How long connecting may take, and how long an answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int REDIRECTION = 300;
    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final URI address;
    private final @Nullable URI readBack;
    private final Duration timeout;

    private HttpCheckpointSink(URI address, @Nullable URI readBack, Duration timeout) {
        this.address = address;
        this.readBack = readBack;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * A sink that cannot be read back, such as a webhook: after a restart the ledger proves nothing against it, so use
     * another sink beside it.
     *
     * @param address http or https address that takes checkpoints
     * @return the sink
     */
    public static HttpCheckpointSink of(URI address) {
        return new HttpCheckpointSink(address, null, TIMEOUT);
    }

    /**
     * This sink, read back from an address: {@code GET} answers 200 with the last checkpoint it took, or 204 or 404 if it
     * has none.
     *
     * @param from http or https address of the last checkpoint; one for each ledger
     * @return the sink
     */
    public HttpCheckpointSink readingBack(URI from) {
        return new HttpCheckpointSink(address, from, timeout);
    }

    /**
     * This sink with another time limit.
     *
     * @param limit how long connecting may take, and how long an answer
     * @return the sink
     */
    public HttpCheckpointSink timeout(Duration limit) {
        return new HttpCheckpointSink(address, readBack, limit);
    }

    @Override
    public void accept(SignedNote checkpoint) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(checkpoint.toString(), StandardCharsets.UTF_8))
                .build();
        int status = send(request).statusCode();
        if (status < OK || status >= REDIRECTION) {
            throw new IOException(place() + " answered " + status);
        }
    }

    @Override
    public Optional<SignedNote> last(String origin) throws IOException {
        URI from = readBack;
        if (from == null) {
            return Optional.empty();
        }
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(from).timeout(timeout).GET().build());
        if (answer.statusCode() == NOT_FOUND || answer.statusCode() == NO_CONTENT) {
            return Optional.empty();
        }
        if (answer.statusCode() != OK) {
            throw new IOException(shown(from) + " answered " + answer.statusCode());
        }
        SignedNote note = SignedNote.parse(answer.body())
                .found()
                .orElseThrow(() -> new IOException(shown(from) + " answered with what is no checkpoint"));
        return Optional.of(note).filter(last -> last.text().startsWith(origin + "\n"));
    }

    /** The client's own limit ends with the header of an answer; this one with its body. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new BoundedBody());
        try {
            return answer.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + shown(request.uri()) + " was asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(shown(request.uri()) + " did not answer: " + e, e);
        } finally {
            answer.cancel(true);
        }
    }

    /** A body of which no more is kept than a note may have and one byte. */
    private static final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] next = new byte[Math.min(buffer.remaining(), SignedNote.MAX_BYTES + 1 - bytes.size())];
                buffer.get(next);
                bytes.writeBytes(next);
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(bytes.toByteArray());
        }
    }

    @Override
    public String place() {
        return shown(address);
    }

    /** An address without user and query, which may hold a password or a token; for logs and messages. */
    private static String shown(URI address) {
        String host = address.getHost();
        String path = address.getRawPath();
        return address.getScheme() + "://" + (host == null ? "?" : host)
                + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + (path == null ? "" : path);
    }

    @Override
    public String toString() {
        return "HttpCheckpointSink[" + shown(address) + "]";
    }
}
