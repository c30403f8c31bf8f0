package dev.consent4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeExportTest {

    private static final int ENTRIES = 100_000;

    @TempDir
    private Path directory;

    @Test
    void anExportLargerThanTheHeapIsWrittenAndVerified() throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeExport.class.getName(),
                        directory.toString(),
                        String.valueOf(ENTRIES))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES));
        List<String> lines = Files.readAllLines(output);
        assertEquals(0, process.exitValue(), lines::toString);
        assertTrue(lines.contains("clean true " + ENTRIES), lines::toString);
        assertTrue(Files.size(directory.resolve("large.jsonl")) > 64 * 1_024 * 1_024, lines::toString);
    }
}
