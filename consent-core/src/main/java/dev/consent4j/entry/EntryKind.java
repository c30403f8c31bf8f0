package dev.consent4j.entry;

import dev.consent4j.policy.Named;

/** The kinds of entries. */
public enum EntryKind implements Named {
    /** A person decided. */
    DECISION("decision"),
    /** A policy text came into force. */
    POLICY("policy"),
    /** A rendering was served for the first time. */
    RENDERING("rendering"),
    /** The configuration with which the application serves. */
    CONFIGURATION("configuration"),
    /** Somebody read in the console. */
    CONSOLE_READ("console-read"),
    /** A signal was applied against what a decision had granted. */
    SIGNAL_APPLIED("signal-applied"),
    /** A subject was linked to an account, or no longer is. */
    ACCOUNT_LINK("account-link"),
    /** What the gate did on a day, counted. */
    ENFORCEMENT("enforcement"),
    /** Entries were erased on request or by an authority's order. */
    ERASURE("erasure"),
    /** Entries were erased because their retention was over. */
    RETENTION_PURGE("retention-purge"),
    /** Entries were exported. */
    EXPORT("export"),
    /** Grants were ended by an erasure, an operator or an authority. */
    GRANTS_ENDED("grants-ended"),
    /** A legal hold was placed or lifted. */
    HOLD("hold"),
    /** Entries asked to be erased are still owed, and hidden until they are erased. */
    RESTRICTION("restriction");

    private final String id;

    EntryKind(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
