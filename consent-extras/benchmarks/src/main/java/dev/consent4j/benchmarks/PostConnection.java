package dev.consent4j.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection over loopback that stays open, on which one request follows the answer to the last. */
final class PostConnection implements AutoCloseable {

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;

    /** What a server answered. */
    record Answer(int status, String body) {}

    PostConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a request with a body, which may be empty, and reads the answer. */
    Answer send(String method, String path, String type, String body) throws IOException {
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + Scene.HOST + "\r\nOrigin: https://" + Scene.HOST
                + "\r\nSec-Fetch-Site: same-origin\r\nAccept-Language: " + Scene.LANGUAGES
                + (body.isEmpty() ? "" : "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length())
                + "\r\n\r\n" + body;
        socket.getOutputStream().write(Scene.bytes(head));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            length = lower.startsWith(LENGTH)
                    ? Integer.parseInt(lower.substring(LENGTH.length()).strip())
                    : length;
            chunked |= lower.equals("transfer-encoding: chunked");
        }
        return new Answer(status, chunked ? chunks() : text(length));
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        int length = Integer.parseInt(line(), 16);
        while (length > 0) {
            body.append(text(length));
            line();
            length = Integer.parseInt(line(), 16);
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The server closed the connection.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection.");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
