package dev.consent4j.policy;

/** How a regime expects a person to decide. */
public enum Model implements Named {
    /** Nothing optional before a grant. */
    OPT_IN("opt-in"),
    /** Allowed until the person opts out. */
    OPT_OUT("opt-out"),
    /** Allowed once the person has been told. */
    NOTICE_ONLY("notice-only"),
    /** No rule about consent is in force. */
    NONE("none");

    private final String id;

    Model(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
