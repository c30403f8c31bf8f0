package dev.consent4j.export;

import dev.consent4j.policy.Named;

/** The forms an export has. Only {@link #JSON_LINES} can be verified; the others are for reading on. */
public enum ExportFormat implements Named {
    /** One JSON value a line, with proofs: {@code docs/export-format.md}. */
    JSON_LINES("jsonl", "application/jsonl", "jsonl"),
    /** A table (RFC 4180) of what is in scope, cells safe to open in a spreadsheet. */
    CSV("csv", "text/csv;charset=utf-8;header=present", "csv"),
    /** The decisions in scope as JSON-LD in the Data Privacy Vocabulary, shaped after ISO/IEC TS 27560. */
    DPV("dpv", "application/ld+json", "jsonld");

    private final String id;
    private final String mediaType;
    private final String extension;

    ExportFormat(String id, String mediaType, String extension) {
        this.id = id;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    @Override
    public String id() {
        return id;
    }

    /** The media type. */
    public String mediaType() {
        return mediaType;
    }

    /** The file name extension, without a dot. */
    public String extension() {
        return extension;
    }
}
