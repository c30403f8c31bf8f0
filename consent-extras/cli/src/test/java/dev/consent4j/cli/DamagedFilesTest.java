package dev.consent4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.export.ExportFormat;
import dev.consent4j.key.SigningKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people hand in by mistake or on purpose: an exit code and a sentence that helps, never a stack trace. */
class DamagedFilesTest {

    private static final int HUGE = 100 * 1_024 * 1_024;

    @TempDir
    private Path directory;

    private final TestLedger ledger = new TestLedger();
    private final Program program = new Program();
    private String good = "";

    @BeforeEach
    void export() throws Exception {
        good = new String(ledger.record(5).export(), UTF_8);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatIsNoExportIsSaidToBeNone() throws Exception {
        unusable("is empty", file(new byte[0]));
        unusable("is longer than", sparse(HUGE));
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        unusable("is no export", file(noise));
        unusable("only JSON Lines exports are verified", file(ledger.export(ExportFormat.CSV)));
        unusable(
                "is no header of an export",
                file(good.replaceFirst("\\{", "{\"version\":1,").getBytes(UTF_8)));
        unusable("has no end", file(good.substring(0, 100).getBytes(UTF_8)));
        unusable("ends with CR LF", file(good.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    @Test
    void whatCannotBeReadIsSaidToBeSo() {
        unusable("is a directory", directory);
        unusable("There is no file", directory.resolve("none"));
        unusable("cannot be the name of a file", "x\0");
        // An administrator, as who tests may run, is never refused.
        IOException refused = new AccessDeniedException("export");
        assertEquals(
                "'export' must not be read by this user.",
                Options.unreadable("export", refused).getMessage());
    }

    @Test
    void anExportThatIsNoLongerWholeIsFoundOut() throws Exception {
        List<String> lines = new ArrayList<>(good.lines().toList());
        found("is cut off", good.substring(0, good.length() * 2 / 3).getBytes(UTF_8));
        found("the last line is missing", (String.join("\n", lines.subList(0, 4)) + "\n").getBytes(UTF_8));
        found("line 4", changed(lines, 3, lines.get(3) + "\r"));
        found("line 4", changed(lines, 3, lines.get(3).replaceFirst("\\{", "{\"index\":2,")));
        found("line 4 is longer than", changed(lines, 3, "x".repeat(7 * 1_024 * 1_024)));
        found("line 4", changed(lines, 3, "{\"checkpoint\":" + "[".repeat(100_000)));
        found("line 4", changed(lines, 3, "\0\1\2"));
        found("line 4", changed(lines, 3, ""));
    }

    @Test
    void aLineOfAHundredMegabytesNeedsNoMore() throws Exception {
        Path file = file(good.getBytes(UTF_8));
        try (RandomAccessFile writable = new RandomAccessFile(file.toFile(), "rw")) {
            writable.setLength(HUGE);
        }
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "verify",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(1, process.waitFor(), () -> read(output));
        assertTrue(read(output).contains("is longer than"), read(output));
    }

    @Test
    void aWrongKeyAndAForeignCheckpointAreFindings() throws Exception {
        String file = file(good.getBytes(UTF_8)).toString();
        byte[] secret = new byte[SigningKey.SECRET_BYTES];
        Arrays.fill(secret, (byte) 7);
        try (TestLedger sameName = new TestLedger(SigningKey.of("example.org/consent", secret));
                TestLedger otherName = new TestLedger(SigningKey.of("example.net/consent", secret))) {
            assertEquals(1, program.run("verify", file, "--key", sameName.vkey()));
            assertTrue(
                    program.out().contains("no checkpoint of example.org/consent signed by a key of it"),
                    program.out());
            for (TestLedger foreign : List.of(sameName, otherName)) {
                Path older = Files.write(
                        directory.resolve("older"), foreign.record(2).checkpoint());
                assertEquals(1, program.run("verify", file, "--checkpoint", older.toString()));
                assertTrue(program.out().contains("of another ledger or signed by no known key"), program.out());
            }
        }
    }

    private void found(String words, byte[] export) throws Exception {
        assertEquals(1, program.run("verify", file(export).toString()), words);
        assertTrue(program.out().contains(words), program.out());
        assertEquals("", program.err());
    }

    private void unusable(String words, Path file) {
        unusable(words, file.toString());
    }

    private void unusable(String words, String file) {
        for (String command : List.of("verify", "receipt")) {
            assertEquals(2, program.run(command, file), words);
            assertFalse(program.err().contains("Exception"), program.err());
            assertEquals("", program.out());
        }
        program.run("verify", file);
        assertTrue(program.err().contains(words), program.err());
    }

    private Path file(byte[] bytes) throws Exception {
        return Files.write(directory.resolve("export"), bytes);
    }

    private Path sparse(long length) throws Exception {
        Path file = directory.resolve("sparse");
        try (RandomAccessFile writable = new RandomAccessFile(file.toFile(), "rw")) {
            writable.setLength(length);
        }
        return file;
    }

    private static byte[] changed(List<String> lines, int which, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(which, line);
        return (String.join("\n", changed) + "\n").getBytes(UTF_8);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
