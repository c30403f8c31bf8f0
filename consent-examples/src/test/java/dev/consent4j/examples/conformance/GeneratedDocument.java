package dev.consent4j.examples.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page of {@code docs} that is what a test makes of it, and the lists such a page is made of. */
final class GeneratedDocument {

    static final Path ROOT = Path.of("..");
    private static final String OPTION = "consent4j.writeDocs";

    private GeneratedDocument() {}

    /** Writes the page if asked to, then fails unless it reads as it must. */
    static void assertUpToDate(String page, String text) throws IOException {
        Path document = ROOT.resolve("docs").resolve(page);
        if (Boolean.getBoolean(OPTION)) {
            Files.writeString(document, text);
        }
        String kept = Files.exists(document) ? Files.readString(document) : "";
        assertEquals(kept, text, "docs/" + page + " is out of date: run with -D" + OPTION + "=true");
    }

    /** How to write the pages again, for their readers. */
    static String howToWrite(String test) {
        return "Generated; do not edit. `mvn -pl consent-examples -am test -Dtest=" + test
                + "\n-Dsurefire.failIfNoSpecifiedTests=false -D" + OPTION + "=true` writes it again.\n";
    }

    /** The rows of a list: its lines without comments, split at bars. */
    static List<List<String>> rows(String list) {
        try (InputStream bytes = GeneratedDocument.class.getResourceAsStream(list + ".txt")) {
            if (bytes == null) {
                throw new IllegalArgumentException("there is no list '" + list + "'");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\\|", -1)).stream()
                            .map(String::strip)
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests that a name may mean: exactly one where the name is right and says enough packages. */
    static List<TestCase> named(List<TestCase> tests, String name) {
        return tests.stream().filter(test -> test.isNamed(name)).toList();
    }
}
