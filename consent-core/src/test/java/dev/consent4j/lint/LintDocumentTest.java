package dev.consent4j.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/lint.md} lists the rules there are; {@code -Dconsent4j.writeDocs=true} writes it again. */
class LintDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/lint.md");
    private static final String BEGIN = "| rule | severity | from | what to do |\n";

    @Test
    void listsEveryRuleWithItsClauseAndItsFix() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf("\n\n", begin);
        String current = document.substring(0, begin) + table() + document.substring(end);
        if (Boolean.getBoolean("consent4j.writeDocs")) {
            Files.writeString(DOCUMENT, current);
        }
        assertEquals(
                current,
                Files.readString(DOCUMENT),
                "docs/lint.md is out of date: run with -Dconsent4j.writeDocs=true");
    }

    private static String table() {
        StringBuilder table = new StringBuilder(BEGIN).append("|---|---|---|---|");
        for (LintRule rule : LintRule.values()) {
            table.append("\n| `")
                    .append(rule.id())
                    .append("` | ")
                    .append(rule.severity().id());
            table.append(" | ")
                    .append(rule.clause())
                    .append(" | ")
                    .append(rule.fix())
                    .append(" |");
        }
        return table.toString();
    }
}
