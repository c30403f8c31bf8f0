package dev.consent4j.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads comma-separated values (RFC 4180), record by record; what is malformed is a value. Not thread safe. */
final class CsvReader {

    /** Characters of a record, at most; the longest description in use has a tenth of it. */
    static final int MAX_RECORD = 32_768;

    private final BufferedReader text;
    private int line;

    CsvReader(Reader text) {
        this.text = new BufferedReader(text);
    }

    /**
     * One record.
     *
     * @param line number of its first line, from 1
     * @param fields the fields; empty if it is malformed
     * @param problem what is malformed; empty if nothing is
     */
    record Row(int line, List<String> fields, String problem) {}

    /** The next record, empty at the end. Lines without a character are left out. */
    Optional<Row> next() throws IOException {
        String first = nextLine();
        while (first != null && first.isBlank()) {
            first = nextLine();
        }
        return first == null ? Optional.empty() : Optional.of(row(first));
    }

    private String nextLine() throws IOException {
        line++;
        return text.readLine();
    }

    private Row row(String first) throws IOException {
        int start = line;
        StringBuilder record = new StringBuilder(first);
        while (isOpen(record) && record.length() <= MAX_RECORD) {
            String more = nextLine();
            if (more == null) {
                return new Row(start, List.of(), "a quotation mark is not closed");
            }
            record.append('\n').append(more);
        }
        return record.length() > MAX_RECORD
                ? new Row(start, List.of(), "the row is longer than " + MAX_RECORD + " characters")
                : new Row(start, fields(record), "");
    }

    private static boolean isOpen(CharSequence record) {
        return record.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static List<String> fields(CharSequence record) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (c == '"' && quoted && i + 1 < record.length() && record.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return List.copyOf(fields);
    }
}
