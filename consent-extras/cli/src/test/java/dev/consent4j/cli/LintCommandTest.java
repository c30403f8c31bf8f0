package dev.consent4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    private static final String BAD = """
            { "version": "2026-11", "controller": { "name": "Example SA", "contact": "mailto:privacy@example.org" },
              "purposes": [ { "id": "audience", "category": "analytics" } ],
              "cookies": [ { "name": "_ga", "purpose": "audience" } ] }
            """;

    @TempDir
    private Path directory;

    private String policy = "";
    private final Program program = new Program();
    private String out = "";
    private String err = "";

    @BeforeEach
    void write() throws Exception {
        policy = Files.writeString(directory.resolve("policy.json"), BAD).toString();
    }

    private int run(String... arguments) {
        int code = program.run(arguments);
        out = program.out();
        err = program.err();
        return code;
    }

    @Test
    void anErrorGivesOneAndALineWithItsRule() {
        assertEquals(1, run("lint", policy));
        assertTrue(out.contains("error purpose-without-retention (2026-11) "), out);
        assertEquals(1, run("lint", policy, "--json"));
        assertTrue(out.startsWith("{\"clean\":false,\"errors\":"), out);
        assertTrue(out.contains("\"rule\":\"purpose-without-retention\""), out);
    }

    @Test
    void whatIsAcceptedIsNoFinding() {
        run("lint", policy);
        String errors = String.join(
                ",",
                out.lines()
                        .filter(line -> line.startsWith("error "))
                        .map(line -> line.split(" ", -1)[1])
                        .distinct()
                        .toList());
        assertEquals(0, run("lint", policy, "--accept", errors), out);
        assertTrue(out.contains("0 errors, "), out);
    }

    @Test
    void aNameThatWasSeenAndIsNotDeclaredIsFound() throws Exception {
        Path names = Files.writeString(directory.resolve("names"), "_ga\n\n surprise \n");
        run("lint", policy);
        assertFalse(out.contains("surprise"), out);
        run("lint", policy, "--seen", names.toString());
        assertTrue(out.contains("surprise"), out);
    }

    @Test
    void theLastOfSeveralVersionsIsJudged() throws Exception {
        Path next = Files.writeString(
                directory.resolve("next.json"),
                BAD.replace("\"2026-11\"", "\"2026-12\", \"effectiveFrom\": \"2026-12-01\""));
        assertEquals(1, run("lint", policy, next.toString()));
        assertTrue(out.contains("(2026-12)"), out);
    }

    @Test
    void whatCannotBeUsedGivesTwoAndASentence() throws Exception {
        String broken = Files.writeString(directory.resolve("broken.json"), "{ \"version\": 1 ")
                .toString();
        String unknown = Files.writeString(directory.resolve("unknown.json"), BAD.replace("cookies", "cookeis"))
                .toString();
        for (String[] arguments : new String[][] {
            {"lint"},
            {"lint", broken},
            {"lint", unknown},
            {"lint", directory.toString()},
            {"lint", directory.resolve("none").toString()},
            {"lint", policy, policy},
            {"lint", policy, "--accept"},
            {"lint", policy, "--accept", "no-such-rule"},
            {"lint", policy, "--seen", directory.resolve("none").toString()},
            {"lint", policy, "--key", "x"}
        }) {
            assertEquals(2, run(arguments), String.join(" ", arguments));
            assertFalse(err.isBlank());
            assertFalse(err.contains("Exception"), err);
            assertEquals("", out);
        }
        run("lint", unknown);
        assertTrue(err.contains("cookeis") && err.contains("cookies"), err);
    }
}
