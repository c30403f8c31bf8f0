package dev.consent4j.servlet.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An nginx of this test, on ports of the loopback interface, with everything it writes in one directory. */
final class Nginx implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final int PATIENCE = 20_000;

    private final Process process;
    private final Path directory;
    private final List<Integer> ports;
    private final Thread atExit;

    private Nginx(Process process, Path directory, List<Integer> ports) {
        this.process = process;
        this.directory = directory;
        this.ports = ports;
        this.atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts it before a server.
     *
     * @param program what to run
     * @param directory an empty directory
     * @param upstream the port of the server
     * @param caches for each port what its cache is told, as directives of a location
     */
    static Nginx start(NginxProgram program, Path directory, int upstream, List<String> caches) throws Exception {
        for (int attempt = 1; ; attempt++) {
            List<Integer> ports = freePorts(caches.size());
            Path configuration = directory.resolve("nginx.conf");
            Files.writeString(configuration, configuration(directory, upstream, ports, caches));
            Nginx nginx = new Nginx(program.run(directory, configuration), directory, ports);
            if (nginx.isUp()) {
                return nginx;
            }
            nginx.close();
            // Somebody else may have taken a port meanwhile.
            if (attempt == ATTEMPTS || !nginx.errors().contains("Address already in use")) {
                throw new AssertionError("nginx does not start: " + nginx.errors());
            }
        }
    }

    int port(int cache) {
        return ports.get(cache);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private static String configuration(Path directory, int upstream, List<Integer> ports, List<String> caches) {
        StringBuilder text = new StringBuilder();
        // As root its workers would become nobody, who may not enter a directory of root.
        if (System.getProperty("user.name").equals("root")) {
            text.append("user root root;\n");
        }
        text.append("daemon off; worker_processes 1; pid ").append(directory).append("/pid;\n");
        text.append("events { worker_connections 64; }\nhttp {\n  access_log off;\n");
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            text.append("  %s_temp_path %s/%s-temp;\n".formatted(kind, directory, kind));
        }
        for (int i = 0; i < ports.size(); i++) {
            text.append("""
                      proxy_cache_path %1$s/cache-%2$d keys_zone=cache%2$d:1m use_temp_path=off;
                      server {
                        listen 127.0.0.1:%3$d;
                        location / {
                          proxy_pass http://127.0.0.1:%4$d;
                          proxy_http_version 1.1;
                          proxy_set_header Connection "";
                          proxy_set_header Host $host;
                          proxy_cache cache%2$d;
                          proxy_cache_key $scheme$host$request_uri;
                          add_header X-Cache $upstream_cache_status always;
                          %5$s
                        }
                      }
                    """.formatted(directory, i, ports.get(i), upstream, caches.get(i)));
        }
        return text.append("}\n").toString();
    }

    private boolean isUp() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (ports.stream().allMatch(Nginx::accepts)) {
                // Another's server may be what answers, while this one has ended.
                return !process.waitFor(50, TimeUnit.MILLISECONDS);
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String errors() {
        try (InputStream in = Files.newInputStream(directory.resolve(NginxProgram.ERRORS))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Its master ends its workers when it is told to, not when it is killed. */
    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(PATIENCE, TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
