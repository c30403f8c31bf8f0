package dev.consent4j.servlet.container;

import java.io.IOException;
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

    /** Sends a request byte by byte as Latin-1 and reads until the server closes. */
    private static RawExchange send(int port, String method, String path, String body, String... headers)
            throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
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
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    static RawExchange get(int port, String path, String... headers) throws IOException {
        return send(port, "GET", path, "", headers);
    }

    static RawExchange post(int port, String path, String form, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/x-www-form-urlencoded");
        all.add("Content-Length: " + form.length());
        return send(port, "POST", path, form, all.toArray(String[]::new));
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

    /** The names of the cookies set, in order. */
    List<String> cookieNames() {
        return all("Set-Cookie").stream()
                .map(line -> line.split("=", 2)[0].strip())
                .toList();
    }
}
