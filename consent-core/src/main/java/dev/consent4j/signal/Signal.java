package dev.consent4j.signal;

import dev.consent4j.policy.Named;

/** A wish a browser sends with a request. It only ever takes away. */
public enum Signal implements Named {
    /** Global Privacy Control: {@code Sec-GPC: 1}. */
    GPC("gpc"),
    /** Do Not Track: {@code DNT: 1}. */
    DNT("dnt");

    private final String id;

    Signal(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
