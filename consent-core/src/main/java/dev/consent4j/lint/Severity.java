package dev.consent4j.lint;

import dev.consent4j.policy.Named;

/** How bad a finding is. */
public enum Severity implements Named {
    /** The text cannot be kept as it is, or breaks a rule in force for the audience it names. */
    ERROR("error"),
    /** Risky, unclear or out of date. */
    WARNING("warning");

    private final String id;

    Severity(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
