package dev.consent4j.catalogue;

/**
 * Something about a row of a table that its user should know.
 *
 * @param line line of the table, from 1
 * @param kind what about
 * @param message what, in words
 */
public record ImportRemark(int line, Kind kind, String message) {

    /** What a remark is about. */
    public enum Kind {
        /** The row was not imported. */
        SKIPPED,
        /** The category is not one of the table's own documentation, or needs a justification. */
        CATEGORY,
        /** The lifetime is not stated, or was rounded to the longest named. */
        RETENTION,
        /** Another row gives the same name another category; the one that asks more is suggested. */
        AMBIGUOUS
    }

    @Override
    public String toString() {
        return "line " + line + ": " + message;
    }
}
