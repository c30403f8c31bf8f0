package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCheckpointSinkTest {

    private static final String ORIGIN = "example.org/consent/shop";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "";
    private HttpServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/checkpoints");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + type + "\n" + body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void postsACheckpointAsItIs() throws IOException {
        SignedNote note = FileCheckpointSinkTest.note(ORIGIN, 1);

        HttpCheckpointSink.of(address).accept(note);

        assertEquals(List.of("POST /checkpoints text/plain; charset=utf-8\n" + note), received);
    }

    @Test
    void isKeptOnlyWhenTheAnswerSaysSo() {
        for (int refused : new int[] {301, 307, 400, 404, 500, 503}) {
            status = refused;
            assertThrows(
                    IOException.class,
                    () -> HttpCheckpointSink.of(address).accept(FileCheckpointSinkTest.note(ORIGIN, 1)));
        }
        assertEquals(6, received.size(), "redirects are not followed");
    }

    /** It is logged and shown in the console. */
    @Test
    void isNamedWithoutWhatMayBeSecretInItsAddress() throws IOException {
        URI secret =
                URI.create("http://user:password@127.0.0.1:" + address.getPort() + "/checkpoints?token=t0ken#part");
        HttpCheckpointSink sink = HttpCheckpointSink.of(secret).readingBack(secret);
        String shown = "http://127.0.0.1:" + address.getPort() + "/checkpoints";
        assertEquals(shown, sink.place());
        assertEquals("HttpCheckpointSink[" + shown + "]", sink.toString());
        status = 500;
        SignedNote note = FileCheckpointSinkTest.note(ORIGIN, 1);
        assertEquals(
                shown + " answered 500",
                assertThrows(IOException.class, () -> sink.accept(note)).getMessage());
        assertEquals(
                shown + " answered 500",
                assertThrows(IOException.class, () -> sink.last(ORIGIN)).getMessage());
        IOException silent = assertThrows(
                IOException.class,
                () -> HttpCheckpointSink.of(URI.create("http://u:p@127.0.0.1:1/x?token=t0ken"))
                        .accept(note));
        assertTrue(silent.getMessage().startsWith("http://127.0.0.1:1/x did not answer"), silent::getMessage);
        assertFalse(silent.toString().contains("t0ken"), silent::toString);
    }

    @Test
    void isReadBackWhereItCanBe() throws IOException {
        HttpCheckpointSink sink = HttpCheckpointSink.of(address).readingBack(address.resolve("/last"));
        SignedNote note = FileCheckpointSinkTest.note(ORIGIN, 1);
        answer = note.toString();

        assertEquals(Optional.of(note), sink.last(ORIGIN));
        assertEquals(Optional.empty(), sink.last("example.org/consent"));
        assertEquals(Optional.empty(), HttpCheckpointSink.of(address).last(ORIGIN));
        answer = "";
        for (int none : new int[] {204, 404}) {
            status = none;
            assertEquals(Optional.empty(), sink.last(ORIGIN));
        }
    }

    @Test
    void anAnswerThatIsNoCheckpointOrTooLongIsAFailure() {
        HttpCheckpointSink sink = HttpCheckpointSink.of(address).readingBack(address);
        for (String hostile : List.of("nonsense", "", "x".repeat(3 * SignedNote.MAX_BYTES))) {
            answer = hostile;
            assertThrows(IOException.class, () -> sink.last(ORIGIN));
        }
        status = 500;
        assertThrows(IOException.class, () -> sink.last(ORIGIN));
    }

    @Test
    void aServerThatIsSilentOrAbsentIsAFailureWithinBoundedTime() throws IOException {
        SignedNote note = FileCheckpointSinkTest.note(ORIGIN, 1);
        URI silent;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
            HttpCheckpointSink sink = HttpCheckpointSink.of(silent).timeout(Duration.ofMillis(100));
            assertThrows(IOException.class, () -> sink.accept(note));
        }
        assertThrows(IOException.class, () -> HttpCheckpointSink.of(silent).accept(note));
    }
}
