package dev.consent4j.policy;

/** Why personal data may leave the jurisdiction for a vendor. */
public enum Transfer implements Named {
    /** The country is found adequate. */
    ADEQUACY("adequacy"),
    /** The vendor is certified under the EU-US Data Privacy Framework. */
    DPF("dpf"),
    /** Standard contractual clauses. */
    SCC("scc"),
    /** Binding corporate rules. */
    BCR("bcr"),
    /** A derogation of GDPR Art. 49. */
    DEROGATION("derogation"),
    /** The framework annulled on 16 July 2020 (C-311/18); loads, and is a lint error. */
    PRIVACY_SHIELD("privacy-shield"),
    /** No mechanism is stated. */
    NONE("none");

    private final String id;

    Transfer(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
