package dev.consent4j.policy;

/** How delicate the data of a purpose is. */
public enum DataKind implements Named {
    /** Personal data without a stricter rule. */
    ORDINARY("ordinary"),
    /** Sensitive by some law, such as precise location or message contents. */
    SENSITIVE("sensitive"),
    /** A special category of GDPR Art. 9(1). */
    SPECIAL("special");

    private final String id;

    DataKind(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
