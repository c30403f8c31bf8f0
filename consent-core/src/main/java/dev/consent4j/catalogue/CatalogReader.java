package dev.consent4j.catalogue;

import dev.consent4j.policy.Category;
import dev.consent4j.policy.Technology;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the rows of a table into a catalogue; used once. */
final class CatalogReader {

    private static final String NAME = "Cookie / Data Key name";
    private static final String CATEGORY = "Category";
    private static final String SERVICE = "Platform";
    private static final String DOMAIN = "Domain";
    private static final String DESCRIPTION = "Description";
    private static final String RETENTION = "Retention period";
    private static final String VENDOR = "Data Controller";
    private static final String PREFIX = "Wildcard match";
    private static final List<String> NEEDED = List.of(NAME, CATEGORY);

    /** From what asks least of a site to what asks most. */
    private static final List<String> STRICTNESS =
            List.of(Category.NECESSARY, Category.FUNCTIONAL, Category.ANALYTICS, Category.MARKETING);

    private static final Map<String, String> CATEGORIES = Map.of(
            "functional", Category.FUNCTIONAL,
            "analytics", Category.ANALYTICS,
            "marketing", Category.MARKETING);

    /** Categories that do not say by themselves what a visitor may refuse. */
    private static final Map<String, String> UNUSUAL = Map.of(
            "security", Category.NECESSARY,
            "necessary", Category.NECESSARY,
            "personalization", Category.FUNCTIONAL);

    private final CsvReader csv;
    private final List<CatalogEntry> entries = new ArrayList<>();
    private final List<ImportRemark> remarks = new ArrayList<>();
    private final Map<String, CatalogEntry> firsts = new HashMap<>();
    private Map<String, Integer> columns = Map.of();

    CatalogReader(Reader text) {
        this.csv = new CsvReader(text);
    }

    static int strictness(String category) {
        return STRICTNESS.indexOf(category);
    }

    CookieCatalog.Import read() throws IOException {
        Optional<CsvReader.Row> header = csv.next();
        columns = header.map(CatalogReader::columns).orElse(Map.of());
        for (String needed : NEEDED) {
            if (!columns.containsKey(needed)) {
                remark(
                        header.map(CsvReader.Row::line).orElse(1),
                        ImportRemark.Kind.SKIPPED,
                        "there is no column '" + needed + "'");
                return new CookieCatalog.Import(CookieCatalog.EMPTY, remarks);
            }
        }
        for (Optional<CsvReader.Row> row = csv.next(); row.isPresent(); row = csv.next()) {
            row(row.get());
        }
        return new CookieCatalog.Import(new CookieCatalog(entries), remarks);
    }

    private static Map<String, Integer> columns(CsvReader.Row header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.fields().size(); i++) {
            columns.putIfAbsent(header.fields().get(i).replace("\uFEFF", "").strip(), i);
        }
        return columns;
    }

    private void row(CsvReader.Row row) {
        if (!row.problem().isEmpty()) {
            remark(row.line(), ImportRemark.Kind.SKIPPED, row.problem());
            return;
        }
        String name = field(row, NAME).replaceAll("\\*$", "");
        if (name.isEmpty()) {
            remark(row.line(), ImportRemark.Kind.SKIPPED, "it names nothing");
            return;
        }
        String stated = field(row, CATEGORY).toLowerCase(Locale.ROOT);
        String category = CATEGORIES.getOrDefault(stated, UNUSUAL.get(stated));
        if (category == null) {
            remark(row.line(), ImportRemark.Kind.SKIPPED, "'" + stated + "' is no category");
            return;
        }
        if (UNUSUAL.containsKey(stated)) {
            remark(
                    row.line(),
                    ImportRemark.Kind.CATEGORY,
                    "'" + field(row, CATEGORY) + "' is taken as '" + category
                            + "'; check whether it is strictly necessary");
        }
        add(row, name, category);
    }

    private void add(CsvReader.Row row, String name, String category) {
        RetentionReader.Reading reading = RetentionReader.read(field(row, RETENTION));
        if (!reading.plain()) {
            remark(
                    row.line(),
                    ImportRemark.Kind.RETENTION,
                    retentionRemark(field(row, RETENTION), reading.retention()));
        }
        boolean local = field(row, RETENTION).equalsIgnoreCase("local storage");
        CatalogEntry entry = new CatalogEntry(
                name,
                field(row, PREFIX).equals("1") || field(row, NAME).endsWith("*"),
                category,
                local ? Technology.LOCAL_STORAGE : Technology.COOKIE,
                field(row, SERVICE),
                field(row, VENDOR),
                field(row, DOMAIN),
                field(row, DESCRIPTION),
                reading.retention(),
                row.line());
        CatalogEntry first = firsts.putIfAbsent(name, entry);
        if (first != null && !first.category().equals(category)) {
            remark(
                    row.line(),
                    ImportRemark.Kind.AMBIGUOUS,
                    "'" + name + "' is '" + category + "' here and '" + first.category() + "' in line " + first.line());
        }
        entries.add(entry);
    }

    private static String retentionRemark(String words, Retention read) {
        if (read instanceof Retention.Unstated) {
            return words.isEmpty() ? "no lifetime is stated" : "'" + words + "' is no lifetime";
        }
        if (read instanceof Retention.Lasting lasting) {
            return "'" + words + "' is read as at most " + lasting.life().iso();
        }
        return "'" + words + "' is read as the session";
    }

    private String field(CsvReader.Row row, String column) {
        Integer position = columns.get(column);
        return position == null || position >= row.fields().size()
                ? ""
                : row.fields().get(position).strip();
    }

    private void remark(int line, ImportRemark.Kind kind, String message) {
        remarks.add(new ImportRemark(line, kind, message));
    }
}
