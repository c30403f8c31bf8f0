package dev.consent4j.servlet.enforcement.header;

/** Whether pages carry a Content-Security-Policy made from consent, and what browsers do about it. */
public enum CspMode {
    /** No such field. */
    OFF,
    /** {@code Content-Security-Policy-Report-Only}: nothing is blocked, violations are reported. */
    REPORT_ONLY,
    /** {@code Content-Security-Policy}: what is not permitted is blocked and reported. */
    ENFORCE
}
