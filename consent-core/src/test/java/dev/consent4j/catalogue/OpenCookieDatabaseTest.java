package dev.consent4j.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.catalogue.ImportRemark.Kind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalogue as published on 2026-01-21. */
@Tag("vectors")
class OpenCookieDatabaseTest {

    private static CookieCatalog.Import read = new CookieCatalog.Import(CookieCatalog.EMPTY, List.of());

    @BeforeAll
    static void reads() throws IOException {
        Path file = Path.of(System.getProperty("consent4j.vectors"), "open-cookie-database.csv");
        try (Reader reader = Files.newBufferedReader(file)) {
            read = CookieCatalog.read(reader);
        }
    }

    @Test
    void everyRowIsImported() {
        assertEquals(2_264, read.catalog().entries().size());
        assertEquals(List.of(), messages(Kind.SKIPPED));
    }

    @Test
    void theFourNamesInTwoCategoriesAreNamedAndTheStricterOneIsSuggested() {
        Set<String> names = messages(Kind.AMBIGUOUS).stream()
                .map(message -> message.substring(1, message.indexOf('\'', 1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("token", "chk", "euconsent", "dc"), names);
        Suggestion token = read.catalog().suggest("token").orElseThrow();
        assertEquals("marketing", token.entry().category());
        assertEquals(List.of("functional"), token.otherCategories());
    }

    @Test
    void categoriesThatDoNotSayWhatMayBeRefusedAreRemarked() {
        assertEquals(24 + 9 + 3, messages(Kind.CATEGORY).size());
        assertEquals(
                Map.of("analytics", 390, "functional", 980, "marketing", 861, "necessary", 33),
                read.catalog().counts());
    }

    @Test
    void everySpellingOfARetentionIsReadOrRemarked() {
        Map<String, Long> byType = read.catalog().entries().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.retention().getClass().getSimpleName(), Collectors.counting()));
        assertEquals(Map.of("Session", 547L, "Lasting", 1_665L, "Forever", 16L, "Unstated", 36L), byType);
        for (CatalogEntry entry : read.catalog().entries()) {
            if (entry.retention() instanceof Retention.Unstated) {
                assertTrue(
                        read.remarks().stream()
                                .anyMatch(remark -> remark.line() == entry.line() && remark.kind() == Kind.RETENTION),
                        entry::toString);
            }
        }
    }

    @Test
    void aNameIsFoundByItselfAndByTheLongestBeginning() {
        assertEquals("_ga", read.catalog().suggest("_ga").orElseThrow().entry().name());
        assertEquals(
                "_gat_gtag_",
                read.catalog().suggest("_gat_gtag_UA_1").orElseThrow().entry().name());
        assertTrue(read.catalog().suggest("surely-nobody-knows-this").isEmpty());
    }

    private static List<String> messages(Kind kind) {
        return read.remarks().stream()
                .filter(remark -> remark.kind() == kind)
                .map(ImportRemark::message)
                .toList();
    }
}
