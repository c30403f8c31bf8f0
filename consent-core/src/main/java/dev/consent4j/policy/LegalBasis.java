package dev.consent4j.policy;

/** The legal basis a purpose rests on in a jurisdiction. */
public enum LegalBasis implements Named {
    /** Consent (GDPR Art. 6(1)(a)); under opt-in nothing happens without it. */
    CONSENT("consent", 6),
    /** A legitimate interest (GDPR Art. 6(1)(f)), which a person can object to. */
    LEGITIMATE_INTEREST("legitimate-interest", 5),
    /** An exemption from consent, such as audience measurement, whose conditions the purpose declares. */
    EXEMPT("exempt", 4),
    /** Allowed until the person opts out. */
    OPT_OUT("opt-out", 3),
    /** Allowed once the person has been told. */
    NOTICE("notice", 2),
    /** A contract with the person (GDPR Art. 6(1)(b)). */
    CONTRACT("contract", 1),
    /** A legal obligation (GDPR Art. 6(1)(c)). */
    LEGAL_OBLIGATION("legal-obligation", 0);

    private final String id;
    private final int strictness;

    LegalBasis(String id, int strictness) {
        this.id = id;
        this.strictness = strictness;
    }

    @Override
    public String id() {
        return id;
    }

    /** Whether a person can object to processing on this basis without having to give a reason to the library. */
    public boolean objectionable() {
        return this == LEGITIMATE_INTEREST || this == EXEMPT || this == OPT_OUT || this == NOTICE;
    }

    /**
     * The basis that asks more of the site; used where the jurisdiction is unknown.
     *
     * @param other the basis compared with
     * @return this or {@code other}
     */
    public LegalBasis stricter(LegalBasis other) {
        return strictness >= other.strictness ? this : other;
    }
}
