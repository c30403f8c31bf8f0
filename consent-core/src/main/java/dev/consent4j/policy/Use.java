package dev.consent4j.policy;

/** What a purpose does that a signal may stop. */
public enum Use implements Named {
    /** Personal data is disclosed to a third party for money or other value (Cal. Civ. 1798.140(ad)). */
    SALE("sale"),
    /** Personal data is disclosed for cross-context behavioural advertising (Cal. Civ. 1798.140(ah)). */
    SHARING("sharing"),
    /** Advertising is chosen from activity across unaffiliated sites. */
    TARGETED_ADVERTISING("targeted-advertising"),
    /** Personal aspects are evaluated automatically with significant effect. */
    PROFILING("profiling"),
    /** Activity is followed over time; stopped by an honoured DNT where it rests on an interest one can object to. */
    TRACKING("tracking");

    private final String id;

    Use(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
