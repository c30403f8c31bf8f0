package dev.consent4j.policy;

/** What the controller of a policy is in law on this site. */
public enum Role implements Named {
    /** Decides purposes and means alone (GDPR Art. 4(7)). */
    CONTROLLER("controller"),
    /** Decides them together with another (GDPR Art. 26). */
    JOINT("joint"),
    /** Acts on behalf of the site that embeds it (GDPR Art. 28). */
    PROCESSOR("processor");

    private final String id;

    Role(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
