package dev.consent4j.evaluation;

import dev.consent4j.policy.Named;

/** Which rule decided. The order of constants is the order of the rules; the first that matches wins. */
public enum Reason implements Named {
    /** Strictly necessary. */
    REQUIRED("required", true),
    /** Processing is restricted (GDPR Art. 18). */
    RESTRICTED("restricted", false),
    /** Below the age of consent and no guardian acted (GDPR Art. 8). */
    AGE("age", false),
    /** Global Privacy Control stops one of its uses. */
    SIGNAL_GPC("signal-gpc", false),
    /** Do Not Track objects to its basis. */
    SIGNAL_DNT("signal-dnt", false),
    /** The person objected (GDPR Art. 21). */
    OBJECTED("objected", false),
    /** The person opted out. */
    OPTED_OUT("opted-out", false),
    /** The person refused or withdrew. */
    REFUSED("refused", false),
    /** What the browser sent cannot be trusted. */
    UNREADABLE("unreadable", false),
    /** Whether the person still grants it, or was erased, cannot be told now: the ledger cannot be read. */
    UNCONFIRMED("unconfirmed", false),
    /** The person granted it. */
    GRANTED("granted", true),
    /** A grant, past its life. */
    EXPIRED("expired", false),
    /** A grant, for something that has changed materially since. */
    CHANGED("changed", false),
    /** A grant that was ended. */
    ENDED("ended", false),
    /** A grant in a form this regime does not accept. */
    FORM("form", false),
    /** Nobody has answered, and the rules ask for an answer. */
    UNDECIDED("undecided", false),
    /** Rests on a legitimate interest and stores nothing. */
    LEGITIMATE_INTEREST("legitimate-interest", true),
    /** Rests on a contract. */
    CONTRACT("contract", true),
    /** Rests on a legal obligation. */
    LEGAL_OBLIGATION("legal-obligation", true),
    /** Exempt from consent, conditions declared and met. */
    EXEMPT("exempt", true),
    /** Allowed until the person opts out. */
    NOT_OPTED_OUT("not-opted-out", true),
    /** Allowed once the person has been told. */
    NOTICE_ONLY("notice-only", true),
    /** The policy does not declare it. */
    UNDECLARED("undeclared", false);

    private final String id;
    private final boolean permits;

    Reason(String id, boolean permits) {
        this.id = id;
        this.permits = permits;
    }

    @Override
    public String id() {
        return id;
    }

    /** Whether it says why a grant does not count; told beside the reason that decided. */
    public boolean isFailedGrant() {
        return this == EXPIRED || this == CHANGED || this == ENDED || this == FORM;
    }

    /**
     * Whether it denies for now only, because something cannot be read: nothing is used and nothing shown, but nothing is
     * deleted and nobody asked again.
     */
    public boolean isTemporary() {
        return this == UNCONFIRMED;
    }

    /** Whether it is the person's own no, in whatever words. */
    public boolean isDenial() {
        return this == OBJECTED || this == OPTED_OUT || this == REFUSED;
    }

    /** Whether a verdict for this reason permits. */
    public boolean permits() {
        return permits;
    }
}
