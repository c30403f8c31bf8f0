package dev.consent4j.entry;

/** What became of reading entry bytes. */
public sealed interface EntryReading {

    /**
     * The bytes are an entry.
     *
     * @param entry the entry
     */
    @SuppressWarnings("JavaLangClash")
    record Readable(Entry entry) implements EntryReading {}

    /**
     * The bytes are no entry this version knows.
     *
     * @param reason why
     */
    record Malformed(String reason) implements EntryReading {}
}
