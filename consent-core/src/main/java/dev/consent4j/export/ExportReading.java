package dev.consent4j.export;

/** What became of reading a file that should be an export. */
public sealed interface ExportReading permits Verification, ExportReading.Unreadable {

    /**
     * The file is no export this version knows.
     *
     * @param reason why
     */
    record Unreadable(String reason) implements ExportReading {}
}
