package dev.consent4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ledger.FileCheckpointSink;
import dev.consent4j.ledger.SignedNote;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path directory;

    private final Program program = new Program();
    private String out = "";
    private String err = "";

    private int run(String... arguments) {
        int code = program.run(arguments);
        out = program.out();
        err = program.err();
        return code;
    }

    private Path write(String name, byte[] bytes) throws Exception {
        return Files.write(directory.resolve(name), bytes);
    }

    @Test
    void aGoodExportGivesZeroAndBothFindings() throws Exception {
        try (TestLedger ledger = new TestLedger()) {
            Path older = write("older", ledger.record(1).checkpoint());
            Path file = write("good.jsonl", ledger.record(5).export());
            Path key = Files.writeString(directory.resolve("key"), ledger.vkey() + "\n");
            assertEquals(0, run("verify", file.toString(), "--key", key.toString(), "--checkpoint", older.toString()));
            assertTrue(out.contains("Integrity     OK"), out);
            assertTrue(out.contains("Completeness  OK: nothing is missing; continues the older checkpoint"), out);
            assertEquals(0, run("verify", file.toString()));
            assertTrue(out.contains("Completeness  NOT PROVEN"), out);
            assertTrue(out.contains("give --key"), out);
            assertEquals(0, run("verify", file.toString(), "--json"));
            assertTrue(out.startsWith("{\"altered\":0,\"clean\":true,"), out);
        }
    }

    @Test
    void ofASinksFileTheLastCheckpointCounts() throws Exception {
        try (TestLedger ledger = new TestLedger()) {
            FileCheckpointSink sink = FileCheckpointSink.of(directory.resolve("sink"));
            String older = directory.resolve("sink").toString();
            for (int i = 0; i < 3; i++) {
                sink.accept(
                        SignedNote.parse(ledger.record(2).checkpoint()).found().orElseThrow());
            }
            Path file = write("good.jsonl", ledger.export());
            assertEquals(0, run("verify", file.toString(), "--checkpoint", older));
            assertTrue(out.contains("continues the older checkpoint of 6 entries"), out);
            sink.accept(SignedNote.parse(ledger.record(2).checkpoint()).found().orElseThrow());
            assertEquals(1, run("verify", file.toString(), "--checkpoint", older));
            assertTrue(out.contains("more than the export speaks of"), out);
        }
    }

    @Test
    void anAlteredExportGivesOneAndNamesTheIndex() throws Exception {
        try (TestLedger ledger = new TestLedger()) {
            Path file = write("altered.jsonl", ledger.record(5).export());
            Files.writeString(file, Files.readString(file).replace("\"0-3\"", "\"0-4\""));
            assertEquals(1, run("verify", file.toString()));
            assertTrue(out.contains("Integrity     VIOLATED"), out);
            assertTrue(out.contains("First offending index: 3"), out);
            assertEquals(1, run("verify", file.toString(), "--json"));
            assertTrue(out.contains("\"firstOffending\":3"), out);
        }
    }

    @Test
    void whatCannotBeUsedGivesTwoAndASentence() throws Exception {
        Path garbage = Files.write(directory.resolve("garbage"), new byte[] {0, 1, 2, 3, (byte) 0xff});
        String file = garbage.toString();
        for (String[] arguments : new String[][] {
            {},
            {"verfy"},
            {"verify"},
            {"verify", file},
            {"verify", directory.toString()},
            {"verify", directory.resolve("none").toString()},
            {"verify", file, file},
            {"verify", file, "--key"},
            {"verify", file, "--key", "nonsense"},
            {"verify", file, "--key", file},
            {"verify", file, "--checkpoint", file},
            {"verify", file, "--opening", file},
            {"receipt", file},
            {"receipt", "\u0000"}
        }) {
            assertEquals(2, run(arguments), String.join(" ", arguments));
            assertFalse(err.isBlank());
            assertFalse(err.contains("Exception"), err);
            assertEquals("", out);
        }
    }

    @Test
    void helpIsNoError() {
        assertEquals(0, run("--help"));
        assertEquals(Main.USAGE, out);
    }
}
