package dev.consent4j.decision;

import dev.consent4j.policy.Named;

/** How a person said no. */
public enum Denial implements Named {
    /** Refused or withdrew; accept-all ends it. */
    REFUSED("refused"),
    /** Objected expressly to an interest (GDPR Art. 21). */
    OBJECTED("objected"),
    /** Opted out expressly. */
    OPTED_OUT("opted-out");

    private final String id;

    Denial(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
