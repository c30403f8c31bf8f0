package dev.consent4j.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.Technology;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class CookieCatalogTest {

    private static final String HEADER =
            "ID,Platform,Category,Cookie / Data Key name,Domain,Description,Retention period,Data Controller,Links,Wildcard match\n";

    @Test
    void readsQuotedFieldsWithCommasQuotesAndLineBreaks() throws IOException {
        CookieCatalog.Import read =
                read("1,Shop,Analytics,visits,,\"Counts \"\"visits\"\",\nday by day\",1 year,Shop Inc,,0\n");
        assertEquals(List.of(), read.remarks());
        assertEquals(
                "Counts \"visits\",\nday by day",
                read.catalog().entries().get(0).description());
    }

    @Test
    void everyRowThatCannotBeUsedIsSaidWithItsLine() throws IOException {
        CookieCatalog.Import read =
                read("1,Shop,Cooking,pan,,,1 year,,,0\n\n2,Shop,Analytics,,,,,,,0\n3,Shop,Analytics,\"open\n");
        assertEquals(
                List.of(
                        "line 2: 'cooking' is no category",
                        "line 4: it names nothing",
                        "line 5: a quotation mark is not closed"),
                read.remarks().stream().map(ImportRemark::toString).toList());
    }

    @Test
    void aTableWithoutTheColumnsItNeedsIsRefusedInWords() throws IOException {
        CookieCatalog.Import read = CookieCatalog.read(new StringReader("name,kind\n_ga,analytics\n"));
        assertEquals(
                "line 1: there is no column 'Cookie / Data Key name'",
                read.remarks().get(0).toString());
        assertEquals(List.of(), read.catalog().entries());
        assertEquals(1, CookieCatalog.read(new StringReader("")).remarks().size());
    }

    @Test
    void aRowOfAMillionCharactersIsSkippedAndTheNextIsRead() throws IOException {
        CookieCatalog.Import read = read("1,Shop,Analytics,big,,\"" + "x".repeat(1_000_000)
                + "\",1 year,,,0\n2,Shop,Analytics,small,,,1 year,,,0\n");
        assertEquals(1, read.remarks().size());
        assertEquals("small", read.catalog().entries().get(0).name());
    }

    @Test
    void aRowOfLocalStorageIsNoCookie() throws IOException {
        CatalogEntry entry = read("1,Shop,Functional,cart,,,Local Storage,,,0\n")
                .catalog()
                .entries()
                .get(0);
        assertEquals(Technology.LOCAL_STORAGE, entry.technology());
    }

    @Test
    void anAbsurdlyLongNameIsUnknown() throws IOException {
        CookieCatalog catalog = read("1,Shop,Functional,a,,,1 year,,,1\n").catalog();
        assertTrue(catalog.suggest("abc").isPresent());
        assertTrue(catalog.suggest("a".repeat(5_000)).isEmpty());
    }

    private static CookieCatalog.Import read(String rows) throws IOException {
        return CookieCatalog.read(new StringReader(HEADER + rows));
    }
}
