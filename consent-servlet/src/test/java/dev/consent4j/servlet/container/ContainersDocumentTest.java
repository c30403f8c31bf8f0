package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the documentation says of containers is what this run saw. */
class ContainersDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "containers.md");

    @Test
    void saysWhatThisRunSaw() throws Exception {
        String seen = ContainersDocument.ofAll();
        if (Boolean.getBoolean("consent4j.writeDocs")) {
            Files.writeString(DOCUMENT, seen);
        }

        assertEquals(
                Files.readString(DOCUMENT),
                seen,
                "docs/containers.md is out of date: run with -Dconsent4j.writeDocs=true");
    }
}
