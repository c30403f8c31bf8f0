package dev.consent4j.ledger;

import dev.consent4j.entry.Entry;
import dev.consent4j.store.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Another JVM that records decisions into a ledger with several threads and prints the id of each that was
 * acknowledged. A decision that was not is recorded again, as its client would, until it is.
 */
public final class RecordingProcess implements AutoCloseable {

    static final int THREADS = 16;
    static final int ENDLESS = Integer.MAX_VALUE;

    private static final int THREAD_NUMBERS = 100_000;

    private static final long PAUSE_NANOS = 10_000_000;

    private static final String END = "";

    private final Process process;
    private final Path complaints;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private RecordingProcess(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
        // A process must never wait for us to read.
        Thread reader = new Thread(() -> {
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                output.lines().filter(RecordingProcess::isId).forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                // The process was killed within a line.
                return;
            } finally {
                lines.add(END);
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one.
     *
     * @param ledger where the ledger is
     * @param first number of the first decision; threads are {@link #THREAD_NUMBERS} apart
     * @param each how many each thread records
     * @param options options of the JVM
     */
    static RecordingProcess start(LedgerAddress ledger, int first, int each, String... options) throws IOException {
        Path complaints = Files.createTempFile("recording-process", ".log");
        Process process = new ProcessBuilder(command(ledger, THREADS, first, each, options))
                .redirectError(complaints.toFile())
                .start();
        return new RecordingProcess(process, complaints);
    }

    /** The command that starts one, for a test that runs it under another program. */
    public static List<String> command(LedgerAddress ledger, int threads, int first, int each, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add(RecordingProcess.class.getName());
        command.add(ledger.text());
        IntStream.of(threads, first, each).mapToObj(String::valueOf).forEach(command::add);
        return command;
    }

    /** One of the decisions that can be recorded. */
    public static Entry decision(int number) {
        return TestEntries.decision(number, 0);
    }

    /**
     * Waits for up to {@code most} acknowledged ids; gives fewer once the process has ended. A line cut by its death is
     * none.
     */
    List<String> acknowledged(int most) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < most) {
            String line = lines.take();
            if (line.equals(END)) {
                lines.add(END);
                return ids;
            }
            ids.add(line);
        }
        return ids;
    }

    /** The acknowledged ids that are already here. */
    List<String> acknowledged() {
        List<String> ids = new ArrayList<>();
        lines.drainTo(ids);
        if (ids.remove(END)) {
            lines.add(END);
        }
        return ids;
    }

    /** Whether a line is a whole id, and not what another program said. */
    public static boolean isId(String line) {
        return line.length() == TestEntries.decision(0, 0).id().orElseThrow().length();
    }

    /** Kills it as {@code kill -9} does and waits for its end; what it has printed stays readable. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** What it has said about its failures. */
    String complaints() {
        try {
            return Files.readString(complaints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        complaints.toFile().delete();
    }

    /** Records; arguments are the ledger's address, number of threads, first number, number for each thread. */
    public static void main(String[] arguments) throws Exception {
        int first = Integer.parseInt(arguments[2]);
        int each = Integer.parseInt(arguments[3]);
        try (LedgerAddress.Open open = opened(new LedgerAddress(arguments[0]))) {
            List<Thread> threads = IntStream.range(0, Integer.parseInt(arguments[1]))
                    .mapToObj(thread -> new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            record(open.ledger(), TestEntries.decision(first + thread * THREAD_NUMBERS + i, thread));
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** A database that is killed just then is waited for, as an application that is started again would. */
    private static LedgerAddress.Open opened(LedgerAddress address) {
        while (true) {
            try {
                return address.open();
            } catch (StoreUnavailableException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void record(ConsentLedger ledger, Entry entry) {
        while (true) {
            try {
                ledger.record(entry);
                acknowledge(entry.id().orElseThrow());
                return;
            } catch (StoreUnavailableException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** In a single write, which no other thread's can cut in two. */
    private static void acknowledge(String id) {
        try {
            new FileOutputStream(FileDescriptor.out).write((id + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
