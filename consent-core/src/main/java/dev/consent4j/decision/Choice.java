package dev.consent4j.decision;

import dev.consent4j.policy.Named;

/** The answer to one purpose. */
public enum Choice implements Named {
    /** The person agreed. */
    GRANTED("granted"),
    /** The person did not agree, objected or opted out. */
    DENIED("denied");

    private final String id;

    Choice(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
