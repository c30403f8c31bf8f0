package dev.consent4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The code in README.md and in those pages of docs that show code for applications is code that compiles and runs: each block is preceded by {@code <!-- snippet:
 * path#tag -->}, which names a file of the repository and a region between {@code tag::name[]} and {@code end::name[]}, or a
 * whole file.
 */
class ReadmeSnippetsTest {

    /** The repository. */
    static final Path ROOT = root();

    private static final List<String> PAGES =
            List.of("README.md", "docs/ledger.md", "docs/operations.md", "docs/outbox.md");

    /** A block of one of the languages that can be checked, with the comment before it if there is one. */
    private static final Pattern BLOCK = Pattern.compile(
            "(?:<!-- snippet: (\\S+) -->\\s*)?^```(java|json)\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>\\s*"
            + "<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

    private record Snippet(String source, String text) {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<Snippet> snippets(String page) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
        while (block.find()) {
            snippets.add(new Snippet(block.group(1) == null ? "" : block.group(1), block.group(3)));
        }
        return snippets;
    }

    private static List<Snippet> snippets() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (String page : PAGES) {
            snippets.addAll(snippets(page));
        }
        return snippets;
    }

    @Test
    void everyPageHasSnippetsToCompare() throws IOException {
        for (String page : PAGES) {
            assertFalse(snippets(page).isEmpty(), page);
        }
    }

    @TestFactory
    List<DynamicTest> everyBlockIsTheRegionItNames() throws IOException {
        return snippets().stream()
                .map(snippet -> DynamicTest.dynamicTest(
                        snippet.source().isEmpty()
                                ? snippet.text().lines().findFirst().orElse("")
                                : snippet.source(),
                        () -> {
                            assertFalse(
                                    snippet.source().isEmpty(),
                                    "no <!-- snippet: path#tag --> before the block: " + snippet.text());
                            assertEquals(
                                    region(snippet.source()), snippet.text().strip());
                        }))
                .toList();
    }

    /** What a user copies into a pom names what this build was tested with. */
    @Test
    void everyDependencyHasTheVersionOfTheBuild() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        Matcher dependency = DEPENDENCY.matcher(Files.readString(ROOT.resolve("README.md")));
        int found = 0;
        while (dependency.find()) {
            found++;
            boolean own = dependency.group(1).equals("dev.consent4j");
            String property = own ? "version" : dependency.group(2) + ".version";
            Matcher version =
                    Pattern.compile("<" + property + ">([^<]+)</").matcher(pom.substring(pom.indexOf("<version>")));
            assertTrue(version.find(), () -> "the build names no " + property);
            assertEquals(version.group(1), dependency.group(3), dependency.group(2));
        }
        assertTrue(found > 0);
    }

    /** A region without its tags and without the indentation all its lines share. */
    private static String region(String source) throws IOException {
        String[] parts = source.split("#", 2);
        String file = Files.readString(ROOT.resolve(parts[0]));
        if (parts.length == 1) {
            return file.strip();
        }
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : file.lines().toList()) {
            if (line.contains("end::" + parts[1] + "[]")) {
                inside = false;
            } else if (line.contains("tag::" + parts[1] + "[]")) {
                inside = true;
            } else if (inside && !line.contains("tag::") && !line.contains("end::")) {
                lines.add(line);
            }
        }
        assertFalse(lines.isEmpty(), "there is no region " + source);
        return String.join("\n", lines).stripIndent().strip();
    }
}
