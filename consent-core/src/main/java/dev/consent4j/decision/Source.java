package dev.consent4j.decision;

import dev.consent4j.policy.Named;

/** Where an answer was given. */
public enum Source implements Named {
    /** On the first layer. */
    BANNER("banner"),
    /** On the choices page. */
    PREFERENCES("preferences"),
    /** Through the application. */
    API("api"),
    /** By a browser signal. */
    SIGNAL("signal"),
    /** Brought from another system. */
    IMPORT("import");

    private final String id;

    Source(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
