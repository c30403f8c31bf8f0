package dev.consent4j.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the other browser tests rely on: nothing a page does goes unseen. */
@ExtendWith(WithChromium.class)
class ChromiumIT {

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = """
                    <!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Page</title>
                    <script>localStorage.kept = '1'; sessionStorage.visit = '2';</script>
                    <script src="http://elsewhere.localhost:%1$d/script.js"></script>
                    <img alt="" src="https://nowhere.example/pixel.gif">
                    <script>console.info('noise'); throw new Error('broken');</script></html>
                    """.formatted(server.getAddress().getPort()).getBytes(StandardCharsets.UTF_8);
            boolean script = exchange.getRequestURI().getPath().endsWith(".js");
            exchange.getResponseHeaders().set("Content-Type", script ? "text/javascript" : "text/html");
            exchange.getResponseHeaders().add("Set-Cookie", "seen=1; Path=/; Secure; HttpOnly; SameSite=None");
            exchange.sendResponseHeaders(200, script ? -1 : page.length);
            if (!script) {
                exchange.getResponseBody().write(page);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void seesCookiesStorageRequestsAndComplaints(Chromium chromium) {
        int port = server.getAddress().getPort();
        try (Visitor visitor = chromium.visitor()) {
            visitor.open("http://page.localhost:" + port + "/");
            assertEquals(Map.of("kept", "1"), visitor.localStorage());
            assertEquals(Map.of("visit", "2"), visitor.sessionStorage());
            assertEquals(1, visitor.requestsTo("elsewhere.localhost").size());
            assertEquals(
                    java.util.Set.of("page.localhost", "elsewhere.localhost"),
                    visitor.jar().stream().map(cookie -> cookie.domain).collect(java.util.stream.Collectors.toSet()));
            assertTrue(
                    visitor.complaints().contains("console info: noise"),
                    visitor.complaints().toString());
            assertTrue(
                    visitor.complaints().stream().anyMatch(complaint -> complaint.startsWith("error: Error: broken")));
            assertTrue(visitor.complaints().stream()
                    .anyMatch(complaint -> complaint.startsWith("failed: https://nowhere.example/pixel.gif")));
        }
    }

    @Test
    void anotherVisitorStartsWithNothing(Chromium chromium) {
        String url = "http://page.localhost:" + server.getAddress().getPort() + "/";
        try (Visitor first = chromium.visitor();
                Visitor second = chromium.visitor()) {
            first.open(url);
            assertTrue(!first.jar().isEmpty());
            assertEquals(java.util.List.of(), second.jar());
        }
    }
}
