package dev.consent4j.servlet.container;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/** One request over HTTP/2 without TLS and without an upgrade (RFC 9113, 3.3), on a connection of its own. */
final class Http2Exchange {

    private static final int TIMEOUT = 20_000;
    private static final int MAX_HEAD = 64 * 1024;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACKNOWLEDGED = 1;
    private static final byte METHOD_GET = (byte) 0x82;
    private static final byte SCHEME_HTTP = (byte) 0x86;
    private static final byte AUTHORITY = 1;
    private static final byte PATH = 4;

    private final HpackDecoder decoder = new HpackDecoder(MAX_HEAD, System::nanoTime);
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> fields = new ArrayList<>();
    private int status;

    private Http2Exchange() {}

    /** Each header becomes a field of its own, its name in lower case; trailers count as part of the body. */
    static RawExchange get(int port, String path, String... headers) throws IOException {
        Http2Exchange exchange = new Http2Exchange();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            frame(out, SETTINGS, 0, 0, new byte[0]);
            frame(out, HEADERS, END_HEADERS | END_STREAM, 1, head(path, headers));
            socket.getOutputStream().write(out.toByteArray());
            socket.getOutputStream().flush();
            exchange.read(socket);
        }
        return new RawExchange(exchange.status, exchange.fields, exchange.body.toString(StandardCharsets.ISO_8859_1));
    }

    private static byte[] head(String path, String... headers) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        // Tomcat takes names with a colon from the static table only (RFC 7541, appendix A).
        head.writeBytes(new byte[] {METHOD_GET, SCHEME_HTTP, AUTHORITY});
        text(head, "www.example.org");
        head.write(PATH);
        text(head, path);
        for (String header : headers) {
            int colon = header.indexOf(':');
            field(
                    head,
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return head.toByteArray();
    }

    /** A literal field without indexing and without Huffman code (RFC 7541, 6.2.2). */
    private static void field(ByteArrayOutputStream head, String name, String value) {
        head.write(0);
        text(head, name);
        text(head, value);
    }

    private static void text(ByteArrayOutputStream head, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int rest = bytes.length - 127;
        head.write(rest < 0 ? bytes.length : 127);
        while (rest >= 128) {
            head.write(rest % 128 + 128);
            rest /= 128;
        }
        if (bytes.length >= 127) {
            head.write(rest);
        }
        head.writeBytes(bytes);
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        out.writeBytes(frame.array());
    }

    private void read(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        boolean ended = false;
        while (!ended) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            switch (type) {
                case SETTINGS -> {
                    if ((flags & ACKNOWLEDGED) == 0) {
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        frame(out, SETTINGS, ACKNOWLEDGED, 0, new byte[0]);
                        socket.getOutputStream().write(out.toByteArray());
                    }
                }
                case DATA -> body.writeBytes(payload);
                case HEADERS, CONTINUATION -> {
                    block.writeBytes(payload);
                    if ((flags & END_HEADERS) != 0) {
                        fields();
                    }
                }
                case RESET, GO_AWAY ->
                    throw new IOException(
                            "ended by frame " + type + " " + HexFormat.of().formatHex(payload));
                default -> {
                    // Flow control and pings do not matter for one small answer.
                }
            }
            ended = stream == 1 && (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
    }

    private void fields() throws IOException {
        try {
            MetaData read = decoder.decode(ByteBuffer.wrap(block.toByteArray()));
            block.reset();
            if (read instanceof MetaData.Response response) {
                status = response.getStatus();
                response.getHttpFields().forEach(field -> fields.add(field.getName() + ": " + field.getValue()));
            } else {
                read.getHttpFields()
                        .forEach(field -> body.writeBytes(
                                (field.getName() + ": " + field.getValue()).getBytes(StandardCharsets.ISO_8859_1)));
            }
        } catch (HpackException.SessionException | HpackException.StreamException malformed) {
            throw new IOException(malformed);
        }
    }
}
