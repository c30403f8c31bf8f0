package dev.consent4j.examples.fivesites;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A browser without script, over a plain socket so that any bytes can be sent: keeps cookies by name, domain and path
 * and sends them back where they belong. Used by one thread.
 */
final class Browser {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private final String host;
    private final Map<String, String> always = new LinkedHashMap<>();
    private final Map<Key, Kept> jar = new LinkedHashMap<>();

    private record Key(String name, String domain, String path) {}

    private record Kept(String value, boolean hostOnly) {}

    Browser(int port, String host) {
        this.port = port;
        this.host = host;
    }

    /** Sends a header with every request from now on. */
    Browser with(String name, String value) {
        always.put(name, value);
        return this;
    }

    /** The origin it says it is on when it posts. */
    String origin() {
        return "http://" + host + ":" + port;
    }

    Reply get(String path) {
        return exchange("GET", path, List.of(), "");
    }

    /** Posts a form as a browser does that was shown it by the site itself. */
    Reply post(String path, List<Reply.Field> fields) {
        return post(path, fields, origin());
    }

    Reply post(String path, List<Reply.Field> fields, String origin) {
        String body = fields.stream()
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
        return exchange(
                "POST",
                path,
                List.of(
                        new Reply.Field("Origin", origin),
                        new Reply.Field("Content-Type", "application/x-www-form-urlencoded"),
                        new Reply.Field("Content-Length", String.valueOf(body.length()))),
                body);
    }

    /** Names of the cookies it holds, those of any path. */
    List<String> cookieNames() {
        return jar.keySet().stream().map(Key::name).distinct().toList();
    }

    /** The value of a cookie it holds for the root path; empty if none. */
    String cookie(String name) {
        return jar.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(entry -> entry.getValue().value())
                .findFirst()
                .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Reply exchange(String method, String path, List<Reply.Field> headers, String body) {
        StringBuilder request = new StringBuilder(
                method + " " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: close\r\n");
        always.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        headers.forEach(field ->
                request.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        String cookies = cookiesFor(path);
        if (!cookies.isEmpty()) {
            request.append("Cookie: ").append(cookies).append("\r\n");
        }
        Reply reply = raw(port, request + "\r\n" + body);
        reply.cookies().forEach(cookie -> keep(cookie, path));
        return reply;
    }

    /** Sends a text as Latin-1 bytes and reads what comes until the server closes. */
    static Reply raw(int port, String request) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return Reply.parse(in.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String cookiesFor(String target) {
        String path = target.split("\\?", 2)[0];
        List<Map.Entry<Key, Kept>> matching = new ArrayList<>(jar.entrySet());
        matching.removeIf(entry -> !pathMatches(path, entry.getKey().path()));
        matching.sort(Comparator.comparingInt(entry -> -entry.getKey().path().length()));
        return matching.stream()
                .map(entry -> entry.getKey().name() + "=" + entry.getValue().value())
                .collect(Collectors.joining("; "));
    }

    private static boolean pathMatches(String path, String cookiePath) {
        return path.equals(cookiePath)
                || path.startsWith(cookiePath) && (cookiePath.endsWith("/") || path.charAt(cookiePath.length()) == '/');
    }

    private void keep(SetCookie cookie, String target) {
        boolean hostOnly = cookie.domain().isEmpty();
        if (!hostOnly && !host.equals(cookie.domain()) && !host.endsWith("." + cookie.domain())) {
            return;
        }
        String path = cookie.path();
        if (path.isEmpty()) {
            int slash = target.split("\\?", 2)[0].lastIndexOf('/');
            path = slash <= 0 ? "/" : target.substring(0, slash);
        }
        Key key = new Key(cookie.name(), hostOnly ? host : cookie.domain(), path);
        if (cookie.deletes()) {
            Kept kept = jar.get(key);
            if (kept != null && kept.hostOnly() == hostOnly) {
                jar.remove(key);
            }
        } else {
            jar.put(key, new Kept(cookie.value(), hostOnly));
        }
    }
}
