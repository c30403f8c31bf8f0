package dev.consent4j.powerloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.consent4j.ledger.LedgerAddress;
import dev.consent4j.ledger.RecordingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recording process under {@code strace}, from the creation of its ledger to its orderly end. */
final class TracedRecording {

    private static final int THREADS = 4;
    private static final String ADVICE =
            "strace, with which the writes of a process are recorded, is not here or may not"
                    + " trace: power losses are NOT tested; install it (apt-get install strace)";

    private TracedRecording() {}

    /**
     * Records and reads what was traced; skips the test, loudly, where nothing can be traced.
     *
     * @param ledger where the ledger is to be, below {@code folder}
     * @param folder an empty folder
     * @param each how many decisions each thread records
     */
    static List<Trace.Step> of(LedgerAddress ledger, Path folder, int each) throws Exception {
        mayTrace();
        Path trace = Files.createTempFile(folder.getParent(), "trace", ".txt");
        List<String> command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "16777216"));
        command.addAll(List.of("-e", "trace=" + CallReader.CALLS, "-o", trace.toString()));
        command.addAll(RecordingProcess.command(ledger, THREADS, 0, each));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals(0, process.waitFor());
            return Trace.read(trace, folder);
        } finally {
            process.destroyForcibly();
            Files.delete(trace);
        }
    }

    private static void mayTrace() throws InterruptedException {
        boolean may;
        try {
            may = new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            may = false;
        }
        if (!may) {
            System.err.println(ADVICE);
        }
        assumeTrue(may, ADVICE);
    }
}
