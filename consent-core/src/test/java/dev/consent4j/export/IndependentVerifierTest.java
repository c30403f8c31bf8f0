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
import java.util.function.UnaryOperator;
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

    /** What is nearly an erasure accounts for nothing, in both; and what the export says of itself is told by both. */
    @Test
    void bothVerifiersAgreeOnWhatAccountsForAnErasure() throws Exception {
        Map<String, String> spellings = new TreeMap<>(Map.of(
                "\"part\":0", "\"part\":-1",
                "\"exports\":[]", "\"exports\":[\"\\ud83c\\udf6a \\u0001 \u007f \\ud800x\"]",
                "\"time\":\"2026-11-22T10:00:00Z\"", "\"time\":\"0000-02-29T23:59:59.123Z\""));
        assertEquals(true, agreed(text -> {
            String other = text;
            for (Map.Entry<String, String> each : spellings.entrySet()) {
                other = replaced(other, each.getKey(), each.getValue());
            }
            return other.replace("\\ud83c\\udf6a", "\ud83c\udf6a");
        }));
        List<List<String>> wrong = List.of(
                List.of("\"part\":0", "\"part\":0.0"),
                List.of("\"part\":0", "\"part\":2147483648"),
                List.of("\"part\":0", "\"part\":true"),
                List.of("\"part\":0", "\"part\":-0"),
                List.of("\"part\":0,", ""),
                List.of("\"part\":0", "\"part\":0,\"part\":0"),
                List.of("\"part\":0", "\"part\": 0"),
                List.of("\"format\":1", "\"format\":2"),
                List.of("\"kind\":\"erasure\"", "\"kind\":\"retention-purge\""),
                List.of("\"reason\":\"request\"", "\"reason\":\"retention\""),
                List.of("\"reason\":\"request\"", "\"reason\":\"whim\""),
                List.of("\"exports\":[]", "\"exports\":[1]"),
                List.of("\"exports\":[]", "\"exports\":[\"\\u0041\"]"),
                List.of("\"exports\":[]", "\"exports\":" + "[".repeat(2_000) + "]".repeat(2_000)),
                List.of("\"residue\":\"\"", "\"residue\":null"),
                List.of("\"residue\":\"\"", "\"residue\":\"\",\"subject\":\"x\""),
                List.of("{\"from\":3,", "{\"and\":1,\"from\":3,"),
                List.of("{\"from\":3,", "{\"from\":-3,"),
                List.of("{\"from\":3,", "{\"from\":30,"),
                List.of("\"ranges\":[", "\"ranges\":[{\"from\":30,\"to\":31},"),
                List.of("\"time\":\"2026-11-22T10:00:00Z\"", "\"time\":\"2026-11-22T10:00:00.000Z\""),
                List.of("\"time\":\"2026-11-22T10:00:00Z\"", "\"time\":\"2026-02-30T10:00:00Z\""),
                List.of("\"time\":\"2026-11-22T10:00:00Z\"", "\"time\":\"2026-11-22T24:00:00Z\""),
                List.of("\"time\":\"2026-11-22T10:00:00Z\"", "\"time\":\"+12026-11-22T10:00:00Z\""),
                List.of("\"time\":\"2026-11-22T10:00:00Z\"", "\"time\":\"2026-11-22T10:00:00+00:00\""));
        for (List<String> each : wrong) {
            assertEquals(false, agreed(text -> replaced(text, each.get(0), each.get(1))), each::toString);
        }
    }

    private static String replaced(String text, String part, String other) {
        if (!text.contains(part)) {
            throw new IllegalStateException(part + " is not in " + text);
        }
        return text.replace(part, other);
    }

    /** What both say of an export in which erasures are spelled otherwise. */
    private boolean agreed(UnaryOperator<String> spelling) throws Exception {
        try (TestLedger site = new TestLedger()) {
            site.spellErasures(spelling);
            site.decisions(0, 5).erase(3);
            byte[] export = site.lines();
            boolean clean = site.verify(export).isClean();
            assertEquals(clean ? 0 : 1, theirs(site, export));
            return clean;
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
                assertEquals(2, theirs(site, changed), other);
            }
        }
    }

    @Test
    void bothSayTheSameOfADamagedFile() throws Exception {
        try (TestLedger site = new TestLedger()) {
            String whole = new String(site.decisions(0, 5).lines(), UTF_8);
            List<String> lines = TestLedger.split(whole.getBytes(UTF_8));
            Map<String, String> damaged = new TreeMap<>();
            damaged.put("empty", "");
            damaged.put("cut in line 1", whole.substring(0, 100));
            damaged.put("cut in the middle", whole.substring(0, whole.length() / 2));
            damaged.put("CRLF", whole.replace("\n", "\r\n"));
            damaged.put("one CRLF", changed(lines, lines.get(3).replace("\n", "\r\n")));
            damaged.put("a long first line", "x".repeat(LineReader.MAX_LINE + 2));
            damaged.put("a long line", changed(lines, "x".repeat(LineReader.MAX_LINE + 2) + "\n"));
            damaged.put("a member twice", changed(lines, lines.get(3).replaceFirst("\\{", "{\"index\":2,")));
            damaged.put("a member of line 1 twice", whole.replaceFirst("\\{", "{\"version\":1,"));
            damaged.put("nested line 1", "[".repeat(100_000) + "\n" + whole);
            damaged.put("a nested checkpoint", changed(lines, "{\"checkpoint\":" + "[".repeat(100_000) + "\n"));
            damaged.put("no text", changed(lines, "\0\1\n"));
            damaged.put("an empty line", changed(lines, "\n"));
            damaged.put(
                    "a CSV export",
                    new String(TestLedger.bytes(site.export(ExportFormat.CSV, null, ExportScope.ALL)), UTF_8));
            for (Map.Entry<String, String> file : damaged.entrySet()) {
                byte[] bytes = file.getValue().getBytes(UTF_8);
                int ours = TestLedger.verify(site.verifier(), bytes) instanceof Verification found
                        ? found.isClean() ? 0 : 1
                        : 2;
                assertEquals(ours, theirs(site, bytes), file.getKey());
            }
        }
    }

    private static String changed(List<String> lines, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(3, line);
        return String.join("", changed);
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
