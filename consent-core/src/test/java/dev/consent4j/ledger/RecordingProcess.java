package dev.consent4j.ledger;

import dev.consent4j.store.jdbc.SqliteFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Another JVM that records decisions into a file with several threads and prints the id of each that was acknowledged. */
final class RecordingProcess implements AutoCloseable {

    static final int THREADS = 8;
    static final int ENDLESS = Integer.MAX_VALUE;

    private final Process process;
    private final BufferedReader output;

    private RecordingProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one.
     *
     * @param file the ledger's file
     * @param first number of the first decision; threads are 1,000,000 apart
     * @param each how many each thread records
     * @param options options of the JVM
     */
    static RecordingProcess start(Path file, int first, int each, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.addAll(List.of(
                RecordingProcess.class.getName(), file.toString(), String.valueOf(first), String.valueOf(each)));
        return new RecordingProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Reads up to {@code most} acknowledged ids; fewer once the process has ended. A line cut by its death is none. */
    List<String> acknowledged(int most) throws IOException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < most) {
            String line = output.readLine();
            if (line == null) {
                return ids;
            }
            if (line.length() == TestEntries.decision(0, 0).id().orElseThrow().length()) {
                ids.add(line);
            }
        }
        return ids;
    }

    /** Kills it as {@code kill -9} does and waits for its end; what it has printed stays readable. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Records; arguments are file, first number, number for each thread. */
    public static void main(String[] arguments) throws InterruptedException {
        int first = Integer.parseInt(arguments[1]);
        int each = Integer.parseInt(arguments[2]);
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (SqliteFile file = SqliteFile.open(Path.of(arguments[0]));
                ConsentLedger ledger =
                        ConsentLedger.open("site", file.ledger("site"), TestEntries.CODEC, new SecureRandom())) {
            List<Thread> threads = Stream.iterate(0, thread -> thread + 1)
                    .limit(THREADS)
                    .map(thread -> new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            var entry = TestEntries.decision(first + thread * 1_000_000 + i, thread);
                            ledger.record(entry);
                            output.println(entry.id().orElseThrow());
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
