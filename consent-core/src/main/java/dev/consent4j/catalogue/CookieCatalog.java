package dev.consent4j.catalogue;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names of cookies and what they are, as a table says that the user supplies, such as the Open Cookie Database. Immutable
 * and thread safe. Finding a name costs as many steps as it has characters.
 */
public final class CookieCatalog {

    /** A catalogue that knows nothing. */
    public static final CookieCatalog EMPTY = new CookieCatalog(List.of());

    private static final int MAX_NAME = 256;

    private final List<CatalogEntry> entries;
    private final Map<String, List<CatalogEntry>> byName = new HashMap<>();
    private final Map<String, List<CatalogEntry>> byPrefix = new HashMap<>();

    CookieCatalog(List<CatalogEntry> entries) {
        this.entries = List.copyOf(entries);
        for (CatalogEntry entry : entries) {
            (entry.prefix() ? byPrefix : byName)
                    .computeIfAbsent(entry.name(), name -> new ArrayList<>())
                    .add(entry);
        }
    }

    /**
     * What became of reading a table.
     *
     * @param catalog the rows that could be used
     * @param remarks what the user should know about rows, in order
     */
    public record Import(CookieCatalog catalog, List<ImportRemark> remarks) {

        /** Takes an immutable copy. */
        public Import {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Reads a table of comma-separated values with the columns of the Open Cookie Database. Every row is imported or
     * remarked as skipped.
     *
     * @param csv the table, its first row naming the columns
     * @return the catalogue and remarks
     * @throws IOException if the table cannot be read
     */
    public static Import read(Reader csv) throws IOException {
        return new CatalogReader(csv).read();
    }

    /** The rows, in the order of the table. */
    public List<CatalogEntry> entries() {
        return entries;
    }

    /**
     * What a name probably is: the row of the name, else the row with the longest beginning. Where rows differ, the
     * category that asks more of the site.
     *
     * @param name the name of a cookie; one that is absurdly long is unknown
     * @return the suggestion, empty if the catalogue does not know the name
     */
    public Optional<Suggestion> suggest(String name) {
        if (name.length() > MAX_NAME) {
            return Optional.empty();
        }
        List<CatalogEntry> found = byName.getOrDefault(name, List.of());
        for (int length = name.length(); found.isEmpty() && length > 0; length--) {
            found = byPrefix.getOrDefault(name.substring(0, length), List.of());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(strictest(found));
    }

    private static Suggestion strictest(List<CatalogEntry> rows) {
        CatalogEntry strictest = rows.stream()
                .max(Comparator.comparingInt(row -> CatalogReader.strictness(row.category())))
                .orElseThrow();
        List<String> others = rows.stream()
                .map(CatalogEntry::category)
                .filter(category -> !category.equals(strictest.category()))
                .distinct()
                .toList();
        return new Suggestion(strictest, others);
    }

    /** How many rows there are by category. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        entries.forEach(entry -> counts.merge(entry.category(), 1, Integer::sum));
        return counts;
    }
}
