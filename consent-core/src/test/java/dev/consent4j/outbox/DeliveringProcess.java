package dev.consent4j.outbox;

import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.json.EntryJson;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.store.jdbc.SqliteFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Another JVM that records into a file and prints the index of each entry its listener is given. */
final class DeliveringProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private DeliveringProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one.
     *
     * @param file the ledger's file
     * @param lease how long another one waits for a sign of life; longer than a busy machine holds a process up, where
     *     there is another one
     */
    static DeliveringProcess start(Path file, Duration lease) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DeliveringProcess.class.getName(),
                file.toString(),
                String.valueOf(lease.toMillis()));
        return new DeliveringProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The next index, or -1 once the process has ended; a line cut by its death is none. */
    long next() throws IOException {
        String line = output.readLine();
        return line == null || !line.endsWith(".") ? -1 : Long.parseLong(line.substring(0, line.length() - 1));
    }

    /** Kills it as {@code kill -9} does; what it has printed stays readable. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Records and delivers until it is killed; arguments are the file and the lease in milliseconds. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        SqliteFile file = SqliteFile.open(Path.of(arguments[0]));
        ConsentLedger ledger = ConsentLedger.open("site", file.ledger("site"), new EntryJson(), new SecureRandom());
        Outbox.open(
                "site",
                ledger,
                file.ledger("site"),
                Map.of(Nodes.LISTENER, delivery -> output.println(delivery.index() + ".")),
                new SecureRandom(),
                timing(Duration.ofMillis(Long.parseLong(arguments[1]))),
                System::nanoTime);
        while (true) {
            ledger.record(new ConsoleRead("reader", "list", "0-10", Instant.EPOCH));
        }
    }

    private static Timing timing(Duration lease) {
        Duration soon = Duration.ofMillis(20);
        return new Timing(soon, soon, soon, Duration.ofMillis(100), lease, soon, soon, soon, Duration.ofSeconds(5));
    }
}
