package dev.consent4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Main class of a JVM that loads a server over loopback: a few connections that stay open, on each the next request as
 * soon as the last is answered. One thread, so that it costs the machine little. For each line {@code port, milliseconds,
 * Cookie field} it says how many requests were answered in how many nanoseconds.
 */
final class LoadClient {

    private static final int CONNECTIONS = 16;

    private LoadClient() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split("\t", -1);
            System.out.println(load(Integer.parseInt(words[0]), Long.parseLong(words[1]), words[2]));
        }
    }

    private static String load(int port, long millis, String cookies) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<LoadConnection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                LoadConnection connection = new LoadConnection(server, request(cookies));
                connections.add(connection);
                connection.channel().register(selector, SelectionKey.OP_READ, connection);
            }
            long began = System.nanoTime();
            long end = began + millis * 1_000_000;
            for (LoadConnection connection : connections) {
                connection.send();
            }
            long answered = 0;
            while (System.nanoTime() < end) {
                selector.select(millis);
                for (SelectionKey key : selector.selectedKeys()) {
                    LoadConnection connection = (LoadConnection) key.attachment();
                    if (connection.receive()) {
                        answered++;
                        connection.send();
                    }
                }
                selector.selectedKeys().clear();
            }
            return answered + "\t" + (System.nanoTime() - began);
        } finally {
            for (LoadConnection connection : connections) {
                connection.close();
            }
        }
    }

    /** What a browser sends for a page. */
    private static byte[] request(String cookies) {
        return Scene.bytes("GET /products/shoes HTTP/1.1\r\n"
                + "Host: " + Scene.HOST + "\r\n"
                + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0\r\n"
                + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
                + "Accept-Language: " + Scene.LANGUAGES + "\r\n"
                + "Accept-Encoding: gzip, deflate, br, zstd\r\n"
                + "Referer: https://" + Scene.HOST + "/products\r\n"
                + "Sec-Fetch-Dest: document\r\n"
                + "Sec-Fetch-Mode: navigate\r\n"
                + "Sec-Fetch-Site: same-origin\r\n"
                + "Cookie: " + cookies + "\r\n\r\n");
    }
}
