package dev.consent4j.servlet.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A response as it was on the wire.
 *
 * @param status the status code
 * @param headers the header lines in order
 * @param body everything after the head, chunks not joined
 */
record RawExchange(int status, List<String> headers, String body) {

    private static final int TIMEOUT = 20_000;
    private static final String TRAILERS = "TE: trailers";

    /** Sends a request byte by byte as Latin-1 and reads until the server closes, or its last chunk. */
    private static RawExchange send(int port, String method, String path, String body, String... headers)
            throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        boolean chunked = List.of(headers).contains(TRAILERS);
        if (!chunked) {
            request.append("Connection: close\r\n");
        }
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: www.example.org\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT);
            socket.getOutputStream()
                    .write(request.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return parse(chunked ? untilLastChunk(in) : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    static RawExchange get(int port, String path, String... headers) throws IOException {
        return send(port, "GET", path, "", headers);
    }

    static RawExchange head(int port, String path, String... headers) throws IOException {
        return send(port, "HEAD", path, "", headers);
    }

    static RawExchange post(int port, String path, String form, String... headers) throws IOException {
        return post(port, path, "application/x-www-form-urlencoded", form, headers);
    }

    static RawExchange post(int port, String path, String type, String body, String[] headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: " + type);
        all.add("Content-Length: " + body.length());
        return send(port, "POST", path, body, all.toArray(String[]::new));
    }

    /** Undertow sends chunks, and so trailers, only where the connection stays open. */
    static RawExchange getChunked(int port, String path, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(TRAILERS);
        return send(port, "GET", path, "", all.toArray(String[]::new));
    }

    private static String untilLastChunk(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int read = 0;
        while (read >= 0 && !(text.indexOf("\r\n0\r\n") > 0 && text.toString().endsWith("\r\n\r\n"))) {
            read = in.read();
            text.append((char) read);
        }
        return text.toString();
    }

    /** Sends a body in one chunk and a field in its trailers. */
    static RawExchange postWithTrailer(int port, String path, String trailer, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Transfer-Encoding: chunked");
        all.add("Trailer: " + trailer.substring(0, trailer.indexOf(':')));
        return send(port, "POST", path, "1\r\nx\r\n0\r\n" + trailer + "\r\n\r\n", all.toArray(String[]::new));
    }

    private static RawExchange parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        List<String> head = new ArrayList<>(List.of(text.substring(0, end).split("\r\n")));
        int status = Integer.parseInt(head.remove(0).split(" ")[1]);
        return new RawExchange(status, head, text.substring(end + 4));
    }

    /** The values of a header, in order. */
    List<String> all(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    /** The only value of a header, empty without one. */
    String only(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " appears " + values.size() + " times: " + values);
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    /** The body without the lengths of its chunks. */
    byte[] content() {
        if (only("Transfer-Encoding").isEmpty()) {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }
        StringBuilder content = new StringBuilder();
        int from = 0;
        while (true) {
            int line = body.indexOf("\r\n", from);
            int length = Integer.parseInt(body.substring(from, line).strip(), 16);
            if (length == 0) {
                return content.toString().getBytes(StandardCharsets.ISO_8859_1);
            }
            content.append(body, line + 2, line + 2 + length);
            from = line + 2 + length + 2;
        }
    }

    /** The names of the cookies set, in order. */
    List<String> cookieNames() {
        return all("Set-Cookie").stream()
                .map(line -> line.split("=", 2)[0].strip())
                .toList();
    }
}
