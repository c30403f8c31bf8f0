package dev.consent4j.signal;

/** What the {@code DNT} field says (W3C Tracking Preference Expression, 5.2). */
public enum DntField {
    /** {@code 1}: prefers not to be tracked. */
    DO_NOT_TRACK,
    /** {@code 0}: prefers to allow tracking; grants nothing. */
    ALLOWS,
    /** Absent or not of the grammar: no preference expressed. */
    UNSET
}
