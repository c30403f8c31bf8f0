package dev.consent4j.entry;

import dev.consent4j.policy.Named;

/** What the gate did with a cookie. */
public enum Enforced implements Named {
    /** The application set it, and it was let through. */
    PASSED("passed"),
    /** The application set it, and it was not sent. */
    WITHHELD("withheld"),
    /** The browser brought it, and the application does not see it. */
    HIDDEN("hidden"),
    /** The browser brought it, and it was deleted there. */
    EXPIRED("expired"),
    /** It would have been withheld or hidden, and passed because the gate only reports or leaves it visible. */
    REPORTED("reported");

    private final String id;

    Enforced(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
