package dev.consent4j.violation;

import java.util.List;

/** What became of reading what a browser sent to the endpoint for reports. */
public sealed interface ViolationReading {

    /**
     * The text is well-formed.
     *
     * @param reports the reports of violations in it; others are left out
     */
    @SuppressWarnings("JavaLangClash")
    record Readable(List<ViolationReport> reports) implements ViolationReading {

        /** Takes an immutable copy. */
        public Readable {
            reports = List.copyOf(reports);
        }
    }

    /**
     * The text is none that a browser sends.
     *
     * @param reason why
     */
    record Malformed(String reason) implements ViolationReading {}
}
