package dev.consent4j.contract.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server as a child process. It dies with this JVM, however this JVM dies: a second process waits for the end of a
 * pipe from here and then kills it.
 */
final class ServerProcess {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int LOG_TAIL = 4_000;

    private final Process server;
    private final Process watchdog;
    private final Path log;

    private ServerProcess(Process server, Process watchdog, Path log) {
        this.server = server;
        this.watchdog = watchdog;
        this.log = log;
    }

    static ServerProcess start(List<String> command, Path log) {
        try {
            Process server = builder(command, log).start();
            Process watchdog = new ProcessBuilder("sh", "-c", "cat; kill -9 " + server.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new ServerProcess(server, watchdog, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end. */
    static void run(List<String> command, Path input, Path log) {
        try {
            ProcessBuilder builder = builder(command, log).redirectInput(input.toFile());
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(command.get(0) + " ended with " + code + "\n" + tail(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** A port nobody listens to at the moment. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server takes connections. */
    void awaitConnection(String url) {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url)) {
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() > end) {
                    kill9();
                    throw new IllegalStateException("the server did not start\n" + tail(log), e);
                }
                pause();
            }
        }
    }

    long pid() {
        return server.pid();
    }

    boolean isAlive() {
        return server.isAlive();
    }

    /** Kills it and its children as {@code kill -9} does; returns when all are gone. */
    void kill9() {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(server.toHandle());
        all.addAll(server.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        watchdog.destroyForcibly();
    }

    /** Ends it in good order with a signal; kills it if that takes too long. */
    void stop(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(server.pid()))
                    .start()
                    .waitFor();
            CompletableFuture<ProcessHandle> exit = server.toHandle().onExit();
            if (!server.waitFor(STOP.toSeconds(), TimeUnit.SECONDS) || !exit.isDone()) {
                kill9();
            }
            watchdog.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static ProcessBuilder builder(List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .directory(log.getParent().toFile());
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static String tail(Path log) {
        try {
            String text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - LOG_TAIL));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while a server starts or stops", e);
    }
}
