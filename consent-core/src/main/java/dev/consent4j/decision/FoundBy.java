package dev.consent4j.decision;

import dev.consent4j.policy.Named;

/** How it was found where a person is taken to be. */
public enum FoundBy implements Named {
    /** Nobody looked: the site has no way to tell, so the strictest of all its rules apply. */
    NOBODY("nobody"),
    /** The application's resolver said so, which may also say that it does not know. */
    RESOLVER("resolver"),
    /** The application's resolver failed, so the strictest of all rules apply. */
    FAILURE("failure"),
    /** Whoever handed the decision in said so. */
    CALLER("caller");

    private final String id;

    FoundBy(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
