package dev.consent4j.examples.fivesites;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo in a JVM of its own, as it is started from the command line, so that it can be killed. */
final class DemoProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Ready: http://localhost:(\\d+)/ .*password ([a-z0-9-]+)");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;
    private int port;

    private DemoProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it on a free port with its data in a directory. */
    static DemoProcess start(Path data, Map<String, String> environment) {
        Path log = data.resolveSibling(data.getFileName() + "-output");
        try {
            Files.createDirectories(log);
            Path out = Files.createTempFile(log, "out", ".txt");
            Path err = Files.createTempFile(log, "err", ".txt");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Xmx256m");
            command.add("-XX:TieredStopAtLevel=1");
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-Dorg.sqlite.tmpdir="
                    + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), FiveSites.class.getName()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("PORT", "0");
            builder.environment().put("CONSENT_DATA", data.toString());
            builder.environment().putAll(environment);
            return new DemoProcess(builder.start(), out, err);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits for the one line. */
    DemoProcess ready() throws InterruptedException {
        while (true) {
            Matcher ready = READY.matcher(output());
            if (ready.find()) {
                port = Integer.parseInt(ready.group(1));
                return this;
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it ended with " + process.exitValue() + ": " + errors());
            }
        }
    }

    int port() {
        return port;
    }

    /** What it wrote to standard output so far. */
    String output() {
        return read(out);
    }

    /** What it wrote to standard error so far. */
    String errors() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    /** Ends it as SIGTERM does, and returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    /** Waits until it ends by itself and returns its exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end: " + errors());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
