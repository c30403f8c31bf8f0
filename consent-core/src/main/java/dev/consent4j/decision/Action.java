package dev.consent4j.decision;

import dev.consent4j.policy.Named;

/** What the person did. */
public enum Action implements Named {
    /**
     * Granted everything asked but what needs an explicit grant; never lifts a signal, an objection or an opt-out.
     */
    ACCEPT_ALL("accept-all"),
    /** Denied everything optional, later purposes included. */
    REJECT_ALL("reject-all"),
    /** Answered purposes one by one. */
    SAVE("save"),
    /** Took every grant back and dropped the subject. */
    WITHDRAW("withdraw"),
    /** Sent a browser signal that was seen for the first time. */
    SIGNAL("signal"),
    /** Took note; no grant under opt-in. */
    ACKNOWLEDGE("acknowledge"),
    /** Objected to purposes, or opted out of a use such as sale. */
    OBJECT("object");

    private final String id;

    Action(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
