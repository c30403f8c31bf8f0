package dev.consent4j.servlet.enforcement;

import java.time.InstantSource;

/** How the gates of one filter act. Thread safe. */
public final class GateRules {

    private final boolean hidesUndeclared;
    private final InstantSource clock;
    private final UndeclaredCookies undeclared = new UndeclaredCookies();

    /**
     * The rules.
     *
     * @param hidesUndeclared whether the application does not see incoming cookies that no policy declares
     * @param clock the time, to tell deletions
     */
    public GateRules(boolean hidesUndeclared, InstantSource clock) {
        this.hidesUndeclared = hidesUndeclared;
        this.clock = clock;
    }

    boolean hidesUndeclared() {
        return hidesUndeclared;
    }

    InstantSource clock() {
        return clock;
    }

    UndeclaredCookies undeclared() {
        return undeclared;
    }
}
