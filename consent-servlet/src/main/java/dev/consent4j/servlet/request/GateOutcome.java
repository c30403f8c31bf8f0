package dev.consent4j.servlet.request;

/**
 * What the gate did with one cookie on one request.
 *
 * @param cookie the cookie's name, empty for a nameless one
 * @param kind what became of it
 * @param explanation one sentence: the verdict, the rule that won, those it beat
 */
public record GateOutcome(String cookie, Kind kind, String explanation) {

    /** What became of a cookie. */
    public enum Kind {
        /** Set by the application and sent. */
        PASSED,
        /** Set by the application and not sent. */
        WITHHELD,
        /** Sent by the browser and not shown to the application. */
        HIDDEN,
        /** Deleted from the browser by this response. */
        EXPIRED,
        /** Let through, although undeclared or, in report mode, denied. */
        REPORTED
    }
}
