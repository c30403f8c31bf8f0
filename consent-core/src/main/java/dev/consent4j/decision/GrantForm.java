package dev.consent4j.decision;

import dev.consent4j.policy.Named;

/** In which form a person said yes. */
public enum GrantForm implements Named {
    /** To this very purpose. */
    SPECIFIC("specific"),
    /** By accepting everything; no grant of what needs an explicit one. */
    ALL("all"),
    /** By taking note; no grant under opt-in. */
    ACKNOWLEDGED("acknowledged"),
    /** On a surface without an equal way to refuse; no grant under opt-in. */
    UNEQUAL("unequal");

    private final String id;

    GrantForm(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
