package dev.consent4j.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection of the load client, which sends the same request again and again. The first answer is read in full; from
 * then on every answer has to be as long, which is checked in place of reading it.
 */
final class LoadConnection implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");
    private static final int LONGEST_ANSWER = 16_384;
    private static final byte[] OK = Scene.bytes("HTTP/1.1 200");

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(LONGEST_ANSWER);
    private int length;

    LoadConnection(InetSocketAddress server, byte[] text) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        request = ByteBuffer.allocateDirect(text.length).put(text);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends the request; it always fits the empty buffer of the socket. */
    void send() throws IOException {
        answer.clear();
        request.flip();
        channel.write(request);
        if (request.hasRemaining()) {
            throw new IOException("The request did not fit.");
        }
    }

    /** Reads what there is; says whether the answer is complete. */
    boolean receive() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("The server closed the connection.");
        }
        if (length == 0) {
            length = lengthOfFirst();
        }
        if (length == 0 || answer.position() < length) {
            return false;
        }
        if (answer.position() > length || !isOk()) {
            throw new IOException("The server answers now so and now so: " + text());
        }
        return true;
    }

    private boolean isOk() {
        for (int i = 0; i < OK.length; i++) {
            if (answer.get(i) != OK[i]) {
                return false;
            }
        }
        return true;
    }

    /** Bytes of head and body, 0 while the head is incomplete. */
    private int lengthOfFirst() throws IOException {
        String text = text();
        int body = text.indexOf("\r\n\r\n");
        if (body < 0) {
            return 0;
        }
        Matcher found = LENGTH.matcher(text);
        if (!found.find()) {
            throw new IOException("The server does not say how long its answer is: " + text);
        }
        return body + 4 + Integer.parseInt(found.group(1));
    }

    private String text() {
        byte[] bytes = new byte[answer.position()];
        answer.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
