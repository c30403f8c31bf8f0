package dev.consent4j.decision;

import dev.consent4j.policy.Named;

/** Who acted in a decision (ISO/IEC TS 27560, {@code entity_id}). Whose decision it is, the subject says. */
public enum Actor implements Named {
    /** The person, also through a browser that sends a signal for them. */
    PERSON("person"),
    /** A parent or guardian of the person (GDPR Art. 8). */
    GUARDIAN("guardian"),
    /** Somebody the person authorised (11 CCR 7063). */
    AGENT("agent"),
    /** The site's operator, such as a clerk who writes down what was said on the telephone. */
    OPERATOR("operator");

    private final String id;

    Actor(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
