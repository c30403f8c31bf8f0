package dev.consent4j.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.IndexRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second verifier, {@code docs/verify.py}, comes to the same verdict on exports that are good, altered and cut. */
class IndependentVerifierTest {

    private static final long PATIENCE = 120;

    @TempDir
    private Path directory;

    @BeforeAll
    static void needsPythonAndOpenssl() {
        boolean there = runs("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")
                && runs("openssl", "pkeyutl", "-help");
        if (!there) {
            System.err.println(
                    "SKIPPED: python3 (3.9 or later) or openssl is not installed, so no second verifier runs");
        }
        assumeTrue(there, "python3 and openssl");
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Proves("P-6")
    @Test
    void bothVerifiersAgree() throws Exception {
        try (TestLedger site = new TestLedger()) {
            site.decisions(0, 40).erase(3);
            byte[] older = site.checkpoint().toBytes();
            site.decisions(40, 43);
            Map<String, byte[]> exports = new TreeMap<>();
            byte[] whole = site.lines();
            List<String> lines = TestLedger.split(whole);
            exports.put("whole", whole);
            exports.put("range", site.lines(7, 33));
            exports.put(
                    "scoped",
                    TestLedger.bytes(site.export(
                            ExportFormat.JSON_LINES,
                            new IndexRange(2, 40),
                            ExportScope.ofSubject(TestLedger.subject(4)))));
            exports.put(
                    "erasures",
                    TestLedger.bytes(
                            site.export(ExportFormat.JSON_LINES, null, ExportScope.ofKinds(EntryKind.ERASURE))));
            exports.put(
                    "altered",
                    String.join("", lines).replaceFirst("granted", "denieds").getBytes());
            exports.put("cut", Arrays.copyOf(whole, whole.length * 2 / 3));
            exports.put("unended", TestLedger.join(lines.subList(0, lines.size() - 2)));
            exports.put("swapped", swapped(lines));
            exports.put(
                    "unaccounted",
                    TestLedger.join(lines.stream()
                            .filter(line -> !line.contains("\"kind\":\"erasure\""))
                            .toList()));
            exports.put(
                    "otherwise said",
                    String.join("", lines)
                            .replaceFirst("audit 2026", "audit 2027")
                            .getBytes());
            Path checkpoint = Files.write(directory.resolve("older"), older);
            for (Map.Entry<String, byte[]> export : exports.entrySet()) {
                Verification ours = site.verify(export.getValue());
                assertEquals(ours.isClean() ? 0 : 1, theirs(site, export.getValue()), export.getKey());
            }
            assertEquals(0, theirs(site, whole, "--checkpoint", checkpoint.toString()), "with an older checkpoint");
            Path other = Files.write(directory.resolve("other"), otherCheckpoint());
            assertEquals(
                    1, theirs(site, whole, "--checkpoint", other.toString()), "with a checkpoint of another history");
        }
    }

    /** Also where the keys come from elsewhere, so that those of the file are not used. */
    @Test
    void bothRefuseAHeaderWhoseKeysAreNone() throws Exception {
        try (TestLedger site = new TestLedger()) {
            String whole = new String(site.decisions(0, 3).lines(), UTF_8);
            String key = site.key.verifyingKey().text();
            for (String other : List.of(key.substring(0, key.length() - 4) + "AAAA", "NaN" + key, "")) {
                byte[] changed = whole.replaceFirst(Pattern.quote(key), Matcher.quoteReplacement(other))
                        .getBytes(UTF_8);
                assertInstanceOf(ExportReading.Unreadable.class, TestLedger.verify(site.verifier(), changed), other);
                assertEquals(1, theirs(site, changed), other);
            }
        }
    }

    private static byte[] otherCheckpoint() {
        try (TestLedger other = new TestLedger()) {
            return other.decisions(0, 20).checkpoint().toBytes();
        }
    }

    private static byte[] swapped(List<String> lines) {
        List<String> copy = new ArrayList<>(lines);
        java.util.Collections.swap(copy, 4, 5);
        return TestLedger.join(copy);
    }

    private int theirs(TestLedger site, byte[] export, String... more) throws Exception {
        Path file = Files.write(directory.resolve("export.jsonl"), export);
        List<String> command = new ArrayList<>(List.of("python3", script().toString(), file.toString()));
        command.addAll(List.of("--key", site.key.verifyingKey().text()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.waitFor(PATIENCE, TimeUnit.SECONDS);
        return process.exitValue();
    }

    private static Path script() {
        Path here = Path.of("docs", "verify.py");
        return Files.exists(here) ? here : Path.of("..").resolve(here);
    }
}
