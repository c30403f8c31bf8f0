package dev.consent4j.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.entry.EntryKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that tells of every member of every kind of entry. */
class EntryDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "ledger-entries.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|");
    private static final Set<String> OF_EVERY_KIND = Set.of("format", "kind", "time");

    @ParameterizedTest
    @EnumSource
    void tellsOfEveryMemberAndOfNoOther(EntryKind kind) throws Exception {
        Set<String> members = new TreeSet<>();
        for (EntryJsonTest.Golden golden : EntryJsonTest.golden()) {
            if (golden.entry().kind() == kind) {
                new ObjectMapper()
                        .readTree(new EntryJson().write(golden.entry()))
                        .fieldNames()
                        .forEachRemaining(members::add);
            }
        }
        assertTrue(members.removeAll(OF_EVERY_KIND), "entries of this kind are kept");

        Set<String> told = new TreeSet<>();
        Matcher rows = ROW.matcher(section(kind));
        while (rows.find()) {
            told.add(rows.group(1));
        }
        assertEquals(members, told);
    }

    private static String section(EntryKind kind) throws Exception {
        return Arrays.stream(Files.readString(DOCUMENT).split("(?m)^## ", -1))
                .filter(section -> section.startsWith(kind.id() + "\n"))
                .findFirst()
                .orElse("");
    }
}
