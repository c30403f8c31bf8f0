package dev.consent4j.evaluation;

import dev.consent4j.policy.Named;

/** Whether to ask the person now, and why. */
public enum Prompt implements Named {
    /** Nobody has answered yet. */
    ASK_FIRST("ask-first", true),
    /** Purposes are unanswered, expired, changed or ended. */
    ASK_AGAIN("ask-again", true),
    /** What the browser sent cannot be trusted. */
    ASK_UNREADABLE("ask-unreadable", true),
    /** A signal contradicts a grant; the person is told, once. */
    TELL_CONFLICT("tell-conflict", true),
    /** Everything is answered, or nothing needs an answer. */
    NOTHING_TO_ASK("nothing-to-ask", false),
    /** A refusal is too recent to ask again. */
    REFUSED_RECENTLY("refused-recently", false),
    /** The only act is a signal, too recent to ask for an opt-in. */
    SIGNALLED_RECENTLY("signalled-recently", false);

    private final String id;
    private final boolean asks;

    Prompt(String id, boolean asks) {
        this.id = id;
        this.asks = asks;
    }

    @Override
    public String id() {
        return id;
    }

    /** Whether a banner should be shown. */
    public boolean asks() {
        return asks;
    }
}
