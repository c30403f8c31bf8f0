package dev.consent4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Main class of a JVM that loads servers over loopback: a few connections to each that stay open, on each the next request
 * as soon as the last is answered. One thread, so that it costs the machine little. For each line {@code port, requests,
 * Cookie field} it says how many nanoseconds it took until all were answered.
 */
final class LoadClient {

    private static final int CONNECTIONS = 16;

    private final Selector selector = Selector.open();
    private final LoadConnection[] connections = new LoadConnection[CONNECTIONS];

    private LoadClient(int port, String cookies) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < CONNECTIONS; i++) {
            connections[i] = new LoadConnection(server, request(cookies));
            connections[i].channel().register(selector, SelectionKey.OP_READ, connections[i]);
        }
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        Map<Integer, LoadClient> clients = new HashMap<>();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split("\t", -1);
            int port = Integer.parseInt(words[0]);
            LoadClient client = clients.get(port);
            if (client == null) {
                client = new LoadClient(port, words[2]);
                clients.put(port, client);
            }
            System.out.println(client.load(Integer.parseInt(words[1])));
        }
    }

    /** Nanoseconds until these many requests are answered; none is left over for the next time. */
    private long load(int requests) throws IOException {
        long began = System.nanoTime();
        int sent = 0;
        for (LoadConnection connection : connections) {
            connection.send();
            sent++;
        }
        int answered = 0;
        while (answered < requests) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                LoadConnection connection = (LoadConnection) key.attachment();
                if (connection.receive()) {
                    answered++;
                    if (sent < requests) {
                        connection.send();
                        sent++;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return System.nanoTime() - began;
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
